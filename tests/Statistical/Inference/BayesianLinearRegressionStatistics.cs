using BayesBench.Reference.Inference;
using BayesBench.Reference.Numerics;
using BayesBench.Reference.Probability;
using BayesBench.Reference.Statistics;
using BayesBench.Statistical.Support;
using Xunit;

namespace BayesBench.Statistical.Inference;

/// <summary>
/// The posterior is calibrated: weights from the prior, data from the weights, and the weights' ranks among draws of the
/// posterior are uniform (simulation-based calibration, Talts et al. 2018), whichever quantity ranks them.
/// </summary>
public class BayesianLinearRegressionStatistics
{
    private const double FalseAlarm = 1e-10;
    private const int Experiments = 1 << 13;
    private const int Intervals = 1 << 14;
    private const int Controls = 1 << 10;
    private const int DrawsOfPosterior = 1023;
    private const int Cells = 8;
    private const double Noise = 0.5;
    private const double Credibility = 0.95;

    private static readonly string[] Quantities = ["weight 0", "weight 1", "their product", "their difference", "square", "log-likelihood"];

    // Columns that share a direction: the posterior's correlation is strong.
    private static readonly double[][] X = [[1.0, 0.8], [0.5, 0.9], [-1.0, -0.6], [0.2, 0.4]];
    private static readonly double[] PriorMean = [0.0, 0.0];
    private static readonly double[] XNew = [1.5, -1.0];

    private static readonly FrequencyAssertion Ranks = Ledger.Frequencies(
        "bayesian-linear-regression.posterior.ranks", FalseAlarm, 0.02, 0.999, Experiments, Cells, verdicts: Quantities.Length);

    private static readonly ProportionAssertion Coverage = Ledger.Proportion(
        "bayesian-linear-regression.posterior.coverage", FalseAlarm, 0.02, 0.999, Intervals, Credibility);

    private static readonly DistributionAssertion Law = Ledger.Distribution(
        "bayesian-linear-regression.predictive.law", FalseAlarm, 0.01, 0.999, 1 << 19);

    [Fact]
    public void Ranks_among_draws_of_the_posterior_are_uniform()
    {
        long[][] counts = Ranked(Ranks.Design.Id, Experiments, (_, posterior) => Gaussian.Of(posterior));
        Assert.All(counts, count => Ranks.Follow(count, Sampled.Equal(Cells)));
    }

    // A wrong posterior must be seen by the quantity that can see it. By how much it misses is no matter of luck: the least
    // of these chi-squares is far beyond what the assertion above allows.
    [Fact]
    public void The_prior_for_the_posterior_is_seen_by_the_likelihood() => AssertSeen(
        "prior", by: 5, (_, _) => new Gaussian(PriorMean, [[1, 0], [0, 1]]));

    [Fact]
    public void A_posterior_without_correlation_is_seen_by_the_difference() => AssertSeen(
        "correlation",
        by: 3,
        (_, posterior) => new Gaussian(
            posterior.Mean,
            [[Math.Sqrt(posterior.Covariance[0][0]), 0], [0, Math.Sqrt(posterior.Covariance[1][1])]]));

    [Fact]
    public void A_dropped_datum_is_seen_by_the_likelihood() => AssertSeen(
        "dropped", by: 5, (y, _) => Gaussian.Of(Posterior(X[1..], y[1..])));

    [Fact]
    public void Credible_intervals_cover_as_often_as_they_say()
    {
        bool[] covered = Draws.Repeat(Coverage.Design.Id, Intervals, draws =>
        {
            (double[] weights, double[] y) = Truth(draws.Normal(2 + X.Length));
            WeightPosterior posterior = Posterior(X, y);
            double deviation = Math.Sqrt(posterior.Covariance.Select((row, i) => XNew[i] * Dot(row, XNew)).Sum());
            double half = Normal.Quantile(0.5 * (1 + Credibility), 0, deviation);
            return Math.Abs(Dot(weights, XNew) - Dot(posterior.Mean, XNew)) <= half;
        });
        Coverage.Agrees(covered.LongCount(isCovered => isCovered), Intervals);
    }

