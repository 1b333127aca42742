using BayesBench.Kernels;
using BayesBench.Kernels.Inference;
using BayesBench.Properties.Support;
using BayesBench.Reference.Inference;
using BayesBench.Reference.Numerics;
using BayesBench.Tests.Support;
using FsCheck.Xunit;
using Xunit;
using BetaLogDensity = BayesBench.Reference.Probability.Beta;

namespace BayesBench.Properties.Inference;

[Properties(Arbitrary = [typeof(ConjugateGenerators)])]
public class BetaBernoulliProperties
{
    private const double U = 1.0 / (1L << 53);

    private static readonly double[] ThreeHeads = [1, 1, 1];
    private static readonly double[] ThreeOfFour = [1, 1, 0, 1];

    private static readonly Dictionary<string, Action> Refused = new()
    {
        ["Posterior: flips[1] is 0.5; it must be 0 or 1."] = () => BetaBernoulli.Posterior([1, 0.5], 1, 1),
        ["Posterior: alpha is 0; it must be positive and finite."] = () => BetaBernoulli.Posterior([1], 0, 1),
        ["Posterior: beta is NaN; it must be positive and finite."] = () => BetaBernoulli.Posterior([1], 1, double.NaN),
        ["Predictive: flips[0] is NaN; it must be 0 or 1."] = () => BetaBernoulli.Predictive([double.NaN], 1, 1),
        ["Predictive: beta is Infinity; it must be positive and finite."] =
            () => BetaBernoulli.Predictive([1], 1, double.PositiveInfinity),
        ["LogEvidence: flips[0] is 2; it must be 0 or 1."] = () => BetaBernoulli.LogEvidence([2], 1, 1),
        ["LogEvidence: alpha is -1; it must be positive and finite."] = () => BetaBernoulli.LogEvidence([1], -1, 1),
        ["MaximumLikelihood: flips is empty; it must have at least one element."] = () => BetaBernoulli.MaximumLikelihood([]),
        ["MaximumLikelihood: flips[0] is -Infinity; it must be 0 or 1."] =
            () => BetaBernoulli.MaximumLikelihood([double.NegativeInfinity]),
        ["MaximumAPosteriori: beta is 0; it must be positive and finite."] = () => BetaBernoulli.MaximumAPosteriori([1], 1, 0),
        ["PlugInPredictive: x is 0.5; it must be 0 or 1."] = () => BetaBernoulli.PlugInPredictive([1], 0.5),
        ["PlugInPredictive: flips is empty; it must have at least one element."] = () => BetaBernoulli.PlugInPredictive([], 1),
        ["Prefixes: flips is empty; it must have at least one element."] = () => BetaBernoulli.Prefixes([], 1, 1),
        ["Prefixes: alpha is Infinity; it must be positive and finite."] =
            () => BetaBernoulli.Prefixes([1], double.PositiveInfinity, 1),
    };

    public static TheoryData<string> Rows => Refusals.Rows(Refused);

    [Theory]
    [MemberData(nameof(Rows))]
    public void Bad_input_is_named(string row) => Refusals.Check(Refused, row);

    [Property]
    public void All_at_once_one_by_one_and_in_any_order_are_the_same(Coin coin, int seed)
    {
        // F39. Counts are exact, and so are shapes that leave room for them.
        (double alpha, double beta) = (Math.Round(coin.Alpha * 1024) / 1024, Math.Round((coin.Beta * 1024) + 1) / 1024);
        alpha = Math.Max(alpha, 1.0 / 1024);
        BetaParameters batch = BetaBernoulli.Posterior(coin.Flips, alpha, beta);
        BetaParameters sequential = coin.Flips.Aggregate(
            new BetaParameters(alpha, beta), (prior, flip) => BetaBernoulli.Posterior([flip], prior.Alpha, prior.Beta));
        double[] shuffled = [.. coin.Flips.OrderBy(_ => unchecked(seed = (seed * 1664525) + 1013904223))];
        Assert.Equal(batch, sequential);
        Assert.Equal(batch, BetaBernoulli.Posterior(shuffled, alpha, beta));
        Assert.Equal(BetaBernoulli.LogEvidence(coin.Flips, alpha, beta), BetaBernoulli.LogEvidence(shuffled, alpha, beta));
    }

