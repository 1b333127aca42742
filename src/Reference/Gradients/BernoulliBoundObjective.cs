using BayesBench.Reference.Numerics;
using BayesBench.Reference.Random;

namespace BayesBench.Reference.Gradients;

/// <summary>
/// The bound of K samples <c>E ln((1/K) sum_k w(b_k))</c>, <c>w(b) = p(b, y) / q(b)</c>, of <c>q = Bernoulli(p)</c> where the
/// posterior is a Bernoulli law too; with p(y) = 1, so that w is the ratio of posterior and q. A weight has one of two values:
/// all of a call follows from how many of its samples are ones.
/// </summary>
/// <remarks>
/// The logit moves the draws and, through q, the weights: beside the score term the gradient has the direct one
/// <c>sum_k v_k d ln w(b_k) / d(logit) = -sum_k v_k (b_k - p)</c>, v the weights over their sum.
/// </remarks>
/// <param name="LogRatio"><c>ln(w(1) / w(0))</c>, the posterior's logit less that of q.</param>
/// <param name="Success">p.</param>
/// <param name="Failure"><c>1 - p</c>.</param>
/// <param name="Samples">K.</param>
internal readonly record struct BernoulliBoundObjective(double LogRatio, double Success, double Failure, int Samples)
{
    /// <summary><c>w(1)</c>; the weights' mean, <c>p w(1) + (1 - p) w(0)</c>, is 1.</summary>
    public double OfOne => 1.0 / (Success + (Failure * Math.Exp(-LogRatio)));

    /// <summary><c>w(0)</c>.</summary>
    public double OfZero => 1.0 / (Failure + (Success * Math.Exp(LogRatio)));

    /// <summary>The exact gradient of the bound by the logit.</summary>
    /// <remarks>
    /// Formula: <c>K p (1 - p) E[ln(S(m + 1) / S(m)) - (w(1) - w(0)) T / (S(m + 1) S(m))]</c>, m the ones among K - 1 samples, T
    /// their weights' sum and S that of all K: a term of each has the factor w(1) - w(0), which is what vanishes.
    /// </remarks>
    public double Gradient
    {
        get
        {
            double[] law = Binomial(Samples - 1, Success, Failure);
            double sum = 0.0;
            for (int m = 0; m < Samples; m++)
            {
                double others = (m * OfOne) + ((Samples - 1 - m) * OfZero);
                sum += law[m] * (Step(m) - (Difference * others / Sum(m + 1) / Sum(m)));
            }

            return Samples * Success * Failure * sum;
        }
    }

    // w(1) - w(0).
    private double Difference => LogRatio > 0.0
        ? OfOne * SmallDifferences.OneMinusExp(-LogRatio)
        : -OfZero * SmallDifferences.OneMinusExp(LogRatio);

    public static BernoulliBoundObjective At(double posteriorLogit, double logit, int samples)
    {
        Guard.Finite(posteriorLogit);
        Guard.Finite(logit);
        Guard.AtLeast(samples, 2);
        return new BernoulliBoundObjective(
            posteriorLogit - logit, 1.0 / (1.0 + Math.Exp(-logit)), 1.0 / (1.0 + Math.Exp(logit)), samples);
    }

    /// <summary>The gradients of a replicate, by a call that takes K uniform numbers.</summary>
    public static double[] Replicate(PhiloxKey key, int samples, uint replicate, Func<double[], double> call)
    {
        Guard.AtLeast(samples, 2);
        return [.. new ReplicateNoise(key, samples).Uniforms(replicate).Select(call)];
    }

    /// <summary>The power sums of a block, by a call that takes K uniform numbers.</summary>
    public static double[] PowerSums(PhiloxKey key, int samples, uint block, double[] centre, Func<double[], double> call)
    {
        var noises = new ReplicateNoise(key, samples);
        return noises.PowerSums(block, centre, replicate => [.. noises.Uniforms(replicate).Select(call)]);
    }

    /// <summary>Probabilities of 0 to so many ones: as sums of positive numbers, none of which overflows.</summary>
    public static double[] Binomial(int trials, double success, double failure)
    {
        double[] law = [1.0];
        for (int trial = 0; trial < trials; trial++)
        {
            law = [.. Enumerable.Range(0, law.Length + 1).Select(ones =>
                (ones > 0 ? success * law[ones - 1] : 0.0) + (ones < law.Length ? failure * law[ones] : 0.0))];
        }

        return law;
    }

    /// <summary><c>ln(a / b)</c> of positive numbers, where their difference is known better than they are.</summary>
    public static double LogOfRatio(double a, double b, double difference) => Math.Abs(difference) < 0.5 * (a + b)
        ? 2.0 * Math.Atanh(difference / (a + b))
        : Math.Log(a / b);

    /// <summary>The draws of uniform numbers: <c>uniform &lt; p</c>.</summary>
    public bool Draw(double uniform) => uniform < Success;

    /// <summary>The sum of the weights.</summary>
    public double Sum(int ones) => (ones * OfOne) + ((Samples - ones) * OfZero);

    /// <summary><c>ln((1/K) sum_k w(b_k))</c>; the mean weight less 1 is <c>(w(1) - w(0)) (ones / K - p)</c>.</summary>
    public double LogMean(int ones) =>
        LogOfRatio(Sum(ones) / Samples, 1.0, Difference * (((double)ones / Samples) - Success));

    /// <summary>What one more one in place of a zero adds to the logarithm of the mean weight.</summary>
    public double Step(int ones) => LogOfRatio(Sum(ones + 1), Sum(ones), Difference);

    /// <summary>The direct term.</summary>
    public double Direct(int ones) =>
        ((Samples - ones) * OfZero * Success / Sum(ones)) - (ones * OfOne * Failure / Sum(ones));

    /// <summary>Exact mean and variance of an unbiased call, which takes its gradient by the number of ones.</summary>
    public GradientMoments Moments(Func<int, double> call)
    {
        double gradient = Gradient;
        return new GradientMoments(
            [gradient],
            [Binomial(Samples, Success, Failure).Index().Sum(of => of.Item * Math.Pow(call(of.Index) - gradient, 2.0))]);
    }
}
