using BayesBench.Agreements;
using BayesBench.Reference.Gradients;

namespace BayesBench.Properties.Gradients;

/// <summary>Problems to hold laws against.</summary>
internal static class Points
{
    public static IEnumerable<(Objective Objective, double K, double Mean, double StandardDeviation)> Normal(int count, ulong seed)
    {
        var source = new InputSource(seed);
        for (int i = 0; i < count; i++)
        {
            Objective objective = (Objective)(i % 3);
            double k = objective == Objective.Quadratic ? 2 * source.Normal() : source.LogUniform(0.1, 4);
            yield return (objective, k, source.Normal(), source.LogUniform(0.2, 2));
        }
    }

    public static IEnumerable<(double Target, double Logit)> Bernoulli(int count, ulong seed)
    {
        var source = new InputSource(seed);
        return Enumerable.Range(0, count).Select(_ => (source.Uniform(0, 1), source.Uniform(-4, 4))).ToList();
    }
}

/// <summary>Expectations under the standard normal law by the trapezoidal rule, which for these functions errs by rounding only.</summary>
internal static class Quadrature
{
    private const double Step = 1.0 / 64;
    private const int Half = 10 * 64; // beyond ten standard deviations lies 1e-23

    /// <summary>Rounding of the sum, and of a closed form: relative to the sum of the absolute terms.</summary>
    public const double Rounding = 2 * Half * (1.0 / (1L << 53)) * 2;

    // In the plane a coarser rule does: of a width of 1/8, the narrowest that the points' objectives leave, it errs by e^-77.
    private const double PlaneStep = 1.0 / 16;
    private const int PlaneHalf = 10 * 16;

    /// <summary>Of a sum over the plane: one rounding for every term of the inner and of the outer sum, and those of a term.</summary>
    public const double PlaneRounding = 4 * 2 * PlaneHalf * (1.0 / (1L << 53)) * 2;

    public static double Expectation(Func<double, double> f) => Sum(Step, Half, f);

    /// <summary>Of two independent numbers.</summary>
    public static double Expectation(Func<double, double, double> f) =>
        Sum(PlaneStep, PlaneHalf, a => Sum(PlaneStep, PlaneHalf, b => f(a, b)));

    private static double Sum(double step, int half, Func<double, double> f) =>
        Enumerable.Range(-half, (2 * half) + 1).Sum(i => step * Density(i * step) * f(i * step));

    private static double Density(double e) => Math.Exp(-0.5 * e * e) / Math.Sqrt(2 * Math.PI);
}
