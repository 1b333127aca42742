using BayesBench.Reference.Gradients;

namespace BayesBench.Agreements.Gradients;

/// <summary>
/// Sums of the absolute terms that the kernels' exact moments add up, for their error bounds: expectations of the squares
/// that a variance starts from, and how far the objective's arguments carry a rounding.
/// </summary>
internal readonly record struct MomentTerms(
    double Square, double ScoreSquare, double SecondScoreSquare, double SlopeSquare, double SecondSlopeSquare, double Units)
{
    public static MomentTerms Of(object[] call)
    {
        (double k, double mean, double s) = ((double)call[1], (double)call[2], (double)call[3]);
        return (Objective)call[0] switch
        {
            Objective.Quadratic => Quadratic(mean - k, s),
            Objective.Exponential => Exponential(k, mean, s),
            _ => Cosine(k, mean, s),
        };
    }

    /// <summary>Bound of the gradient, which both estimators' tables share: second order in the first moments.</summary>
    public static double Gradient(object[] call, int component)
    {
        MomentTerms terms = Of(call);
        return terms.Units * ErrorBound.U
            * Math.Sqrt(component == 0 ? terms.SlopeSquare : terms.SecondSlopeSquare);
    }

    // Everything is a sum of positive terms.
    private static MomentTerms Quadratic(double d, double s)
    {
        (double d2, double s2) = (d * d, s * s);
        return new(
            (d2 * d2) + (6 * d2 * s2) + (3 * s2 * s2),
            (d2 * d2) + (18 * d2 * s2) + (15 * s2 * s2),
            (2 * d2 * d2) + (60 * d2 * s2) + (78 * s2 * s2),
            4 * (d2 + s2),
            4 * (d2 + (3 * s2)),
            Units: 12);
    }

    // The exponent y is rounded a few times: the weight errs by that many u times y.
    private static MomentTerms Exponential(double k, double mean, double s)
    {
        double v = k * s * s, rest = 1 / (1 + (4 * v));
        double y = 2 * k * mean * mean * rest, shift = 4 * k * Math.Abs(mean) * s * rest;
        double weight = Math.Exp(-y) * Math.Sqrt(rest), noise2 = (shift * shift) + rest;
        double m = Math.Abs(mean) * rest, x2 = (m * m) + (s * s * rest);
        return new(
            weight,
            weight * noise2,
            weight * ((((shift * shift) + 1) * ((shift * shift) + 1)) + (4 * shift * shift) + 2),
            4 * k * k * weight * x2,
            4 * k * k * weight * ((x2 * noise2) + (4 * m * shift * s * rest) + (2 * s * s * rest * rest)),
            Units: 20 + (8 * (y + (k * mean * mean / (1 + (2 * v))))));
    }

    // cos(2 k mean) and the polynomials in a^2 times exp(-2 a^2) are at most 1, 1 and 10.
    private static MomentTerms Cosine(double k, double mean, double s)
    {
        double a2 = k * s * (k * s);
        return new(1, 1, 5, k * k, 2 * k * k, Units: 12 + (4 * (a2 + Math.Abs(k * mean))));
    }
}
