namespace BayesBench.Reference.Gradients;

/// <summary>Exact variances of estimators averaged over a noise and its mirror image: of the even part of a call.</summary>
internal static class AntitheticVariance
{
    public static ParameterPair OfScoreFunction(
        Objective objective, double k, double mean, double s, ObjectiveMoments moments) => objective switch
        {
            Objective.Quadratic => QuadraticScore(mean - k, s),
            Objective.Exponential => ExponentialScore(k, mean, s, moments),
            _ => CosineShares.At(k, mean, s).Score,
        };

    public static ParameterPair OfPathwise(
        Objective objective, double k, double mean, double s, ObjectiveMoments moments) => objective switch
        {
            Objective.Quadratic => new(0.0, 8.0 * s * s), // the slope's mean does not vary, its part with the noise is 2 s e^2
            Objective.Exponential => ExponentialPathwise(k, mean, s, moments),
            _ => CosineShares.At(k, mean, s).Pathwise,
        };

    // The even parts are 2 d e^2 and (d^2 + s^2 e^2) (e^2 - 1) / s.
    private static ParameterPair QuadraticScore(double d, double s)
    {
        double d2 = d * d;
        return new(8.0 * d2, (2.0 * (d2 / s) * (d2 / s)) + (20.0 * d2) + (74.0 * s * s));
    }

    // f(x+) f(x-) = exp(-2 k (mean^2 + s^2 e^2)): under it e is normal with variance Shrink.
    private static ParameterPair ExponentialScore(double k, double mean, double s, ObjectiveMoments moments)
    {
        (double v, double w) = (k * s * s, k * mean * mean);
        double shrink = 1.0 / (1.0 + (4.0 * v));
        double root = Math.Sqrt(shrink);
        double tilt = 8.0 * v * w * shrink;
        // (f(x+) - f(x-)) / 2 is an exponential times a sinh, whose square has a mean without a difference.
        double odd = 0.5 * shrink * root * Math.Exp(-2.0 * w * shrink) * (SmallDifferences.OneMinusExp(-tilt) + (2.0 * tilt));
        double crossed = Math.Exp(-2.0 * w) * root * ((3.0 * shrink * shrink) - (2.0 * shrink) + 1.0);
        ParameterPair gradient = moments.Gradient;
        return new(
            (odd / s / s) - (gradient.Mean * gradient.Mean),
            0.5 * (moments.ScoreVariance.StandardDeviation - Square(gradient.StandardDeviation) + (crossed / s / s)));
    }

    // By the mean little is left where k is small, a part of k^4: of P = (f'+ + f'-)^2 / 4 the expectation is written as
    // (a + b) / 2 = sqrt(a b) + (sqrt a - sqrt b)^2 / 2, and sqrt(a b) beside the squared mean by the logarithm of their ratio.
    private static ParameterPair ExponentialPathwise(double k, double mean, double s, ObjectiveMoments moments)
    {
        (double v, double w) = (k * s * s, k * mean * mean);
        double one = 1.0 / (1.0 + (2.0 * v)); // variance of e under f
        double two = 1.0 / (1.0 + (4.0 * v)); // and under f^2, or f(x+) f(x-)
        double root = Math.Sqrt(two);
        double weight = root * Math.Exp(-2.0 * w * two);
        double apart = (4.0 * v * two) - SmallDifferences.OneMinusExp(-4.0 * v * w * two);
        double ratio = (1.5 * SmallDifferences.LogOnePlus(4.0 * v * v * two)) - (8.0 * v * v * w * two * one);
        double byMean = (0.5 * s * s * two * weight * SmallDifferences.OneMinusExp(-8.0 * v * w * two))
            + (mean * mean * ((0.5 * weight * apart * apart)
                - (one * one * one * Math.Exp(-2.0 * w * one) * SmallDifferences.OneMinusExp(ratio))));
        double crossed = 4.0 * k * k * Math.Exp(-2.0 * w) * root * two * ((mean * mean) - (3.0 * s * s * two));
        return new(
            4.0 * k * k * byMean,
            0.5 * (moments.PathwiseVariance.StandardDeviation - Square(moments.Gradient.StandardDeviation) - crossed));
    }

    private static double Square(double x) => x * x;

    /// <summary>
    /// cos(t + a e) = cos(t) cos(a e) - sin(t) sin(a e): of every call's two shares, that of cos(t)^2 and that of sin(t)^2, the
    /// mirror image takes one away and leaves the other.
    /// </summary>
    private readonly record struct CosineShares(ParameterPair Score, ParameterPair Pathwise)
    {
        public static CosineShares At(double k, double mean, double s)
        {
            double a2 = k * s * (k * s);
            double q2 = Math.Exp(-a2);
            double q4 = q2 * q2;
            double r = SmallDifferences.OneMinusExp(-a2);
            (double sine, double cosine) = Math.SinCos(k * mean);
            double odd = 0.5 * ((r * (1.0 + q2)) + (4.0 * a2 * q4) - (2.0 * a2 * q2)); // Var sin(a e) e
            double second = 1.0 + (((8.0 * a2 * a2) - (8.0 * a2) + 1.0) * q4) - (a2 * a2 * q2); // Var cos(a e) (e^2 - 1)
            return new CosineShares(
                Score: new(Square(sine / s) * odd, Square(cosine / s) * second),
                Pathwise: new(0.5 * Square(k * sine * r), Square(k * cosine) * odd));
        }
    }
}
