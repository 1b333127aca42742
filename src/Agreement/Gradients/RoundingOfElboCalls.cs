namespace BayesBench.Agreements.Gradients;

/// <summary>
/// How far float arithmetic may carry one call of an estimator of the evidence lower bound: the kernel's own operations, each
/// rounded once, on numbers with error bounds.
/// </summary>
internal static class RoundingOfElboCalls
{
    /// <summary>The slope of ln p(x, y), its product with the noise, and the slope of the entropy.</summary>
    public static double[] TotalPathwise(ElboProblem problem, double noise, double noiseUnits)
    {
        var constants = new ElboRounding(problem);
        Rounded e = Drawn(noise, noiseUnits);
        Rounded slope = constants.ByMean.Sum(constants.Fall.Product(e).Negative);
        return [slope.Error, slope.Product(e).Sum(constants.Inverse).Error];
    }

    /// <summary>The slope of the log weight, and its product with the noise.</summary>
    public static double[] StickingTheLanding(ElboProblem problem, double noise, double noiseUnits)
    {
        var constants = new ElboRounding(problem);
        Rounded e = Drawn(noise, noiseUnits);
        Rounded slope = constants.ByMean.Sum(constants.ByStandardDeviation.Product(e));
        return [slope.Error, slope.Product(e).Error];
    }

    private static Rounded Drawn(double noise, double units) => new(noise, units * ErrorBound.U * Math.Abs(noise));
}

/// <summary>The constants of a problem, as a kernel makes them.</summary>
internal readonly struct ElboRounding
{
    public ElboRounding(ElboProblem problem)
    {
        Rounded posteriorMean = new(problem.PosteriorMean, 0), tau = new(problem.PosteriorStandardDeviation, 0);
        Rounded mean = new(problem.Mean, 0), s = new(problem.StandardDeviation, 0), one = new(1, 0);
        Rounded precision = one.Over(tau.Product(tau));
        Inverse = one.Over(s);
        Fall = s.Product(precision);
        ByMean = posteriorMean.Sum(mean.Negative).Product(precision);
        ByStandardDeviation = tau.Sum(s.Negative).Product(tau.Sum(s)).Product(precision).Product(Inverse);
    }

    public Rounded Inverse { get; }

    public Rounded Fall { get; }

    public Rounded ByMean { get; }

    public Rounded ByStandardDeviation { get; }
}

/// <summary>Operations that round once.</summary>
internal static class RoundedOperations
{
    extension(Rounded a)
    {
        public Rounded Negative => new(-a.Value, a.Error);

        public Rounded Twice => new(2 * a.Value, 2 * a.Error);

        public Rounded Sum(Rounded b) => Once(new(a.Value + b.Value, a.Error + b.Error));

        public Rounded Product(Rounded b) => Once(a.Times(b));

        public Rounded Over(Rounded b) => Once(new(
            a.Value / b.Value, (a.Error + (Math.Abs(a.Value / b.Value) * b.Error)) / Math.Abs(b.Value)));
    }

    private static Rounded Once(Rounded exact) => exact with { Error = exact.ErrorAfter(1) };
}
