namespace BayesBench.Reference.Gradients;

/// <summary>The second-order Taylor polynomial h of an objective f at the mean of x: <c>h = f + f' move + f'' move^2 / 2</c>.</summary>
internal readonly record struct TaylorPolynomial(double Value, double Slope, double Curvature)
{
    public static TaylorPolynomial Of(INormalObjective f, double mean, double k) =>
        new(f.Value(mean, k), f.Derivative(mean, k), f.SecondDerivative(mean, k));

    /// <summary><c>f - h</c>, from f's value at a distance from the mean.</summary>
    public double Remainder(double value, double move) => value - (Value + (move * (Slope + (0.5 * Curvature * move))));

    /// <summary><c>Var[(f - h) s]</c>, s the score of the mean and of the standard deviation.</summary>
    /// <param name="noise"><c>E f e^n</c> for n = 0 .. 6.</param>
    /// <param name="moments">Of f.</param>
    /// <param name="standardDeviation">Of x.</param>
    /// <returns>Both variances; near a quadratic f they are differences of far larger numbers.</returns>
    public ParameterPair RemainderVariance(double[] noise, ObjectiveMoments moments, double standardDeviation)
    {
        double precision = 1.0 / standardDeviation / standardDeviation;
        // h = a + b e + c e^2; the moments of e are 1, 1, 3, 15, of (e^2 - 1)^2 with 1, e^2, e^4 they are 2, 10, 78.
        double a = Value;
        double b = standardDeviation * Slope;
        double c = 0.5 * standardDeviation * standardDeviation * Curvature;
        double Variance(double score, double gradient, double mixed, double square, double known)
        {
            double rest = gradient - known;
            double variance = score + (gradient * gradient) + ((square - (2.0 * mixed)) * precision) - (rest * rest);
            return Math.Max(0.0, variance); // what rounding leaves of none may be negative
        }

        return new ParameterPair(
            Variance(
                moments.ScoreVariance.Mean,
                moments.Gradient.Mean,
                (a * noise[2]) + (b * noise[3]) + (c * noise[4]),
                (a * a) + (3.0 * ((b * b) + (2.0 * a * c))) + (15.0 * c * c),
                Slope),
            Variance(
                moments.ScoreVariance.StandardDeviation,
                moments.Gradient.StandardDeviation,
                (a * Weighted(noise, 0)) + (b * Weighted(noise, 1)) + (c * Weighted(noise, 2)),
                (2.0 * a * a) + (10.0 * ((b * b) + (2.0 * a * c))) + (78.0 * c * c),
                Curvature * standardDeviation));
    }

    // E f e^n (e^2 - 1)^2.
    private static double Weighted(double[] noise, int n) => noise[n + 4] - (2.0 * noise[n + 2]) + noise[n];
}
