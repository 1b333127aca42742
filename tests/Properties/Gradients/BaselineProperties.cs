using BayesBench.Reference.Gradients;
using Xunit;

namespace BayesBench.Properties.Gradients;

public class BaselineProperties
{
    [Fact]
    public void Exact_moments_are_integrals_whatever_the_baseline()
    {
        static double[] Any(Objective objective, double k, double mean, double deviation) => [k - mean, mean * deviation];
        foreach (Func<Objective, double, double, double, double[]> of in new[] { Any, Mean, Baseline.NormalOptimal })
        {
            EstimatorLaws.MomentsAreIntegrals(
                (objective, k, mean, deviation) => Baseline.NormalMoments(objective, k, mean, deviation, of(objective, k, mean, deviation)),
                (objective, k, mean, deviation, noise) =>
                    Baseline.Normal(objective, k, mean, deviation, of(objective, k, mean, deviation), noise),
                seed: 41);
        }
    }

    [Fact]
    public void Exact_moments_are_sums_over_both_outcomes_whatever_the_baseline()
    {
        foreach ((double target, double logit) in Points.Bernoulli(200, seed: 42))
        {
            foreach (double baseline in new[]
            {
                logit - target, Baseline.BernoulliMean(target, logit), Baseline.BernoulliOptimal(target, logit),
            })
            {
                EstimatorLaws.MomentsAreSums(
                    Baseline.BernoulliMoments(target, logit, baseline),
                    samples: 1,
                    logit,
                    uniforms => Baseline.Bernoulli(target, logit, baseline, uniforms[0]));
            }
        }
    }

    [Fact]
    public void Without_a_baseline_it_is_the_score_function()
    {
        foreach ((Objective objective, double k, double mean, double deviation) in Points.Normal(100, seed: 43))
        {
            Assert.Equal(
                ScoreFunction.Normal(objective, k, mean, deviation, 0.7), Baseline.Normal(objective, k, mean, deviation, [0, 0], 0.7));
            double[] none = Baseline.NormalMoments(objective, k, mean, deviation, [0, 0]).Variance;
            double[] score = ScoreFunction.NormalMoments(objective, k, mean, deviation).Variance;
            double[] bound = Terms(objective, k, mean, deviation);
            Assert.Equal(score[0], none[0], 1e-14 * bound[0]);
            Assert.Equal(score[1], none[1], 1e-14 * bound[1]);
        }
    }

    // A quadratic in the baseline, whose second derivative is 2 E s^2: lowest where it is even.
    [Fact]
    public void The_optimal_baseline_is_where_the_variance_is_least()
    {
        foreach ((Objective objective, double k, double mean, double deviation) in Points.Normal(300, seed: 44))
        {
            double[] best = Baseline.NormalOptimal(objective, k, mean, deviation);
            double[] At(double away) => Baseline.NormalMoments(objective, k, mean, deviation, [best[0] + away, best[1] + away]).Variance;
            double[] bound = Terms(objective, k, mean, deviation);
            for (int component = 0; component < 2; component++)
            {
                double rise = (component + 1) * 0.25 / (deviation * deviation);
                double rounding = 1e-14 * (bound[component] + rise);
                Assert.Equal(At(0)[component] + rise, At(0.5)[component], rounding);
                Assert.Equal(At(0)[component] + rise, At(-0.5)[component], rounding);
                double ofMean = Baseline.NormalMoments(objective, k, mean, deviation, Mean(objective, k, mean, deviation)).Variance[component];
                Assert.True(At(0)[component] <= ofMean + rounding);
                Assert.True(At(0)[component] <= ScoreFunction.NormalMoments(objective, k, mean, deviation).Variance[component] + rounding);
            }
        }
    }