    [Property]
    public void Posterior_and_predictive_are_the_exact_fractions_rounded(Coin coin)
    {
        Rational alpha = Rational.Of(coin.Alpha) + (int)coin.Flips.Sum();
        Rational beta = Rational.Of(coin.Beta) + (int)(coin.Flips.Length - coin.Flips.Sum());
        BetaParameters posterior = BetaBernoulli.Posterior(coin.Flips, coin.Alpha, coin.Beta);
        Assert.Equal(alpha.ToDouble(), posterior.Alpha);
        Assert.Equal(beta.ToDouble(), posterior.Beta);
        // F40, F41: two sums and a quotient on top of the two sums of the posterior.
        double predictive = (alpha / (alpha + beta)).ToDouble();
        Assert.Equal(predictive, BetaBernoulli.Predictive(coin.Flips, coin.Alpha, coin.Beta), 5 * U * predictive);
    }

    [Property]
    public void Evidence_is_the_exact_fraction(Coin coin)
    {
        Rational evidence = 1;
        (Rational alpha, Rational beta) = (Rational.Of(coin.Alpha), Rational.Of(coin.Beta));
        foreach (double flip in coin.Flips)
        {
            evidence *= (flip == 1 ? alpha : beta) / (alpha + beta);
            (alpha, beta) = flip == 1 ? (alpha + 1, beta) : (alpha, beta + 1);
        }

        Assert.Equal(
            Math.Log(evidence.ToDouble()), BetaBernoulli.LogEvidence(coin.Flips, coin.Alpha, coin.Beta), EvidenceTolerance(coin));
    }

    [Property]
    public void Evidence_is_the_chain_of_predictives(Coin coin)
    {
        CoinPrefixes prefixes = BetaBernoulli.Prefixes(coin.Flips, coin.Alpha, coin.Beta);
        double chain = 0;
        for (int k = 0; k < coin.Flips.Length; k++)
        {
            double next = k == 0 ? BetaBernoulli.Predictive([], coin.Alpha, coin.Beta) : prefixes.Predictive[k - 1];
            chain += Math.Log(coin.Flips[k] == 1 ? next : 1 - next);
        }

        // 1 - next loses what next rounds: 2^-53 over the rarer side's probability, at least 1e-6 here.
        Assert.Equal(chain, BetaBernoulli.LogEvidence(coin.Flips, coin.Alpha, coin.Beta), EvidenceTolerance(coin) + (60 * 4 * U * 1e6));
    }

    [Property(MaxTest = 60)]
    public void Evidence_is_the_integral_of_likelihood_and_prior(Coin coin, SmoothBeta prior)
    {
        double ones = coin.Flips.Sum(), zeros = coin.Flips.Length - ones;
        double evidence = Quadrature.Integral(
            pi => Math.Exp(BetaLogDensity.LogDensity(pi, prior.Alpha, prior.Beta) + (ones * Math.Log(pi)) + (zeros * Math.Log(1 - pi))),
            0,
            1);
        Assert.Equal(Math.Log(evidence), BetaBernoulli.LogEvidence(coin.Flips, prior.Alpha, prior.Beta), 1e-10);
    }

    [Property]
    public void Every_prefix_is_a_posterior_of_its_own(Coin coin)
    {
        CoinPrefixes prefixes = BetaBernoulli.Prefixes(coin.Flips, coin.Alpha, coin.Beta);
        for (int k = 0; k < coin.Flips.Length; k++)
        {
            double[] prefix = coin.Flips[..(k + 1)];
            Assert.Equal(
                BetaBernoulli.Posterior(prefix, coin.Alpha, coin.Beta), new BetaParameters(prefixes.Alpha[k], prefixes.Beta[k]));
            Assert.Equal(BetaBernoulli.Predictive(prefix, coin.Alpha, coin.Beta), prefixes.Predictive[k]);
        }
    }

    [Fact]
    public void Predictives_have_their_known_values()
    {
        // F40 and F41, facts/models.md 1b: s = n = 3.
        Assert.Equal(0.8, BetaBernoulli.Predictive(ThreeHeads, 1, 1), U);
        Assert.Equal(0.5, BetaBernoulli.Predictive(ThreeHeads, 2, 5), U);
        double likelihood(double pi) => pi * pi * pi;
        double quadrature = Quadrature.Integral(pi => pi * likelihood(pi), 0, 1) / Quadrature.Integral(likelihood, 0, 1);
        Assert.Equal(quadrature, BetaBernoulli.Predictive(ThreeHeads, 1, 1), 1e-14);
    }

    [Property]
    public void The_likelihood_is_highest_at_the_share_of_ones(Coin coin)
    {
        // F44: the slope s / pi - (n - s) / (1 - pi) changes its sign at s / n.
        double share = BetaBernoulli.MaximumLikelihood(coin.Flips), ones = coin.Flips.Sum(), n = coin.Flips.Length;
        double LogLikelihood(double pi) =>
            (ones == 0 ? 0 : ones * Math.Log(pi)) + (ones == n ? 0 : (n - ones) * Math.Log(1 - pi));
        Assert.All(
            new[] { 0.5 * share, 0.999 * share, share + (0.001 * (1 - share)), 0.5 * (1 + share) },
            other => Assert.True(LogLikelihood(other) <= LogLikelihood(share) + (1e-14 * n)));
    }

