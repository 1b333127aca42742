namespace BayesBench.Agreements.Gradients;

/// <summary>
/// How far float arithmetic may carry a call of an estimator of a bound of K Bernoulli samples: the kernel's own operations, each
/// rounded once, on numbers with error bounds.
/// </summary>
internal readonly struct BernoulliBoundRounding
{
    private const double U = ErrorBound.U;
    private readonly int _samples;

    /// <param name="problem">The problem.</param>
    /// <param name="samples">K.</param>
    /// <param name="probabilityUnits">Relative error of p and of 1 - p in u; a weight is a quotient of two probabilities.</param>
    public BernoulliBoundRounding(BernoulliBoundProblem problem, int samples, double probabilityUnits)
    {
        _samples = samples;
        Success = Probability(problem.Logit, probabilityUnits);
        Failure = Probability(-problem.Logit, probabilityUnits);
        OfOne = Probability(problem.PosteriorLogit, probabilityUnits).Over(Success);
        OfZero = Probability(-problem.PosteriorLogit, probabilityUnits).Over(Failure);
        LogRatio = new Rounded(problem.PosteriorLogit, 0).Sum(new Rounded(-problem.Logit, 0));
    }

    public Rounded Success { get; }

    public Rounded Failure { get; }

    public Rounded OfOne { get; }

    public Rounded OfZero { get; }

    public Rounded LogRatio { get; }

    /// <summary>The logarithm of the mean weight, times the scores' sum.</summary>
    public Rounded MultiSampleScoreFunction(int ones)
    {
        int zeros = _samples - ones;
        Rounded log = Sum(ones, zeros).Over(Exact(_samples)).Logarithm;
        Rounded scores = Exact(ones).Product(Failure).Sum(Exact(zeros).Product(Success).Negative);
        return log.Product(scores).Sum(Direct(ones));
    }

    /// <summary>The logarithms of swapped sums, one for ones and one for zeros.</summary>
    public Rounded Vimco(int ones)
    {
        int zeros = _samples - ones, others = _samples - 1;
        Rounded rate = LogRatio.Over(Exact(others)), sum = Sum(ones, zeros);
        int unlike = Math.Min(zeros, others), like = Math.Min(ones, others);
        Rounded ofOne = Sum(others - unlike, unlike).Sum(OfOne.Product(Exponential(rate.Negative.Product(Exact(unlike)))));
        Rounded ofZero = Sum(like, others - like).Sum(OfZero.Product(Exponential(rate.Product(Exact(like)))));
        Rounded first = Exact(ones).Product(Failure).Product(sum.Over(ofOne).Logarithm);
        Rounded second = Exact(zeros).Product(Success).Product(sum.Over(ofZero).Logarithm);
        return first.Sum(second.Negative).Sum(Direct(ones));
    }

    /// <summary>The logarithms of sums with one sample changed.</summary>
    public Rounded LocalDisArm(int ones, int fallen, int risen)
    {
        int zeros = _samples - ones, down = Math.Min(ones, 1), up = Math.Min(zeros, 1);
        Rounded sum = Sum(ones, zeros);
        Rounded ofFallen = sum.Over(Sum(ones - down, zeros + down)).Logarithm;
        Rounded ofRisen = Sum(ones + up, zeros - up).Over(sum).Logarithm;
        Rounded commoner = Success.Value > Failure.Value ? Success : Failure;
        Rounded pairs = Exact(fallen).Product(ofFallen).Sum(Exact(risen).Product(ofRisen));
        return commoner.Half.Product(pairs).Sum(Direct(ones));
    }

    private static Rounded Exact(double number) => new(number, 0);

    private static Rounded Probability(double logit, double units)
    {
        double p = 1 / (1 + Math.Exp(-logit));
        return new Rounded(p, units * U * p);
    }

    // An exponential errs by a spacing and a bit.
    private static Rounded Exponential(Rounded x) => new(Math.Exp(x.Value), Math.Exp(x.Value) * (x.Error + (2.2 * U)));

    private Rounded Sum(int ones, int zeros) => Exact(ones).Product(OfOne).Sum(Exact(zeros).Product(OfZero));

    private Rounded Direct(int ones)
    {
        int zeros = _samples - ones;
        Rounded ofZeros = Exact(zeros).Product(OfZero).Product(Success);
        Rounded ofOnes = Exact(ones).Product(OfOne).Product(Failure);
        return ofZeros.Sum(ofOnes.Negative).Over(Sum(ones, zeros));
    }
}
