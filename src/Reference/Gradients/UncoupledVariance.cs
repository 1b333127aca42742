using BayesBench.Reference.Numerics;

namespace BayesBench.Reference.Gradients;

/// <summary>Exact variances of <see cref="MeasureValuedUncoupled"/>: sums of variances of f under either law.</summary>
internal static class UncoupledVariance
{
    private static readonly double RootOfHalfPi = Math.Sqrt(0.5 * Math.PI);

    /// <summary>The variances by both parameters; the caller knows that of f under the normal law, f(mean + s N).</summary>
    public static ParameterPair Of(Objective objective, double k, double mean, double s, double ofNormal)
    {
        (double ofRayleigh, double ofMaxwell) = objective switch
        {
            Objective.Quadratic => Quadratic(mean - k, s),
            Objective.Exponential => Exponential(k, mean, s),
            _ => Cosine(k, mean, s),
        };
        return new ParameterPair(ofRayleigh / (2.0 * Math.PI) / s / s, (ofMaxwell + ofNormal) / s / s);
    }

    // f(m + s e) = d^2 + 2 d s e + s^2 e^2: Var W = 2 - pi/2, Var W^2 = 4, Var M = 3, Var M^2 = 6; W and W^2 are correlated,
    // but with opposite signs on either side.
    private static (double Rayleigh, double Maxwell) Quadratic(double d, double s)
    {
        double cross = d * d * s * s;
        double fourth = s * s * s * s;
        return ((8.0 * cross * (2.0 - (Math.PI / 2.0))) + (8.0 * fourth), (12.0 * cross) + (6.0 * fourth));
    }

    // Shares of cos(t)^2 and sin(t)^2: twice the variances of cos(a W) and sin(a W), and those of cos(a M) and sin(a M), of which
    // E cos(a W) = 1 - z D(z / 2), z = sqrt(2) a, with Dawson's D; E sin(a W) = a sqrt(pi/2) q; E cos(a M) = (1 - a^2) q.
    private static (double Rayleigh, double Maxwell) Cosine(double k, double mean, double s)
    {
        (double sine, double cosine) = Math.SinCos(k * mean);
        double a = k * s;
        double a2 = a * a;
        double q2 = Math.Exp(-a2);
        double r = SmallDifferences.OneMinusExp(-a2);
        double one = MissingCosine(a);
        double two = MissingCosine(2.0 * a);
        double mean2 = 0.5 * Math.PI * a2 * q2; // (E sin(a W))^2
        double evenRayleigh = (4.0 * one) - (2.0 * one * one) - two;
        double oddRayleigh = two - (2.0 * mean2);
        double evenMaxwell = 0.5 * ((r * r) + (4.0 * a2 * q2 * r) - (2.0 * a2 * a2 * q2));
        double oddMaxwell = 0.5 * ((r * (1.0 + q2)) + (4.0 * a2 * q2 * q2));
        return (
            (cosine * cosine * evenRayleigh) + (sine * sine * oddRayleigh),
            (cosine * cosine * evenMaxwell) + (sine * sine * oddMaxwell));
    }

    // 1 - E cos(b W).
    private static double MissingCosine(double b) => Math.Sqrt(2.0) * b * SpecialFunctions.Dawson(b / Math.Sqrt(2.0));

    // f^j is the same function of another k.
    private static (double Rayleigh, double Maxwell) Exponential(double k, double mean, double s)
    {
        double plus = ExponentialOfRayleigh(k, mean, s);
        double minus = ExponentialOfRayleigh(k, -mean, s);
        double maxwell = ExponentialOfMaxwell(k, mean, s);
        return (
            ExponentialOfRayleigh(2.0 * k, mean, s) + ExponentialOfRayleigh(2.0 * k, -mean, s) - (plus * plus) - (minus * minus),
            ExponentialOfMaxwell(2.0 * k, mean, s) - (maxwell * maxwell));
    }

    // E exp(-k (mean + s W)^2): Rayleigh's law tilted, cut off at zero.
    private static double ExponentialOfRayleigh(double k, double mean, double s)
    {
        double growth = 1.0 + (2.0 * k * s * s);
        double b = 2.0 * k * mean * s / Math.Sqrt(growth);
        double tail = Math.Exp(-k * mean * mean / growth) * SpecialFunctions.Erfc(b / Math.Sqrt(2.0));
        return (Math.Exp(-k * mean * mean) - (b * RootOfHalfPi * tail)) / growth;
    }

    // E exp(-k (mean + s M)^2): the density of M is e^2 times the normal one, and that is tilted.
    private static double ExponentialOfMaxwell(double k, double mean, double s)
    {
        double growth = 1.0 + (2.0 * k * s * s);
        double shift = 2.0 * k * mean * s / growth;
        return Math.Exp(-k * mean * mean / growth) / Math.Sqrt(growth) * ((1.0 / growth) + (shift * shift));
    }
}
