using BayesBench.Kernels;
using BayesBench.Kernels.Probability;
using BayesBench.Kernels.Random;
using BayesBench.Properties.Support;
using BayesBench.Reference.Numerics;
using BayesBench.Reference.Probability;
using BayesBench.Reference.Random;
using BayesBench.Tests.Support;
using FsCheck.Xunit;
using Xunit;

namespace BayesBench.Properties.Probability;

[Properties(Arbitrary = [typeof(Generators)])]
public class BernoulliProperties
{
    private const double U = 1.0 / (1L << 53);

    private static readonly PhiloxKey Key = PhiloxKey.From(19);

    private static readonly Dictionary<string, Action> Refused = new()
    {
        ["LogMass: x is 0.5; it must be 0 or 1."] = () => Bernoulli.LogMass(0.5, 0.5),
        ["LogMass: x is NaN; it must be 0 or 1."] = () => Bernoulli.LogMass(double.NaN, 0.5),
        ["LogMass: probability is -0.1; it must be in [0, 1]."] = () => Bernoulli.LogMass(1, -0.1),
        ["LogMass: probability is NaN; it must be in [0, 1]."] = () => Bernoulli.LogMass(1, double.NaN),
        ["LogMassFromLogit: x is 2; it must be 0 or 1."] = () => Bernoulli.LogMassFromLogit(2, 0),
        ["LogMassFromLogit: logit is NaN; it must be in [-Infinity, Infinity]."] =
            () => Bernoulli.LogMassFromLogit(1, double.NaN),
        ["Cdf: probability is NaN; it must be in [0, 1]."] = () => Bernoulli.Cdf(0, double.NaN),
        ["Quantile: level is -1; it must be in [0, 1]."] = () => Bernoulli.Quantile(-1, 0.5),
        ["Quantile: level is NaN; it must be in [0, 1]."] = () => Bernoulli.Quantile(double.NaN, 0.5),
        ["Quantile: probability is Infinity; it must be in [0, 1]."] =
            () => Bernoulli.Quantile(0.5, double.PositiveInfinity),
        ["Mean: probability is 1.5; it must be in [0, 1]."] = () => Bernoulli.Mean(1.5),
        ["Variance: probability is -1; it must be in [0, 1]."] = () => Bernoulli.Variance(-1),
        ["Entropy: probability is Infinity; it must be in [0, 1]."] = () => Bernoulli.Entropy(double.PositiveInfinity),
        ["Draw: probability is 1.0000000000000002; it must be in [0, 1]."] =
            () => Bernoulli.Draw(Math.BitIncrement(1.0), Key, 0, 0, 1),
        ["Draw: count is -1; it must be at least 0."] = () => Bernoulli.Draw(0.5, Key, 0, 0, -1),
    };

    public static TheoryData<string> Rows => Refusals.Rows(Refused);

    [Theory]
    [MemberData(nameof(Rows))]
    public void Bad_input_is_named(string row) => Refusals.Check(Refused, row);

    [Property]
    public void Masses_sum_to_one(Chance chance) => Assert.Equal(
        1.0, Math.Exp(Bernoulli.LogMass(0, chance.Value)) + Math.Exp(Bernoulli.LogMass(1, chance.Value)), 6 * U);

    [Property]
    public void Distribution_function_is_a_step_at_each_value(Chance chance)
    {
        double p = chance.Value;
        Assert.Equal([0.0, 1.0 - p, 1.0 - p, 1.0], new[] { Math.BitDecrement(0.0), 0.0, Math.BitDecrement(1.0), 1.0 }
            .Select(x => Bernoulli.Cdf(x, p)));
        Assert.Equal(0.0, Bernoulli.Cdf(double.NegativeInfinity, p));
        Assert.Equal(1.0, Bernoulli.Cdf(double.PositiveInfinity, p));
        Assert.True(double.IsNaN(Bernoulli.Cdf(double.NaN, p)));
    }

    [Property]
    public void Quantile_is_that_of_the_table_of_two(Chance level, Chance chance)
    {
        // On a grid where 1 - p is exact, so that both laws are one.
        double p = Math.Round(chance.Value * 1024) / 1024;
        foreach (double at in new[] { level.Value, 1 - p, Math.BitIncrement(1 - p), 1.0 }.Where(at => at <= 1))
        {
            Assert.Equal(Reference.Probability.Quantile.Discrete([0, 1], [1 - p, p], at), Bernoulli.Quantile(at, p));
        }
    }

