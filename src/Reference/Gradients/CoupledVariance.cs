using BayesBench.Reference.Numerics;

namespace BayesBench.Reference.Gradients;

/// <summary>
/// Exact variances of <see cref="MeasureValued"/>: mean squares of coupled differences, less the square of the gradient. All but
/// the exponential's by the standard deviation keep their digits where f is nearly constant.
/// </summary>
internal static class CoupledVariance
{
    // The one integral without a closed form: up to k mean^2 = 150, 32 nodes leave nothing but rounding. Its integrand has no
    // singularity within 1 of (0, 1), however large the standard deviation is.
    private static readonly GaussLegendre Rule = new(nodes: 32);

    public static ParameterPair Of(Objective objective, double k, double mean, double s, ParameterPair gradient) =>
        objective switch
        {
            Objective.Quadratic => Quadratic(mean - k, s),
            Objective.Exponential => Exponential(k, mean, s, gradient),
            _ => Cosine(k, mean, s),
        };

    // f(m + s W) - f(m - s W) = 4 d s W, and f(m + s M) - f(m + s N) = 2 d s (M - N) + s^2 (M^2 - N^2): Var W = 2 - pi/2,
    // E (M - N)^2 = 1, and M^2 - N^2 = W^2 has variance 4.
    private static ParameterPair Quadratic(double d, double s) =>
        new(4.0 * d * d * ((4.0 / Math.PI) - 1.0), 4.0 * ((d * d) + (s * s)));

    // f(m + s W) - f(m - s W) = -2 sin(t) sin(a W), and E sin(a W)^2 = z D(z) with Dawson's D and z = sqrt(2) a. The square of
    // the other difference has the mean 1 - (1 + 2 a^2) q^4 cos(2t) - 2 q sin(t)^2: a share of cos(t)^2 and one of sin(t)^2.
    private static ParameterPair Cosine(double k, double mean, double s)
    {
        (double sine, double cosine) = Math.SinCos(k * mean);
        double a = k * s;
        double a2 = a * a;
        double q2 = Math.Exp(-a2);
        double root2 = Math.Sqrt(2.0);
        double dawson = SpecialFunctions.Dawson(root2 * a);
        double missing = SmallDifferences.OneMinusExp(-0.5 * a2); // 1 - q
        double odd = (missing * missing) + (q2 * ((2.0 * a2 * q2) - SmallDifferences.OneMinusExp(-a2)));
        double even = SpecialFunctions.RegularizedGammaP(2.0, 2.0 * a2) - (a2 * a2 * q2); // P(2, x) = 1 - (1 + x) exp(-x)
        return new ParameterPair(
            sine * sine * ((2.0 * root2 / Math.PI * k * dawson / s) - (k * k * q2)),
            ((sine * sine * odd) + (cosine * cosine * even)) / s / s);
    }

    // f(m + s W) - f(m - s W) = -2 exp(-k (m^2 + s^2 W^2)) sinh(2 k m s W), whose square has a mean without a difference.
    private static ParameterPair Exponential(double k, double mean, double s, ParameterPair gradient)
    {
        double shrink = 1.0 / (1.0 + (4.0 * k * s * s));
        double b = 4.0 * k * mean * s * Math.Sqrt(shrink);
        double square = shrink * Math.Exp(-2.0 * k * mean * mean * shrink) / Math.Sqrt(2.0 * Math.PI)
            * b * SpecialFunctions.Erf(b / Math.Sqrt(2.0));
        return new ParameterPair(
            (square / s / s) - (gradient.Mean * gradient.Mean),
            (ExponentialMaxwell(k, mean, s) / s / s) - (gradient.StandardDeviation * gradient.StandardDeviation));
    }

    // E (f(m + s M) - f(m + s N))^2 of the exponential: two mean squares less a product, which is an integral over U = N / M.
    // The density of M, tilted by both factors, is M^2 times a normal one again.
    private static double ExponentialMaxwell(double k, double mean, double s)
    {
        double v = k * s * s;
        double w = k * mean * mean;
        // E f(m + s M) f(m + s u M).
        double Product(double u)
        {
            double growth = 1.0 + (2.0 * v * (1.0 + (u * u)));
            double shift2 = 4.0 * v * w * (1.0 + u) * (1.0 + u) / growth / growth;
            return Math.Exp(-2.0 * w * (1.0 + (v * (1.0 - u) * (1.0 - u))) / growth) / Math.Sqrt(growth)
                * ((1.0 / growth) + shift2);
        }

        double ofMaxwell = Product(1.0);
        double ofNormal = Math.Exp(-2.0 * w / (1.0 + (4.0 * v))) / Math.Sqrt(1.0 + (4.0 * v));
        // Subtracted at every node: of a constant nothing is left.
        return Rule.Integrate(u => ofMaxwell + ofNormal - (2.0 * Product(u)));
    }
}