    [Fact]
    public void The_mode_depends_on_the_parameter_that_it_is_a_mode_of()
    {
        // F43: under the uniform prior MAP and MLE agree as laws of pi, not as laws of the log-odds, whose density has the
        // factor pi (1 - pi) more.
        Assert.Equal(0.75, BetaBernoulli.MaximumLikelihood(ThreeOfFour));
        Assert.Equal(0.75, BetaBernoulli.MaximumAPosteriori(ThreeOfFour, 1, 1));
        BetaParameters posterior = BetaBernoulli.Posterior(ThreeOfFour, 1, 1);
        double OfLogit(double pi) =>
            BetaLogDensity.LogDensity(pi, posterior.Alpha, posterior.Beta) + Math.Log(pi) + Math.Log(1 - pi);
        double mode = Enumerable.Range(1, 99_999).Select(i => i / 1e5).MaxBy(OfLogit);
        Assert.Equal(0.666667, mode, 1e-5);
        Assert.Equal(BetaBernoulli.Predictive(ThreeOfFour, 1, 1), mode, 1e-5);
    }

    [Property]
    public void No_bias_near_by_is_denser_than_the_mode(Coin coin)
    {
        BetaParameters posterior = BetaBernoulli.Posterior(coin.Flips, coin.Alpha, coin.Beta);
        double mode = BetaBernoulli.MaximumAPosteriori(coin.Flips, coin.Alpha, coin.Beta);
        Assert.Equal(
            double.IsNaN(mode),
            (posterior.Alpha < 1 && posterior.Beta < 1) || (posterior.Alpha == 1 && posterior.Beta == 1));
        double Density(double pi) => BetaLogDensity.LogDensity(pi, posterior.Alpha, posterior.Beta);
        Assert.All(
            new[] { 0.9 * mode, mode + (0.1 * (1 - mode)) }.Where(pi => pi is > 0 and < 1),
            pi => Assert.True(Density(pi) <= Density(mode) + 1e-12));
    }

    [Theory]
    [InlineData(new double[] { }, 0.5, 0.5, double.NaN)]
    [InlineData(new double[] { }, 1.0, 1.0, double.NaN)]
    [InlineData(new double[] { }, 1.0, 0.5, 1.0)]
    [InlineData(new double[] { }, 0.5, 1.0, 0.0)]
    [InlineData(new double[] { }, 0.5, 3.0, 0.0)]
    [InlineData(new double[] { 1 }, 1.0, 1.0, 1.0)]
    public void The_mode_of_a_posterior_with_poles(double[] flips, double alpha, double beta, double mode) =>
        Assert.Equal(mode, BetaBernoulli.MaximumAPosteriori(flips, alpha, beta));

    [Fact]
    public void The_plug_in_is_certain_of_what_it_has_not_seen()
    {
        // F45, F46: three heads make tails impossible, an infinite loss when they come; the posterior predictive says 1 in 5.
        Assert.Equal(1.0, BetaBernoulli.PlugInPredictive(ThreeHeads, 1));
        Assert.Equal(0.0, BetaBernoulli.PlugInPredictive(ThreeHeads, 0));
        Assert.Equal(double.PositiveInfinity, -Math.Log(BetaBernoulli.PlugInPredictive(ThreeHeads, 0)));
        Assert.Equal(Math.Log(5), -Math.Log(1 - BetaBernoulli.Predictive(ThreeHeads, 1, 1)), 1e-15);
    }

    [Fact]
    public void Plug_in_and_predictive_meet_as_the_square_of_the_flips()
    {
        // F46, F47: their divergence falls as 1 / n^2 inside, so a point estimate is right in the limit only.
        double[] divergences = [.. new[] { 10, 100, 1000, 10_000 }.Select(n =>
        {
            double[] flips = [.. Enumerable.Range(0, n).Select(i => i < 3 * n / 10 ? 1.0 : 0.0)];
            return KullbackLeibler.Bernoulli(BetaBernoulli.MaximumLikelihood(flips), BetaBernoulli.Predictive(flips, 1, 1)) * n * n;
        })];
        // The means differ by (1 - 2 pi) / (n + 2): (0.4)^2 / (2 pi (1 - pi)) = 0.381 in the limit.
        Assert.Equal(0.16 / 0.42, divergences[^1], 1e-3);
        Assert.All(divergences, scaled => Assert.InRange(scaled, 0.2, 0.5));
    }

