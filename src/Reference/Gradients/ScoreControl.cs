namespace BayesBench.Reference.Gradients;

/// <summary>
/// The delta method's control variate <c>h s</c>: the second-order Taylor polynomial h of an objective at the mean of x, times the
/// score s of the mean and of the standard deviation.
/// </summary>
internal readonly record struct ScoreControl(TaylorPolynomial Polynomial, double StandardDeviation)
{
    public static ScoreControl Of(Objective objective, double k, double mean, double standardDeviation) =>
        new(TaylorPolynomial.Of(Objectives.Of(objective), mean, k), standardDeviation);

    /// <summary><c>h s - E[h s]</c> by mean and standard deviation.</summary>
    public double[] Centred(double noise)
    {
        double move = StandardDeviation * noise;
        double h = Polynomial.Value + (move * (Polynomial.Slope + (0.5 * Polynomial.Curvature * move)));
        return
        [
            (h * noise / StandardDeviation) - Polynomial.Slope,
            (h * ((noise * noise) - 1.0) / StandardDeviation) - (Polynomial.Curvature * StandardDeviation),
        ];
    }

    /// <summary><c>Var[h s]</c>: with <c>h = a + b e + c e^2</c> the sums of squares <c>(a + 3c)^2 + 2 b^2 + 6 c^2</c> and
    /// <c>2 (a + 5c)^2 + 10 b^2 + 24 c^2</c>, over the variance of x.</summary>
    public double[] Variance()
    {
        double precision = 1.0 / StandardDeviation / StandardDeviation;
        double a = Polynomial.Value;
        double b = StandardDeviation * Polynomial.Slope;
        double c = 0.5 * StandardDeviation * StandardDeviation * Polynomial.Curvature;
        double third = a + (3.0 * c);
        double fifth = a + (5.0 * c);
        return
        [
            precision * ((third * third) + (2.0 * b * b) + (6.0 * c * c)),
            precision * ((2.0 * fifth * fifth) + (10.0 * b * b) + (24.0 * c * c)),
        ];
    }
}