    [Fact]
    public void A_quantile_is_not_decided_by_what_1_minus_p_rounds_to()
    {
        // 1 - p rounds to 1, which no level is beyond; the level 1 is beyond the true 1 - p, and all below are not.
        Assert.Equal(1.0, Bernoulli.Quantile(1, 1e-300));
        Assert.Equal(0.0, Bernoulli.Quantile(Math.BitDecrement(1.0), 1e-300));
        Assert.Equal(0.0, Bernoulli.Quantile(1, 0));
        Assert.Equal(1.0, Bernoulli.Quantile(0, 1));
    }

    [Property]
    public void A_logit_gives_the_mass_of_its_probability(Score score)
    {
        double logit = score.Value;
        double probability = Sigmoid.Value(logit);
        // Towards 1 the probability itself no longer resolves the logit; the mass of 1 does.
        Assert.Equal(Bernoulli.LogMass(1, probability), Bernoulli.LogMassFromLogit(1, logit), 8 * U * (1 + Math.Abs(logit)));
    }

    [Property]
    public void A_log_odds_ratio_is_the_difference_of_the_log_masses(Score score) => Assert.Equal(
        score.Value,
        Bernoulli.LogMassFromLogit(1, score.Value) - Bernoulli.LogMassFromLogit(0, score.Value),
        8 * U * (1 + Math.Abs(score.Value)));

    [Property]
    public void Turning_the_coin_turns_the_logit(Score score) =>
        Assert.Equal(Bernoulli.LogMassFromLogit(1, score.Value), Bernoulli.LogMassFromLogit(0, -score.Value));

    [Property]
    public void Mean_and_variance_are_sums_over_both_outcomes(Chance chance)
    {
        double mass = Math.Exp(Bernoulli.LogMass(1, chance.Value));
        double other = Math.Exp(Bernoulli.LogMass(0, chance.Value));
        double mean = Bernoulli.Mean(chance.Value);
        // exp(ln p) carries |ln p| roundings of p.
        double tolerance = U * (10 + Math.Abs(Math.Log(Math.Max(chance.Value, double.Epsilon))));
        Assert.Equal(mass, mean, tolerance * mass);
        double variance = (mass * (1 - mean) * (1 - mean)) + (other * mean * mean);
        Assert.Equal(variance, Bernoulli.Variance(chance.Value), (4 * tolerance * variance) + (40 * U * (1 - mean)) + double.Epsilon);
    }

    [Property]
    public void Entropy_is_the_expected_surprise(Chance chance)
    {
        double surprise = new[] { 0.0, 1.0 }
            .Select(x => (Mass: x == 1 ? chance.Value : 1 - chance.Value, Log: Bernoulli.LogMass(x, chance.Value)))
            .Sum(outcome => outcome.Mass == 0 ? 0 : -outcome.Mass * outcome.Log);
        Assert.Equal(surprise, Bernoulli.Entropy(chance.Value), 4 * U * surprise);
        Assert.InRange(Bernoulli.Entropy(chance.Value), 0, Math.Log(2) * (1 + (2 * U)));
    }

    [Property]
    public void Score_has_expectation_zero(Chance chance)
    {
        // d/dp ln Pr[X] by a step h: E is ((p / (p + h)) ...)'s limit; with exact ratios it telescopes to 0.
        double p = Math.Clamp(chance.Value, 0.01, 0.99), h = 1e-3;
        double expectation = (p * (Bernoulli.LogMass(1, p + h) - Bernoulli.LogMass(1, p - h)))
            + ((1 - p) * (Bernoulli.LogMass(0, p + h) - Bernoulli.LogMass(0, p - h)));
        // atanh(e) = e + e^3/3 + ..., e = h/p and h/(1-p): the odd terms left are below e^3.
        Assert.Equal(0.0, expectation, 2 * ((p * Math.Pow(h / p, 3)) + ((1 - p) * Math.Pow(h / (1 - p), 3))));
    }

