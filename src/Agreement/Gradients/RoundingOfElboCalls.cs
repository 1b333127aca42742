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

    /// <summary>The slope of ln p(y | x), its product with the noise, and the slopes of the divergence.</summary>
    public static double[] AnalyticKullbackLeibler(ElboProblem problem, double noise, double noiseUnits)
    {
        var constants = new ElboRounding(problem);
        Rounded e = Drawn(noise, noiseUnits);
        Rounded slope = constants.ByMean.Sum(constants.Likelihood.Product(constants.Deviation).Product(e).Negative);
        Rounded ofDivergence = ElboRounding.LessSquare(constants.Deviation).Product(constants.Inverse);
        return [slope.Error, slope.Sum(constants.Mean).Product(e).Sum(ofDivergence).Error];
    }

    /// <summary>The log weight, over the standard deviation, times the score.</summary>
    public static double[] ScoreFunction(ElboProblem problem, double noise, double noiseUnits)
    {
        var constants = new ElboRounding(problem);
        Rounded e = Drawn(noise, noiseUnits), one = new(1, 0);
        Rounded scaled = constants.LogWeight(e).Sum(constants.Level).Product(constants.Inverse);
        return [scaled.Product(e).Error, scaled.Product(e.Product(e).Sum(one.Negative)).Error];
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
        (Mean, Deviation, Inverse) = (mean, s, one.Over(s));
        Fall = s.Product(precision);
        ByMean = posteriorMean.Sum(mean.Negative).Product(precision);
        Rounded rest = tau.Sum(s.Negative).Product(tau.Sum(s)).Product(precision);
        ByStandardDeviation = rest.Product(Inverse);
        Square = rest.Half;
        Linear = s.Product(ByMean);
        Level = s.Over(tau).Logarithm.Sum(posteriorMean.Sum(mean.Negative).Product(ByMean).Half.Negative);
        Likelihood = LessSquare(tau).Product(precision);
    }

    public Rounded Mean { get; }

    public Rounded Deviation { get; }

    public Rounded Inverse { get; }

    public Rounded Square { get; private init; }

    public Rounded Linear { get; private init; }

    public Rounded Level { get; }

    public Rounded Likelihood { get; }

    public Rounded Fall { get; }

    public Rounded ByMean { get; }

    public Rounded ByStandardDeviation { get; }

    /// <summary>The log weight but for its level: its slope carries the noise's own error, its value the roundings.</summary>
    public Rounded LogWeight(Rounded noise)
    {
        Rounded exact = new(noise.Value, 0);
        Rounded log = Square.Product(exact).Sum(Linear).Product(exact);
        double slope = (2 * Square.Value * noise.Value) + Linear.Value;
        return log with
        {
            Error = log.Error + (Math.Abs(slope) * noise.Error) + (Math.Abs(Square.Value) * noise.Error * noise.Error),
        };
    }

    /// <summary>The same with a power of the weights, whose exponent rounds once.</summary>
    public ElboRounding WithWeightsTo(double exponent)
    {
        var rounded = new Rounded(exponent, ErrorBound.U * exponent);
        return this with { Square = Square.Product(rounded), Linear = Linear.Product(rounded) };
    }

    /// <summary>1 - x^2 as a product.</summary>
    public static Rounded LessSquare(Rounded x)
    {
        Rounded one = new(1, 0);
        return one.Sum(x.Negative).Product(one.Sum(x));
    }
}

/// <summary>Operations that round once.</summary>
internal static class RoundedOperations
{
    extension(Rounded a)
    {
        public Rounded Negative => new(-a.Value, a.Error);

        public Rounded Twice => new(2 * a.Value, 2 * a.Error);

        public Rounded Squared => a.Product(a);

        public Rounded Half => new(a.Value / 2, a.Error / 2);

        /// <summary>The logarithm, which errs by a spacing.</summary>
        public Rounded Logarithm => new(
            Math.Log(a.Value), (a.Error / a.Value) + ErrorBound.SpacingAt(Math.Log(a.Value)));

        public Rounded Sum(Rounded b) => Once(new(a.Value + b.Value, a.Error + b.Error));

        public Rounded Product(Rounded b) => Once(a.Times(b));

        public Rounded Over(Rounded b) => Once(new(
            a.Value / b.Value, (a.Error + (Math.Abs(a.Value / b.Value) * b.Error)) / Math.Abs(b.Value)));
    }

    private static Rounded Once(Rounded exact) => exact with { Error = exact.ErrorAfter(1) };
}
