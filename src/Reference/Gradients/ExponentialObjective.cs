using BayesBench.Reference.Numerics;

namespace BayesBench.Reference.Gradients;

/// <summary><c>f(x) = exp(-k x^2)</c>; its moments are wanted for k at least zero.</summary>
internal sealed class ExponentialObjective : INormalObjective
{
    public double Value(double x, double k) => Math.Exp(-k * x * x);

    public double Derivative(double x, double k) => -2.0 * k * x * Value(x, k);

    public double Steepness(double k) => Math.Sqrt(k);

    public double SecondDerivative(double x, double k) => ((4.0 * k * k * x * x) - (2.0 * k)) * Value(x, k);

    // Moments of the noise under the tilted law, which is normal: E e^n = shift E e^(n-1) + (n - 1) variance E e^(n-2).
    public ParameterPair RemainderVariance(double k, double mean, double standardDeviation)
    {
        ObjectiveMoments moments = Moments(k, mean, standardDeviation);
        Tilt tilt = Tilt.By(k, mean, standardDeviation);
        var noise = new double[7];
        (noise[0], noise[1]) = (tilt.Weight, tilt.Weight * tilt.Shift);
        for (int n = 2; n < 7; n++)
        {
            noise[n] = (tilt.Shift * noise[n - 1]) + ((n - 1.0) * tilt.Variance * noise[n - 2]);
        }

        return TaylorPolynomial.Of(this, mean, k).RemainderVariance(noise, moments, standardDeviation);
    }

    // f^j times the normal density is a normal density again, times a weight: every moment is one of a tilted normal law.
    // Written with what the tilts leave over (shift, shrink, ratio), nothing cancels where k is small and f nearly constant.
    public ObjectiveMoments Moments(double k, double mean, double standardDeviation)
    {
        Guard.NonNegative(k);
        double s = standardDeviation;
        double v = k * s * s;
        Tilt one = Tilt.By(k, mean, s); // of f
        Tilt two = Tilt.By(2.0 * k, mean, s); // of f^2

        // ln of (E f^2) / (E f)^2; the ratio is one for a constant.
        double spread = (0.5 * SmallDifferences.LogOnePlus(4.0 * v * v / (1.0 + (4.0 * v))))
            + (one.Shrink * two.Shrink * mean / s * (mean / s) / 2.0);
        double ratio = SmallDifferences.OneMinusExp(-spread); // 1 - (E f)^2 / E f^2
        double lowered = 8.0 * v * v / ((1.0 + (2.0 * v)) * (1.0 + (4.0 * v))); // 2 Shrink(k) - Shrink(2k)
        var gradient = new ParameterPair(one.Weight * one.Shift / s, one.Weight * one.SecondScore / s);
        double steeper = spread - (2.0 * SmallDifferences.LogOnePlus(2.0 * v / (1.0 + (2.0 * v))));

        double growing = two.SecondScoreExcess - (2.0 * one.SecondScoreExcess) + (4.0 * lowered);

        return new ObjectiveMoments(
            Expectation: one.Weight,
            Variance: two.Weight * ratio,
            Gradient: gradient,
            ScoreVariance: new(
                Over(s, two.Weight * (two.Variance + Square(two.Shift))) - Square(gradient.Mean),
                Over(s, two.Weight * two.SecondScoreSquare) - Square(gradient.StandardDeviation)),
            CentredScoreVariance: new(
                Over(s, two.Weight * (
                    Square(two.Shift) - (2.0 * Square(one.Shift)) + lowered + (ratio * (1.0 + (2.0 * one.SecondScore)))))
                    - Square(gradient.Mean),
                Over(s, two.Weight * (growing + (2.0 * ratio * (one.SecondScoreSquare - 1.0))))
                    - Square(gradient.StandardDeviation)),
            ScoreSquareCovariance: new(
                Over(s, one.Weight * one.SecondScore),
                Over(s, one.Weight * (one.SecondScoreExcess - (4.0 * one.Shrink)))),
            PathwiseVariance: new(
                4.0 * k * k * two.Weight * ((s * s * two.Variance)
                    + (Square(two.Mean) * SmallDifferences.OneMinusExp(-steeper))),
                (4.0 * k * k * two.Weight * two.SquareTimesNoiseSquare) - Square(gradient.StandardDeviation)));
    }

    private static double Square(double x) => x * x;

    private static double Over(double standardDeviation, double x) => x / standardDeviation / standardDeviation;

    /// <summary>
    /// The law with density <c>exp(-c x^2) N(x; mean, standardDeviation^2) / Weight</c>: normal, and in units of the noise
    /// <c>e = (x - mean) / standardDeviation</c> it is <c>N(Shift, Variance)</c> with <c>Variance = 1 - Shrink</c>.
    /// </summary>
    private readonly record struct Tilt(
        double Weight, double Shift, double Shrink, double Variance, double Mean, double StandardDeviation)
    {
        /// <summary><c>E (e^2 - 1)</c>.</summary>
        public double SecondScore => Square(Shift) - Shrink;

        /// <summary><c>E (e^2 - 1)^2</c>.</summary>
        public double SecondScoreSquare => 2.0 - (4.0 * Shrink) + SecondScoreExcess;

        /// <summary><c>E (e^2 - 1)^2 - 2 + 4 Shrink</c>, of second order in c.</summary>
        public double SecondScoreExcess
        {
            get
            {
                double d2 = Square(Shift);
                return (d2 * d2) + (4.0 * d2) - (6.0 * d2 * Shrink) + (3.0 * Square(Shrink));
            }
        }

        /// <summary><c>E x^2 e^2</c>.</summary>
        public double SquareTimesNoiseSquare
        {
            get
            {
                double spread = StandardDeviation * StandardDeviation * Variance;
                return Square(Mean * Shift) + (Variance * Square(Mean)) + (spread * Square(Shift))
                    + (4.0 * Mean * Shift * StandardDeviation * Variance) + (3.0 * spread * Variance);
            }
        }

        public static Tilt By(double c, double mean, double standardDeviation)
        {
            double growth = 1.0 + (2.0 * c * standardDeviation * standardDeviation);
            return new Tilt(
                Math.Exp(-c * mean * mean / growth) / Math.Sqrt(growth),
                -2.0 * c * mean * standardDeviation / growth,
                2.0 * c * standardDeviation * standardDeviation / growth,
                1.0 / growth,
                mean / growth,
                standardDeviation);
        }
    }
}
