using BayesBench.Reference.Gradients;

namespace BayesBench.Agreements.Gradients;

/// <summary>How far float arithmetic may carry one call of the delta method and its exact variance.</summary>
internal static class DeltaMethodRounding
{
    private const double U = ErrorBound.U;

    /// <summary>The objective less its polynomial, times the score, and the polynomial's own gradient.</summary>
    public static double[] Call(NormalProblem problem, double[] noise, double noiseUnits)
    {
        (Objective objective, double k, double mean, double s) = problem;
        ObjectiveRounding about = ObjectiveRounding.At(objective, k, mean);
        double curvatureError = CurvatureError(objective, k, mean, about);
        var call = new NormalSample(problem, noise[0], noiseUnits);
        double move = s * noise[0];
        Rounded rest = objective == Objective.Quadratic ? default : Rest();
        double[] gradient = DeltaMethod.Normal(objective, k, mean, s, noise[0]);
        return
        [
            rest.Times(call.Score(0)).ErrorAfter(1) + about.SlopeError + (U * Math.Abs(gradient[0])),
            rest.Times(call.Score(1)).ErrorAfter(1) + (curvatureError * s)
                + (U * (Math.Abs(about.Curvature * s) + Math.Abs(gradient[1]))),
        ];

        // Three products and two sums; the distance from the mean errs by one rounding and the noise.
        Rounded Rest()
        {
            double[] terms = [Math.Abs(about.Value), Math.Abs(about.Slope * move), 0.5 * Math.Abs(about.Curvature * move * move)];
            double moveError = (U * Math.Abs(move)) + (s * call.Noise.Error);
            double error = about.ValueError + (Math.Abs(move) * about.SlopeError) + (0.5 * move * move * curvatureError)
                + (Math.Abs(about.Slope + (about.Curvature * move)) * moveError)
                + (U * (terms[0] + (3 * terms[1]) + (5 * terms[2])));
            double value = call.Objective.Value - (about.Value + (move * (about.Slope + (0.5 * about.Curvature * move))));
            return new Rounded(value, call.Objective.Error + error + (U * Math.Abs(value)));
        }
    }

    /// <summary>Sums of the absolute terms that the variance's squares add up, times the roundings of each.</summary>
    public static double Variance(object[] call, double gradient, int component)
    {
        (Objective objective, double k, double mean, double s) = ((Objective)call[0], (double)call[1], (double)call[2], (double)call[3]);
        if (objective == Objective.Quadratic)
        {
            return 0; // it is its own polynomial
        }

        MomentTerms terms = MomentTerms.Of(call);
        (double a, double b, double c) = Polynomial(objective, k, mean, s);
        double[] n = NoiseMoments(objective, k, mean, s);
        double middle = (b * b) + (2 * a * c);
        double Weighted(int power) => n[power + 4] + (2 * n[power + 2]) + n[power];
        double squares = component == 0
            ? terms.ScoreSquare + (2 * ((a * n[2]) + (b * n[3]) + (c * n[4]))) + (a * a) + (3 * middle) + (15 * c * c)
            : terms.SecondScoreSquare + (2 * ((a * Weighted(0)) + (b * Weighted(1)) + (c * Weighted(2))))
                + (2 * a * a) + (10 * middle) + (78 * c * c);
        double known = component == 0 ? b / s : 2 * c / s;
        double rest = Math.Abs(gradient) + known;
        return (terms.Units + 10) * U * ((squares / (s * s)) + (2 * rest * rest));
    }

    // h = a + b e + c e^2 by the largest it can be at this angle, or this far out: roundings of the angle count against all.
    private static (double A, double B, double C) Polynomial(Objective objective, double k, double mean, double s)
    {
        double y = k * mean * mean, weight = Math.Exp(-y);
        return objective == Objective.Cosine
            ? (1, k * s, 0.5 * k * s * (k * s))
            : (weight, 2 * k * Math.Abs(mean) * s * weight, s * s * k * ((2 * y) + 1) * weight);
    }

    // E f e^n with every term of its recursion positive.
    private static double[] NoiseMoments(Objective objective, double k, double mean, double s)
    {
        double growth = 1 + (2 * k * s * s);
        (double weight, double shift, double rest) = objective == Objective.Cosine
            ? (Math.Exp(-0.5 * k * s * (k * s)), k * s, 1.0)
            : (Math.Exp(-k * mean * mean / growth) / Math.Sqrt(growth), 2 * k * Math.Abs(mean) * s / growth, 1 / growth);
        var n = new double[7];
        (n[0], n[1]) = (weight, weight * shift);
        for (int i = 2; i < 7; i++)
        {
            n[i] = (shift * n[i - 1]) + ((i - 1) * rest * n[i - 2]);
        }

        return n;
    }

    // Cosine: as its value, times k^2. Exponential: the value's, and the polynomial's before it.
    internal static double CurvatureError(Objective objective, double k, double x, ObjectiveRounding about)
    {
        double y = k * x * x;
        return objective switch
        {
            Objective.Quadratic => 0,
            Objective.Cosine => U * (Math.Abs(k * k * x * about.Slope) + (6 * Math.Abs(about.Curvature))),
            _ => U * ((((2 * y) + 4) * Math.Abs(about.Curvature)) + (((16 * k * y) + (2 * k)) * about.Value)),
        };
    }
}
