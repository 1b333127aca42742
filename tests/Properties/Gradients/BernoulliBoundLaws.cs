using BayesBench.Agreements;
using BayesBench.Reference.Gradients;
using BayesBench.Reference.Inference;
using Xunit;

namespace BayesBench.Properties.Gradients;

/// <summary>What every estimator of the gradient of a bound of Bernoulli samples must be.</summary>
internal static class BernoulliBoundLaws
{
    public static IEnumerable<(double PosteriorLogit, double Logit)> Places(int count, ulong seed)
    {
        var source = new InputSource(seed);
        return Enumerable.Range(0, count).Select(_ => (source.Uniform(-3, 3), source.Uniform(-3, 3))).ToList();
    }

    /// <summary>A uniform number of 0 draws a one, of 1 a zero.</summary>
    public static void MomentsAreSumsOverAllOutcomes(
        int samples,
        Func<double, double, int, GradientMoments> moments,
        Func<double, double, double[], double> call)
    {
        foreach ((double posteriorLogit, double logit) in Places(30, seed: 81))
        {
            EstimatorLaws.MomentsAreSums(
                moments(posteriorLogit, logit, samples), samples, logit, uniforms => call(posteriorLogit, logit, uniforms));
        }
    }

    /// <summary>Where q is the posterior all weights are alike: the direct term is all there is, the mean score.</summary>
    public static void WhereQIsThePosteriorTheMeanScoreIsLeft(
        Func<double, double, int, GradientMoments> moments, Func<double, double, double[], double> call)
    {
        GradientMoments exact = moments(0.7, 0.7, 5);
        double p = 1 / (1 + Math.Exp(-0.7));
        Assert.Equal(0, exact.Gradient[0]);
        Assert.Equal(p * (1 - p) / 5, exact.Variance[0], 1e-16);
        Assert.Equal(p - 0.4, call(0.7, 0.7, [0, 1, 1, 0, 1]), 1e-16);
    }

    public static void FewerThanTwoSamplesAreRefused(
        Func<double, double, int, GradientMoments> moments, Func<double, double, double[], double> call)
    {
        Assert.Contains(
            "samples is 1; it must be at least 2",
            Assert.Throws<ArgumentOutOfRangeException>(() => moments(0, 0, 1)).Message,
            StringComparison.Ordinal);
        Assert.Contains(
            "uniforms has length 1", Assert.Throws<ArgumentException>(() => call(0, 0, [0.5])).Message, StringComparison.Ordinal);
        Assert.Contains(
            "posteriorLogit is NaN; it must be finite",
            Assert.Throws<ArgumentOutOfRangeException>(() => moments(double.NaN, 0, 2)).Message,
            StringComparison.Ordinal);
    }

    /// <summary>The logarithm of the mean weight of draws, from the densities.</summary>
    public static double LogMean(double posteriorLogit, double logit, bool[] draws) => ImportanceWeighted.Bound(
        [.. draws.Select(b => LogProbability(posteriorLogit, b) - LogProbability(logit, b))]);

    /// <summary>The bound itself, over all outcomes.</summary>
    public static double Bound(double posteriorLogit, double logit, int samples) =>
        Enumerable.Range(0, 1 << samples).Sum(outcome =>
        {
            bool[] draws = [.. Enumerable.Range(0, samples).Select(i => ((outcome >> i) & 1) == 1)];
            return Math.Exp(draws.Sum(b => LogProbability(logit, b))) * LogMean(posteriorLogit, logit, draws);
        });

    private static double LogProbability(double logit, bool b) => -Math.Log(1 + Math.Exp(b ? -logit : logit));
}