    [Fact]
    public void The_posterior_collapses_to_the_truth_and_the_prior_vanishes()
    {
        // F42 where it holds: an identified bias, and a prior that allows it.
        double[] deviations = [.. new[] { 10, 1000, 100_000 }.Select(n =>
        {
            double[] flips = [.. Enumerable.Range(0, n).Select(i => i % 10 < 3 ? 1.0 : 0.0)];
            BetaParameters uniform = BetaBernoulli.Posterior(flips, 1, 1), stubborn = BetaBernoulli.Posterior(flips, 40, 2);
            double sd = Math.Sqrt(BetaLogDensity.Variance(uniform.Alpha, uniform.Beta));
            Assert.Equal(0.3, BetaLogDensity.Mean(uniform.Alpha, uniform.Beta), (0.4 / (n + 2)) + 1e-12);
            Assert.Equal(0.3, BetaLogDensity.Mean(stubborn.Alpha, stubborn.Beta), 28.0 / n);
            return sd * Math.Sqrt(n);
        })];
        Assert.Equal(Math.Sqrt(0.21), deviations[^1], 1e-4);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(100)]
    [InlineData(1_000_000)]
    public void A_sum_of_two_parameters_never_tells_them_apart(int n)
    {
        // F42 where it fails: y ~ N(theta1 + theta2, 1), theta ~ N(0, I). The posterior's precision is I + n 1 1^T.
        double[][] precision = [[1.0 + n, n], [n, 1.0 + n]];
        double[] alongDifference = Cholesky.Solve(precision, [1, -1]);
        double[] alongSum = Cholesky.Solve(precision, [1, 1]);
        // The condition number is 2 n + 1, and so many units of roundoff may be lost.
        Assert.Equal(2.0, alongDifference[0] - alongDifference[1], 16 * U * ((2.0 * n) + 1));
        Assert.Equal(2.0 / (1 + (2.0 * n)), alongSum[0] + alongSum[1], 16 * U * ((2.0 * n) + 1));
    }

    [Theory]
    [MemberData(nameof(TestDevices.Choices), MemberType = typeof(TestDevices))]
    public void A_kernel_names_the_argument_of_another_shape(string choice)
    {
        Device device = TestDevices.Get(choice);
        using DeviceArray<float> five = device.Allocate<float>(5);
        using DeviceArray<float> six = device.Allocate<float>(6);
        using DeviceArray<double> three = device.Allocate<double>(3);
        using DeviceArray<double> two = device.Allocate<double>(2);
        using DeviceArray<int> scratch = device.Allocate<int>(2);
        const string RowsOf = "it must have a positive multiple of 3, one row for each result.";
        var table = new Dictionary<string, Action>
        {
            [$"Posterior: flips has 5 elements; {RowsOf}"] = () => BetaBernoulliKernels.Posterior(device, five, three, three, three, three),
            ["Posterior: posteriorBeta has 2 elements; it must have 3."] =
                () => BetaBernoulliKernels.Posterior(device, six, three, three, three, two),
            ["Predictive: beta has 2 elements; it must have 3."] = () => BetaBernoulliKernels.Predictive(device, six, three, two, three),
            ["LogEvidence: logEvidence has 2 elements; it must have 3."] =
                () => BetaBernoulliKernels.LogEvidence(device, six, three, three, two),
            [$"MaximumLikelihood: flips has 5 elements; {RowsOf}"] = () => BetaBernoulliKernels.MaximumLikelihood(device, five, three),
            ["MaximumAPosteriori: estimate has 2 elements; it must have 3."] =
                () => BetaBernoulliKernels.MaximumAPosteriori(device, six, three, three, two),
            ["PlugInPredictive: probability has 2 elements; it must have 3."] =
                () => BetaBernoulliKernels.PlugInPredictive(device, six, three, two),
            ["Prefixes: chunkOnes has 2 elements; it must have 3."] =
                () => BetaBernoulliKernels.Prefixes(device, six, three, three, scratch, three, three, three),
        };
        Assert.All(table.Keys, row => Refusals.Check(table, row));
    }

    // Of every factor of the rising products a few roundings, and as many of Stirling's terms.
    private static double EvidenceTolerance(Coin coin)
    {
        double size = coin.Alpha + coin.Beta + coin.Flips.Length;
        return 40 * U * (10 + (coin.Flips.Length * (3 + Math.Log(size + 1) + Math.Abs(Math.Log(Math.Min(coin.Alpha, coin.Beta))))));
    }
}