    [Fact]
    public void Targets_of_drawn_weights_follow_the_predictive_law()
    {
        double[] y = [0.7, -0.2, 0.4, 1.1];
        WeightPosterior posterior = Posterior(X, y);
        Gaussian law = Gaussian.Of(posterior);
        double[] z = new Draws(TestKey.For(Law.Design.Id), 0).Normal(3 << 19);
        double[] targets = new double[1 << 19];
        for (int i = 0; i < targets.Length; i++)
        {
            double[] weights = law.At(z[3 * i], z[(3 * i) + 1]);
            targets[i] = Dot(weights, XNew) + (Noise * z[(3 * i) + 2]);
        }

        TargetPredictive predictive = BayesianLinearRegression.Predictive(X, y, Noise * Noise, PriorMean, 1, XNew);
        Law.Follows(targets, x => Normal.Cdf(x, predictive.Mean, Math.Sqrt(predictive.Variance)));
    }

    private static void AssertSeen(string control, int by, Func<double[], WeightPosterior, Gaussian> law)
    {
        long[][] counts = Ranked($"bayesian-linear-regression.control.{control}", Controls, law);
        double pValue = ChiSquare.PValue(ChiSquare.Statistic(counts[by], Sampled.Equal(Cells)), Cells - 1);
        Assert.True(pValue < FalseAlarm, $"{control}: the {Quantities[by]} sees nothing, p = {pValue:G3}");
    }

    // How often the true weights' rank, by each quantity, falls into each cell.
    private static long[][] Ranked(string id, int experiments, Func<double[], WeightPosterior, Gaussian> law)
    {
        int[][] ranks = Draws.Repeat(id, experiments, draws =>
        {
            double[] z = draws.Normal(2 + X.Length + (2 * DrawsOfPosterior));
            (double[] weights, double[] y) = Truth(z);
            WeightPosterior posterior = Posterior(X, y);
            Gaussian drawn = law(y, posterior);
            var rank = new int[Quantities.Length];
            double[] truth = Measure(weights[0], weights[1], y);
            for (int i = 2 + X.Length; i < z.Length; i += 2)
            {
                double[] draw = drawn.At(z[i], z[i + 1]);
                double[] measured = Measure(draw[0], draw[1], y);
                for (int quantity = 0; quantity < rank.Length; quantity++)
                {
                    rank[quantity] += measured[quantity] < truth[quantity] ? 1 : 0;
                }
            }

            return rank;
        });
        return [.. Enumerable.Range(0, Quantities.Length).Select(quantity =>
            Sampled.Cells(ranks.Select(rank => rank[quantity] / (DrawsOfPosterior + 1.0)), Cells))];
    }

    private static (double[] Weights, double[] Y) Truth(double[] z)
    {
        double[] weights = z[..2];
        return (weights, [.. X.Select((row, n) => Dot(row, weights) + (Noise * z[2 + n]))]);
    }

    private static double[] Measure(double first, double second, double[] y)
    {
        double misfit = 0;
        for (int n = 0; n < y.Length; n++)
        {
            double rest = y[n] - (X[n][0] * first) - (X[n][1] * second);
            misfit += rest * rest;
        }

        return [first, second, first * second, first - second, (first * first) + (second * second), -misfit];
    }

    private static WeightPosterior Posterior(double[][] x, double[] y) =>
        BayesianLinearRegression.Posterior(x, y, Noise * Noise, PriorMean, 1);

    private static double Dot(double[] a, double[] b)
    {
        double sum = 0;
        for (int i = 0; i < a.Length; i++)
        {
            sum += a[i] * b[i];
        }

        return sum;
    }

    // A law of two weights, as a map of two standard normal numbers.
    private sealed record Gaussian(double[] Mean, double[][] Root)
    {
        public static Gaussian Of(WeightPosterior posterior) => new(posterior.Mean, Cholesky.Factor(posterior.Covariance));

        public double[] At(double z0, double z1) =>
            [Mean[0] + (Root[0][0] * z0), Mean[1] + (Root[1][0] * z0) + (Root[1][1] * z1)];
    }
}