    // The exact mean's baseline is where leaving one out leads with many samples.
    [Fact]
    public void Many_samples_left_out_approach_the_mean_baseline()
    {
        const int Samples = 1 << 24;
        foreach ((Objective objective, double k, double mean, double deviation) in Points.Normal(100, seed: 45))
        {
            double[] one = Baseline.NormalMoments(objective, k, mean, deviation, Mean(objective, k, mean, deviation)).Variance;
            double[] many = LeaveOneOut.NormalMoments(objective, k, mean, deviation, Samples).Variance;
            double[] bound = Terms(objective, k, mean, deviation);
            Assert.Equal(one[0], Samples * many[0], 2e-7 * bound[0]);
            Assert.Equal(one[1], Samples * many[1], 2e-7 * bound[1]);
        }
    }

    [Theory]
    [InlineData(-3, 138, 696, 134, 664)]
    [InlineData(0, 18, 96, 14, 64)]
    [InlineData(1, 10, 56, 6, 24)]
    [InlineData(3, 42, 216, 38, 184)]
    public void Variances_of_the_quadratic_are_whole_numbers(
        double k, double byMean, double byDeviation, double leastByMean, double leastByDeviation)
    {
        double[] best = Baseline.NormalOptimal(Objective.Quadratic, k, 1, 1);
        Assert.Equal([((1 - k) * (1 - k)) + 3, ((1 - k) * (1 - k)) + 5], best);
        Assert.Equal([leastByMean, leastByDeviation], Baseline.NormalMoments(Objective.Quadratic, k, 1, 1, best).Variance);
        Assert.Equal(
            [byMean, byDeviation],
            Baseline.NormalMoments(Objective.Quadratic, k, 1, 1, Mean(Objective.Quadratic, k, 1, 1)).Variance);
    }

    [Theory]
    [InlineData(Objective.Cosine, 0.5, 0.117864, 0.460102)]
    [InlineData(Objective.Cosine, 1, 0.323993, 0.78259)]
    [InlineData(Objective.Exponential, 0.1, 0.0404677, 0.140991)]
    [InlineData(Objective.Exponential, 1, 0.0722217, 0.112784)]
    [InlineData(Objective.Exponential, 10, 0.0601966, 0.00873908)]
    public void Least_variances_are_those_derived_by_hand(Objective objective, double k, double byMean, double byDeviation)
    {
        double[] variance = Optimal(objective, k);
        Assert.Equal(1, variance[0] / byMean, 5e-6);
        Assert.Equal(1, variance[1] / byDeviation, 5e-6);
    }

    // The usual advice, to subtract the mean, is wrong here: four times the variance.
    [Theory]
    [InlineData(Objective.Exponential, 10, 1, 0.0090346, 0.0391889)]
    [InlineData(Objective.Cosine, 1, 0, 0.323993, 0.431387)]
    public void A_mean_baseline_can_hurt(Objective objective, double k, int component, double none, double mean)
    {
        Assert.Equal(1, ScoreFunction.NormalMoments(objective, k, 1, 1).Variance[component] / none, 5e-6);
        Assert.Equal(1, OfMean(objective, k)[component] / mean, 5e-6);
    }

    [Fact]
    public void A_mean_baseline_helps_the_cosine_below_the_root_and_hurts_above()
    {
        static double Excess(double k) =>
            OfMean(Objective.Cosine, k)[0] - ScoreFunction.NormalMoments(Objective.Cosine, k, 1, 1).Variance[0];
        Assert.True(Excess(Math.Sqrt(0.5) - 1e-9) < 0);
        Assert.True(Excess(Math.Sqrt(0.5) + 1e-9) > 0);
    }

    // Where even the best constant does not save the pathwise estimator, at mean = standard deviation = 1, to six decimals.
    [Theory]
    [InlineData(Objective.Cosine, 0, 1.062452)]
    [InlineData(Objective.Cosine, 1, 1.280622)]
    [InlineData(Objective.Exponential, 0, 0.358043)]
    [InlineData(Objective.Exponential, 1, 0.751935)]
    public void The_optimal_baseline_overtakes_pathwise_at_the_root(Objective objective, int component, double root)
    {
        double Excess(double k) => Optimal(objective, k)[component] - Pathwise.NormalMoments(objective, k, 1, 1).Variance[component];
        Assert.True(Excess(root - 1e-6) > 0, "below the root pathwise is better");
        Assert.True(Excess(root + 1e-6) < 0, "above the root the score function is better");
    }

