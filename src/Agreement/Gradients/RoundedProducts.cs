namespace BayesBench.Agreements.Gradients;

/// <summary>
/// The mean products of RELAX's two control variates, with each other and with the score function: each node of the quadrature
/// carries the roundings of a call.
/// </summary>
internal readonly record struct RoundedProducts(Rounded First, Rounded Mixed, Rounded Second, Rounded OfFirst, Rounded OfSecond)
{
    private const double U = ErrorBound.U;

    public static RoundedProducts Of(RelaxedProblem problem)
    {
        (RoundedProducts one, RoundedProducts zero) = (Given(problem, true), Given(problem, false));
        return new RoundedProducts(
            one.First.Sum(zero.First),
            one.Mixed.Sum(zero.Mixed),
            one.Second.Sum(zero.Second),
            one.OfFirst.Sum(zero.OfFirst),
            one.OfSecond.Sum(zero.OfSecond));
    }

    private static RoundedProducts Given(RelaxedProblem problem, bool b)
    {
        const int Half = 80;
        const double Step = 0.25;
        RelaxedProblem[] alone = [problem with { Scale = 1, Tilt = 0 }, problem with { Scale = 0, Tilt = 1 }];
        double p = RoundingOfRelaxations.Sigmoid(b ? problem.Logit : -problem.Logit);
        var (held, free) = (new Sum[2], new Sum[2]);
        var products = new Sum[3];
        for (int node = -Half; node <= Half; node++)
        {
            double left = RoundingOfRelaxations.Sigmoid(node * Step), rest = RoundingOfRelaxations.Sigmoid(-node * Step);
            double weight = Step * left * rest;
            RoundedPlace place = RoundedPlace.Of(problem, b, left, 5, rest);
            RoundedControl[] c = [place.Control(alone[0]), place.Control(alone[1])];
            Rounded[] h = [place.Held(default, c[0]), place.Held(default, c[1])];
            for (int k = 0; k < 2; k++)
            {
                held[k] = held[k].Add(weight, h[k]);
                free[k] = free[k].Add(weight, c[k].Slope);
            }

            for (int pair = 0; pair < 3; pair++)
            {
                (int k, int l) = (pair / 2, (pair + 1) / 2);
                products[pair] = products[pair].Add(weight, h[k].Times(h[l]).Sum(c[k].Slope.Times(c[l].Slope)).After(1));
            }
        }

        var own = new Rounded(p, RoundedPlace.ProbabilityUnits * U * p);
        Rounded score = own.Times(RoundedPlace.Objective(problem, b))
            .Times(RoundedPlace.ScoreOf(b, RoundingOfRelaxations.Sigmoid(b ? -problem.Logit : problem.Logit))).After(2);
        Rounded Product(int k, int l) => held[k].Total.Times(free[l].Total).After(1).Sum(free[k].Total.Times(held[l].Total).After(1));
        Rounded Mean(int k, int l) => own.Times(products[k + l].Total.Sum(Product(k, l))).After(1);
        Rounded OfScore(int k) => score.Times(held[k].Total.Sum(free[k].Total)).After(1);
        return new RoundedProducts(Mean(0, 0), Mean(0, 1), Mean(1, 1), OfScore(0), OfScore(1));
    }

    // A sum with its terms' sizes, as a term's rounding counts whatever the others are.
    private readonly record struct Sum(double Value, double Absolute, double Error)
    {
        private const double Adding = ((2 * 80) + 15) * U; // one for every node, and the weight's own 12 u

        public Rounded Total => new(Value, Error + (Adding * Absolute));

        public Sum Add(double weight, Rounded term) => new(
            Value + (weight * term.Value), Absolute + (weight * Math.Abs(term.Value)), Error + (weight * term.Error));
    }
}