    [Fact]
    public void Certainty_is_a_law_like_any_other()
    {
        Assert.Equal(0.0, Bernoulli.LogMass(1, 1));
        Assert.Equal(0.0, Bernoulli.LogMass(0, 0));
        Assert.Equal(double.NegativeInfinity, Bernoulli.LogMass(0, 1));
        Assert.Equal(double.NegativeInfinity, Bernoulli.LogMass(1, 0));
        Assert.Equal(0.0, Bernoulli.Entropy(0));
        Assert.Equal(0.0, Bernoulli.Entropy(1));
        Assert.Equal(0.0, Bernoulli.LogMassFromLogit(1, double.PositiveInfinity));
        Assert.Equal(double.NegativeInfinity, Bernoulli.LogMassFromLogit(0, double.PositiveInfinity));
        Assert.Equal(double.NegativeInfinity, Bernoulli.LogMassFromLogit(1, double.NegativeInfinity));
    }

    [Property]
    public void A_draw_is_one_exactly_where_its_uniform_number_is_below_the_probability(Chance chance, byte count)
    {
        double[] uniforms = UnitInterval.Fill(Key, 3, 9, count);
        Assert.Equal(
            uniforms.Select(u => u < (float)chance.Value ? 1.0 : 0.0), Bernoulli.Draw(chance.Value, Key, 3, 9, count));
    }

    [Property]
    public void A_uniform_number_that_equals_the_probability_draws_zero(byte count)
    {
        double[] uniforms = UnitInterval.Fill(Key, 3, 9, count + 1);
        Assert.Equal(0.0, Bernoulli.Draw(uniforms[count], Key, 3, 9, count + 1)[count]);
        Assert.Equal(1.0, Bernoulli.Draw(MathF.BitIncrement((float)uniforms[count]), Key, 3, 9, count + 1)[count]);
    }

    [Theory]
    [MemberData(nameof(TestDevices.Choices), MemberType = typeof(TestDevices))]
    public void A_kernel_names_the_argument_of_another_shape(string choice)
    {
        Device device = TestDevices.Get(choice);
        using DeviceArray<float> three = device.Allocate<float>(3);
        using DeviceArray<float> two = device.Allocate<float>(2);
        var table = new Dictionary<string, Action>
        {
            ["LogMass: probability has 2 elements; it must have 3."] = () => BernoulliKernels.LogMass(device, three, two, three),
            ["LogMassFromLogit: logMass has 2 elements; it must have 3."] =
                () => BernoulliKernels.LogMassFromLogit(device, three, three, two),
            ["Cdf: probability has 2 elements; it must have 3."] = () => BernoulliKernels.Cdf(device, three, two, three),
            ["Cdf: cdf has 2 elements; it must have 3."] = () => BernoulliKernels.Cdf(device, three, three, two),
            ["Quantile: probability has 2 elements; it must have 3."] =
                () => BernoulliKernels.Quantile(device, three, two, three),
            ["Quantile: quantile has 2 elements; it must have 3."] =
                () => BernoulliKernels.Quantile(device, three, three, two),
            ["Mean: mean has 2 elements; it must have 3."] = () => BernoulliKernels.Mean(device, three, two),
            ["Variance: variance has 2 elements; it must have 3."] = () => BernoulliKernels.Variance(device, three, two),
            ["Entropy: entropy has 2 elements; it must have 3."] = () => BernoulliKernels.Entropy(device, three, two),
            ["Draw: probability is 2; it must be in [0, 1]."] =
                () => BernoulliKernels.Draw(device, 2, new DeviceKey(1, 2), 0, 0, three),
        };
        Assert.All(table.Keys, row => Refusals.Check(table, row));
    }

    [Theory]
    [MemberData(nameof(TestDevices.Choices), MemberType = typeof(TestDevices))]
    public void A_device_draws_the_same_bits(string choice)
    {
        Device device = TestDevices.Get(choice);
        using DeviceArray<float> draws = device.Allocate<float>(10_001);
        BernoulliKernels.Draw(device, 0.3f, new DeviceKey(Key.K0, Key.K1), 4, 0xFFFFFF00, draws);
        Assert.Equal(Bernoulli.Draw(0.3f, Key, 4, 0xFFFFFF00, 10_001), draws.ToArray().Select(x => (double)x));
    }
}