    [Fact]
    public void The_optimal_baseline_of_a_coin_leaves_the_gradient_itself()
    {
        foreach ((double target, double logit) in Points.Bernoulli(200, seed: 46))
        {
            double best = Baseline.BernoulliOptimal(target, logit);
            GradientMoments exact = Baseline.BernoulliMoments(target, logit, best);
            Assert.Equal(0, exact.Variance[0]);
            Assert.Equal(exact.Gradient[0], Baseline.Bernoulli(target, logit, best, 0), 4e-16);
            Assert.Equal(exact.Gradient[0], Baseline.Bernoulli(target, logit, best, 1), 4e-16);

            double p = 1 / (1 + Math.Exp(-logit));
            double skew = (1 - (2 * p)) * (1 - (2 * target));
            double ofMean = Baseline.BernoulliMoments(target, logit, Baseline.BernoulliMean(target, logit)).Variance[0];
            Assert.Equal(p * (1 - p) * skew * skew, ofMean, 1e-15);
        }
    }

    [Fact]
    public void A_nearly_constant_objective_keeps_all_digits_of_its_variance()
    {
        // f = 1 - k x^2 + O(k^2): the variance is k^2 times that of the quadratic about 0, to first order in k.
        const double K = 1e-9;
        double[] Variance(Objective objective, double k) =>
            Baseline.NormalMoments(objective, k, 0.7, 1.3, Mean(objective, k, 0.7, 1.3)).Variance;
        double[] expected = Variance(Objective.Quadratic, 0);
        double[] actual = Variance(Objective.Exponential, K);
        Assert.Equal(expected[0], actual[0] / (K * K), 1e-7 * expected[0]);
        Assert.Equal(expected[1], actual[1] / (K * K), 1e-7 * expected[1]);
    }

    [Fact]
    public void Bad_baselines_are_named()
    {
        Assert.Contains(
            "baseline has length 1; it must have length 2",
            Assert.Throws<ArgumentException>(() => Baseline.Normal(Objective.Cosine, 1, 0, 1, [0.5], 0)).Message,
            StringComparison.Ordinal);
        Assert.Contains(
            "baseline[1] is NaN; it must be finite",
            Assert.Throws<ArgumentOutOfRangeException>(() => Baseline.NormalMoments(Objective.Cosine, 1, 0, 1, [0, double.NaN])).Message,
            StringComparison.Ordinal);
        Assert.Contains(
            "baseline is Infinity; it must be finite",
            Assert.Throws<ArgumentOutOfRangeException>(() => Baseline.BernoulliMoments(0.5, 0, double.PositiveInfinity)).Message,
            StringComparison.Ordinal);
    }

    private static double[] Mean(Objective objective, double k, double mean, double deviation)
    {
        double expectation = Objectives.Expectation(objective, k, mean, deviation);
        return [expectation, expectation];
    }

    private static double[] OfMean(Objective objective, double k) =>
        Baseline.NormalMoments(objective, k, 1, 1, Mean(objective, k, 1, 1)).Variance;

    private static double[] Optimal(Objective objective, double k) =>
        Baseline.NormalMoments(objective, k, 1, 1, Baseline.NormalOptimal(objective, k, 1, 1)).Variance;

    // What a variance with and one without a baseline are both differences of, for rounding.
    private static double[] Terms(Objective objective, double k, double mean, double deviation)
    {
        GradientMoments score = ScoreFunction.NormalMoments(objective, k, mean, deviation);
        double information = Math.Pow(Objectives.Expectation(objective, k, mean, deviation) / deviation, 2);
        return [.. score.Variance.Zip(score.Gradient, (variance, gradient) => variance + (gradient * gradient) + (2 * information))];
    }
}
