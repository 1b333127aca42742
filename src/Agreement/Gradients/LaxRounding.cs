namespace BayesBench.Agreements.Gradients;

/// <summary>How far float arithmetic may carry one call of LAX, its exact variance, and the weights of its surrogate.</summary>
internal static class LaxRounding
{
    private const double U = ErrorBound.U;
    private const int Half = 160;
    private const double Step = 1.0 / 16;

    /// <summary>The objective less the surrogate, times the score, and the surrogate's slope; by component.</summary>
    public static double[] Call(SurrogateProblem problem, double noise, double noiseUnits) =>
        [.. Components(problem, noise, noiseUnits).Select(component => component.Error)];

    /// <summary>The mean square of a call off its mean: each node errs by the call's error and the gradient's.</summary>
    public static double Variance(SurrogateProblem problem, double gradient, double gradientError, double variance, int component)
    {
        double bound = 0;
        foreach ((double e, double weight) in Nodes())
        {
            Rounded g = Components(problem, e, 0)[component];
            double error = g.Error + gradientError;
            bound += weight * error * ((2 * Math.Abs(g.Value - gradient)) + error);
        }

        return bound + (U * variance);
    }

    /// <summary>The mean product of the objective and a polynomial.</summary>
    public static double Weight(NormalProblem problem, double weight, int which)
    {
        double bound = 0;
        foreach ((double e, double share) in Nodes())
        {
            double square = e * e;
            double polynomial = which switch
            {
                0 => (7 + (square * (-8 + (square * (10 - square))))) / 14,
                1 => e * (square - 1) * (square - 1) / 9,
                _ => (-7 + (square * (10 + (square * (-16 + (3 * square)))))) / 98,
            };
            bound += share * Math.Abs(polynomial) * new NormalSample(problem, e, 0).Objective.Error;
        }

        return (bound / Math.Pow(problem.StandardDeviation, which)) + (U * Math.Abs(weight));
    }

    /// <summary>By all three weights.</summary>
    public static double[] Training(SurrogateProblem problem, double noise)
    {
        Rounded[] g = Components(problem, noise, 0);
        Rounded e = new(noise, 0), one = new(1, 0), two = new(2, 0), three = new(3, 0), s = new(problem.Law.StandardDeviation, 0);
        Rounded square = e.Product(e);
        Rounded lessOne = square.Sum(one.Negative);
        Rounded lessTwo = e.Product(square.Sum(two.Negative));
        Rounded lessThree = square.Product(square.Sum(three.Negative));
        Rounded Both(Rounded first, Rounded second) => g[0].Product(first).Sum(g[1].Product(second)).Twice;
        return
        [
            Both(e, lessOne).Product(one.Over(s)).Error,
            Both(lessOne, lessTwo).Error,
            Both(lessTwo, lessThree).Product(s).Error,
        ];
    }

    private static Rounded[] Components(SurrogateProblem problem, double noise, double noiseUnits)
    {
        var sample = new NormalSample(problem.Law, noise, noiseUnits);
        Rounded one = new(1, 0), s = new(problem.Law.StandardDeviation, 0);
        Rounded[] w = [.. problem.Weights.Select(weight => new Rounded(weight, 0))];
        Rounded e = sample.Noise;
        Rounded move = s.Product(e);
        Rounded surrogate = w[0].Sum(move.Product(w[1].Sum(w[2].Product(move))));
        Rounded slope = w[1].Sum(w[2].Twice.Product(move));
        Rounded rest = sample.Objective.Sum(surrogate.Negative).Product(one.Over(s));
        return [rest.Product(e).Sum(slope), rest.Product(e.Product(e).Sum(one.Negative)).Sum(slope.Product(e))];
    }

    private static IEnumerable<(double Noise, double Weight)> Nodes() => Enumerable.Range(-Half, (2 * Half) + 1)
        .Select(node => node * Step)
        .Select(e => (e, Step * Math.Exp(-0.5 * e * e) / Math.Sqrt(2 * Math.PI)));
}
