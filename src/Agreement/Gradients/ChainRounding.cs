namespace BayesBench.Agreements.Gradients;

/// <summary>Costs and scores of one outcome of a chain, its chance, and the slope of the first node's chance.</summary>
internal sealed record ChainOutcome(
    Rounded FirstCost, Rounded SecondCost, Rounded FirstScore, Rounded SecondScore, Rounded Slope, Rounded Chance)
{
    public Rounded Cost => FirstCost.Sum(SecondCost);

    public Rounded[] ScoreFunction => [Cost.Product(FirstScore), Cost.Product(SecondScore)];

    public Rounded[] DownstreamCost => [Cost.Product(FirstScore), SecondCost.Product(SecondScore)];

    public Rounded[] Dice =>
        [FirstCost.Product(FirstScore).Sum(SecondCost.Product(FirstScore)), SecondCost.Product(SecondScore)];

    public Rounded[] DiceHessian =>
    [
        Cost.Product(FirstScore.Squared.Sum(Slope.Negative)), SecondCost.Product(FirstScore.Product(SecondScore)),
    ];

    public Rounded[] SurrogateHessian => [Cost.Product(Slope).Negative, new(0, 0)];
}

/// <summary>The numbers of a chain, as a kernel makes them.</summary>
internal sealed class ChainRounding
{
    private readonly Rounded _one;
    private readonly Rounded _zero;
    private readonly Rounded _difference;
    private readonly Node _first;
    private readonly Node[] _second;

    /// <summary>With chances of so many units; where a host does not round them once, the sum of logits rounds too.</summary>
    public ChainRounding(ChainProblem problem, double probabilityUnits)
    {
        Rounded target = new(problem.Target, 0), one = new(1, 0);
        Rounded below = one.Sum(target.Negative);
        (_one, _zero) = (below.Product(below), target.Product(target));
        _difference = one.Sum(target.Twice.Negative);
        double sum = problem.SecondLogit + problem.Coupling;
        double moved = probabilityUnits > 1 ? ErrorBound.U * Math.Abs(sum) : 0;
        _first = Node.At(problem.FirstLogit, 0, probabilityUnits);
        _second = [Node.At(problem.SecondLogit, 0, probabilityUnits), Node.At(sum, moved, probabilityUnits)];
    }

    public ChainOutcome Draw(double[] uniforms)
    {
        int first = uniforms[0] < _first.Success.Value ? 1 : 0;
        return Outcome(first, uniforms[1] < _second[first].Success.Value ? 1 : 0);
    }

    public Rounded Mean(Func<ChainOutcome, Rounded> of) => Add(outcome => outcome.Chance.Product(of(outcome)));

    public Rounded Spread(Func<ChainOutcome, Rounded> of, Rounded centre) => Add(outcome =>
    {
        Rounded off = of(outcome).Sum(centre.Negative);
        return outcome.Chance.Product(off).Product(off);
    });

    public Rounded Gradient(int component) => component == 0
        ? Steep
        : _first.Failure.Product(_second[0].Slope).Sum(_first.Success.Product(_second[1].Slope)).Product(_difference);

    public Rounded Hessian(int component) => component == 0
        ? Steep.Product(_first.Failure.Sum(_first.Success.Negative))
        : _first.Slope.Product(_difference).Product(_second[1].Slope.Sum(_second[0].Slope.Negative));

    private Rounded Steep => _first.Slope.Product(_difference).Product(_second[0].Failure.Sum(_second[1].Success));

    private Rounded Add(Func<ChainOutcome, Rounded> term) => Enumerable.Range(0, 4)
        .Select(outcome => term(Outcome(outcome / 2, outcome % 2))).Aggregate((sum, next) => sum.Sum(next));

    private ChainOutcome Outcome(int first, int second) => new(
        Cost(first),
        Cost(second),
        _first.Score(first),
        _second[first].Score(second),
        _first.Slope,
        _first.Chance(first).Product(_second[first].Chance(second)));

    private Rounded Cost(int b) => b == 1 ? _one : _zero;

    private sealed record Node(Rounded Success, Rounded Failure)
    {
        public Rounded Slope => Success.Product(Failure);

        // A moved logit moves a chance by the other one's share of it.
        public static Node At(double logit, double moved, double units)
        {
            double p = 1 / (1 + Math.Exp(-logit)), q = 1 / (1 + Math.Exp(logit));
            return new Node(
                new Rounded(p, p * ((units * ErrorBound.U) + (q * moved))), new Rounded(q, q * ((units * ErrorBound.U) + (p * moved))));
        }

        public Rounded Chance(int b) => b == 1 ? Success : Failure;

        public Rounded Score(int b) => b == 1 ? Failure : Success.Negative;
    }
}
