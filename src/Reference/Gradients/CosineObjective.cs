namespace BayesBench.Reference.Gradients;

/// <summary><c>f(x) = cos(k x)</c>.</summary>
internal sealed class CosineObjective : INormalObjective
{
    public double Value(double x, double k) => Math.Cos(k * x);

    public double Derivative(double x, double k) => -k * Math.Sin(k * x);

    public double Steepness(double k) => Math.Abs(k);

    public double SecondDerivative(double x, double k) => -k * k * Value(x, k);

    // Moments of cosine and sine with the noise by parts: E F e^n = (n - 1) E F e^(n-2) + E F' e^(n-1), from E e F = E F'.
    public ParameterPair RemainderVariance(double k, double mean, double standardDeviation)
    {
        double a = k * standardDeviation;
        double q = Math.Exp(-0.5 * a * a);
        var cosine = new double[7];
        var sine = new double[7];
        (cosine[0], sine[0]) = (q * Math.Cos(k * mean), q * Math.Sin(k * mean));
        (cosine[1], sine[1]) = (-a * sine[0], a * cosine[0]);
        for (int n = 2; n < 7; n++)
        {
            cosine[n] = ((n - 1.0) * cosine[n - 2]) - (a * sine[n - 1]);
            sine[n] = ((n - 1.0) * sine[n - 2]) + (a * cosine[n - 1]);
        }

        return TaylorPolynomial.Of(this, mean, k).RemainderVariance(cosine, Moments(k, mean, standardDeviation), standardDeviation);
    }

    // All moments follow from E cos(k x) = q cos(t) and E sin(k x) = q sin(t), with a = k standardDeviation, t = k mean,
    // q = exp(-a^2 / 2), by cos^2 = (1 + cos 2kx) / 2 and derivatives in a. Written as a share of cos(t)^2 and one of
    // sin(t)^2, nothing cancels where a is small and f is nearly constant.
    public ObjectiveMoments Moments(double k, double mean, double standardDeviation)
    {
        double s = standardDeviation;
        double a2 = k * s * (k * s);
        double a4 = a2 * a2;
        double q = Math.Exp(-0.5 * a2);
        double q2 = q * q;
        double q4 = q2 * q2;
        double r = SmallDifferences.OneMinusExp(-a2); // 1 - q^2
        double r4 = r * (1.0 + q2); // 1 - q^4
        (double sine, double cosine) = Math.SinCos(k * mean);
        double c2 = cosine * cosine;
        double s2 = sine * sine;

        double even = 1.0 + ((1.0 - (4.0 * a2)) * q4);
        double odd = r4 + (4.0 * a2 * q4) - (2.0 * a2 * q2);
        double cubic = (8.0 * a4) - (8.0 * a2);
        return new ObjectiveMoments(
            Expectation: q * cosine,
            Variance: 0.5 * ((c2 * r * r) + (s2 * r4)),
            Gradient: new(-k * q * sine, -k * k * s * q * cosine),
            ScoreVariance: Over(
                s,
                0.5 * ((c2 * even) + (s2 * odd)),
                (c2 * (1.0 + ((cubic + 1.0) * q4) - (a4 * q2))) + (s2 * (r4 - (cubic * q4)))),
            CentredScoreVariance: Over(
                s,
                0.5 * ((c2 * r * (r + (4.0 * a2 * q2))) + (s2 * odd)),
                (c2 * ((r * r) + (8.0 * a2 * q2 * r) + (a4 * q2 * ((8.0 * q2) - 3.0)))) + (s2 * (r4 - (cubic * q4)))),
            ScoreSquareCovariance: Over(s, -a2 * q * cosine, (a4 - (4.0 * a2)) * q * cosine),
            PathwiseVariance: new(
                0.5 * k * k * r * ((c2 * (1.0 + q2)) + (s2 * r)),
                0.5 * k * k * ((c2 * odd) + (s2 * even))));
    }

    private static ParameterPair Over(double standardDeviation, double mean, double deviation) =>
        new(mean / standardDeviation / standardDeviation, deviation / standardDeviation / standardDeviation);
}
