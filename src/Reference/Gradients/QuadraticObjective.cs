namespace BayesBench.Reference.Gradients;

/// <summary><c>f(x) = (x - k)^2</c>.</summary>
internal sealed class QuadraticObjective : INormalObjective
{
    public double Value(double x, double k) => (x - k) * (x - k);

    public double Derivative(double x, double k) => 2.0 * (x - k);

    public double SecondDerivative(double x, double k) => 2.0;

    // It is its own Taylor polynomial: nothing is left over, not even rounding.
    public double Remainder(double mean, double move, double k) => 0.0;

    public ParameterPair RemainderVariance(double k, double mean, double standardDeviation) => default;

    // Moments of the normal law up to the eighth; d is the distance of the mean from the target.
    public ObjectiveMoments Moments(double k, double mean, double standardDeviation)
    {
        double d = mean - k;
        double d2 = d * d;
        double s = standardDeviation;
        double s2 = s * s;
        double d4OverS2 = d2 / s * (d2 / s);
        return new ObjectiveMoments(
            Expectation: d2 + s2,
            Variance: (4.0 * d2 * s2) + (2.0 * s2 * s2),
            Gradient: new(2.0 * d, 2.0 * s),
            ScoreVariance: new(
                d4OverS2 + (14.0 * d2) + (15.0 * s2),
                (2.0 * d4OverS2) + (60.0 * d2) + (74.0 * s2)),
            CentredScoreVariance: new((8.0 * d2) + (10.0 * s2), (40.0 * d2) + (56.0 * s2)),
            ScoreSquareCovariance: new(2.0, 8.0),
            PathwiseVariance: new(4.0 * s2, (4.0 * d2) + (8.0 * s2)));
    }
}
