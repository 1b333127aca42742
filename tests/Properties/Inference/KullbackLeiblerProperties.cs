using BayesBench.Kernels;
using BayesBench.Kernels.Inference;
using BayesBench.Properties.Support;
using BayesBench.Reference.Inference;
using BayesBench.Tests.Support;
using FsCheck.Xunit;
using Xunit;
using NormalLogDensity = BayesBench.Reference.Probability.Normal;

namespace BayesBench.Properties.Inference;

[Properties(Arbitrary = [typeof(Generators)])]
public partial class KullbackLeiblerProperties
{
    private const double U = 1.0 / (1L << 53);

    private static readonly Dictionary<string, Action> Refused = new()
    {
        ["Normal: mean is NaN; it must be finite."] = () => KullbackLeibler.Normal(double.NaN, 1, 0, 1),
        ["Normal: standardDeviation is 0; it must be positive and finite."] = () => KullbackLeibler.Normal(0, 0, 0, 1),
        ["Normal: otherMean is Infinity; it must be finite."] =
            () => KullbackLeibler.Normal(0, 1, double.PositiveInfinity, 1),
        ["Normal: otherStandardDeviation is -1; it must be positive and finite."] = () => KullbackLeibler.Normal(0, 1, 0, -1),
        ["ToStandardNormal: mean is empty; it must have at least one element."] =
            () => KullbackLeibler.ToStandardNormal([], []),
        ["ToStandardNormal: logVariance has length 1; it must have the length of mean, 2."] =
            () => KullbackLeibler.ToStandardNormal([0, 0], [0]),
        ["ToStandardNormal: mean[1] is NaN; it must be finite."] =
            () => KullbackLeibler.ToStandardNormal([0, double.NaN], [0, 0]),
        ["ToStandardNormal: logVariance[0] is -Infinity; it must be finite."] =
            () => KullbackLeibler.ToStandardNormal([0], [double.NegativeInfinity]),
        ["Bernoulli: probability is 2; it must be in [0, 1]."] = () => KullbackLeibler.Bernoulli(2, 0.5),
        ["Bernoulli: otherProbability is NaN; it must be in [0, 1]."] = () => KullbackLeibler.Bernoulli(0.5, double.NaN),
        ["Categorical: otherProbabilities has length 1; it must have the length of probabilities, 2."] =
            () => KullbackLeibler.Categorical([0.5, 0.5], [1]),
        ["Categorical: probabilities is empty; it must have at least one element."] =
            () => KullbackLeibler.Categorical([], []),
        ["Categorical: probabilities[0] is -0.5; it must be in [0, 1]."] =
            () => KullbackLeibler.Categorical([-0.5, 1.5], [0.5, 0.5]),
        ["Categorical: otherProbabilities[1] is NaN; it must be in [0, 1]."] =
            () => KullbackLeibler.Categorical([0.5, 0.5], [0.5, double.NaN]),
        ["Categorical: the sum of probabilities is 0.9; it must be 1, within 4 units of rounding for each element."] =
            () => KullbackLeibler.Categorical([0.5, 0.4], [0.5, 0.5]),
        ["MonteCarlo: draws is empty; it must have at least one element."] = () => KullbackLeibler.MonteCarlo([], 0, 1, 0, 1),
        ["MonteCarlo: draws[1] is NaN; it must be finite."] =
            () => KullbackLeibler.MonteCarlo([0, double.NaN], 0, 1, 0, 1),
        ["MonteCarlo: standardDeviation is 0; it must be positive and finite."] =
            () => KullbackLeibler.MonteCarlo([0], 0, 0, 0, 1),
        ["MonteCarlo: otherMean is NaN; it must be finite."] = () => KullbackLeibler.MonteCarlo([0], 0, 1, double.NaN, 1),
    };

    public static TheoryData<string> Rows => Refusals.Rows(Refused);

    [Theory]
    [MemberData(nameof(Rows))]
    public void Bad_input_is_named(string row) => Refusals.Check(Refused, row);

    [Property]
    public void Divergence_of_normals_is_never_negative(NormalLaw q, NormalLaw p) => Assert.True(Of(q, p) >= 0);

    [Property]
    public void Divergence_of_normals_is_zero_exactly_where_they_are_equal(NormalLaw q)
    {
        Assert.Equal(0.0, Of(q, q));
        Assert.True(Of(q, q with { StandardDeviation = Math.BitIncrement(q.StandardDeviation) }) > 0);
        Assert.True(Of(q, q with { Mean = Math.BitIncrement(q.Mean) + (1e-12 * q.StandardDeviation) }) > 0);
    }

    [Property]
    public void A_small_divergence_is_the_square_of_the_difference(NormalLaw q, Score score)
    {
        // KL = e^2 - 2 e^3 / 3 ... for standard deviations s and s / (1 + e): full relative accuracy at 1e-18.
        double e = 1e-9 * (1 + Math.Abs(score.Value));
        double other = q.StandardDeviation * (1 + e);
        double exact = (other - q.StandardDeviation) / q.StandardDeviation;
        Assert.Equal(exact * exact, Of(q, q with { StandardDeviation = other }), 10 * e * exact * exact);
    }

    [Property]
    public void Scaling_both_laws_changes_nothing(NormalLaw q, NormalLaw p)
    {
        // By powers of two every step is exact.
        NormalLaw Scaled(NormalLaw law) => new(law.Mean * 8, law.StandardDeviation * 8);
        Assert.Equal(Of(q, p), Of(Scaled(q), Scaled(p)));
        Assert.Equal(Of(q, p), Of(q with { Mean = -q.Mean }, p with { Mean = -p.Mean }));
    }

    [Property(MaxTest = 50)]
    public void Divergence_of_normals_is_the_expected_log_ratio(NormalLaw law, Score shift, Chance spread)
    {
        NormalLaw q = new(0, law.StandardDeviation);
        NormalLaw p = new(0.2 * shift.Value * law.StandardDeviation, law.StandardDeviation * (0.1 + (3 * spread.Value)));
        double integral = Quadrature.OverTheLine(
            x => Math.Exp(NormalLogDensity.LogDensity(x, q.Mean, q.StandardDeviation))
                * (NormalLogDensity.LogDensity(x, q.Mean, q.StandardDeviation)
                    - NormalLogDensity.LogDensity(x, p.Mean, p.StandardDeviation)),
            q);
        Assert.Equal(integral, Of(q, p), 1e-12 * (10 + Math.Abs(Math.Log(law.StandardDeviation)) + Of(q, p)));
    }

    [Fact]
    public void Divergence_is_no_distance()
    {
        // The deck's F58, facts/models.md 1b.
        Assert.Equal(0.4431471805599453, KullbackLeibler.Normal(0, 1, 1, 2), 1e-15);
        Assert.Equal(1.3068528194400546, KullbackLeibler.Normal(1, 2, 0, 1), 1e-15);
    }

    [Theory]
    [InlineData(0.1, 2.3076)]
    [InlineData(0.01, 4.6052)]
    [InlineData(0.001, 6.9078)]
    [InlineData(1e-100, 230.2585)]
    public void A_narrowing_slab_diverges_like_its_log_width(double width, double stated)
    {
        // F76: the deck drops the divergence of a q with an atom at 1. As the limit of N(1, s^2) it has no finite one:
        // KL(N(1, s^2) || N(0, 1)) = s^2 / 2 - ln s, not 0.
        double divergence = KullbackLeibler.Normal(1, width, 0, 1);
        Assert.Equal((width * width / 2) - Math.Log(width), divergence, 1e-14 * divergence);
        Assert.Equal(stated, divergence, 5e-5);
    }

    [Property]
    public void To_the_standard_normal_is_the_sum_over_the_components(Logits means, Logits logVariances)
    {
        int length = Math.Min(means.Values.Length, logVariances.Values.Length);
        double[] mean = means.Values[..length], logVariance = logVariances.Values[..length];
        double sum = mean.Zip(logVariance, (m, v) => KullbackLeibler.Normal(m, Math.Exp(0.5 * v), 0, 1)).Sum();
        // exp(v / 2) is rounded, which its square doubles; near v = 0 what is left of it is quadratic in the rounding.
        double terms = mean.Zip(logVariance, (m, v) => (m * m) + Math.Exp(v) + Math.Abs(v) + 1).Sum();
        Assert.Equal(sum, KullbackLeibler.ToStandardNormal(mean, logVariance), 16 * U * terms);
    }

    [Property]
    public void Divergence_of_coins_is_never_negative_and_zero_exactly_where_equal(Chance p, Chance q)
    {
        double divergence = KullbackLeibler.Bernoulli(p.Value, q.Value);
        Assert.True(divergence >= 0);
        Assert.Equal(0.0, KullbackLeibler.Bernoulli(p.Value, p.Value));
        Assert.True(divergence > 0 || Math.Abs(p.Value - q.Value) <= 1e-160);
    }

    [Property]
    public void Turning_both_coins_changes_nothing(Chance p, Chance q)
    {
        // On a grid where 1 - p is exact.
        double first = Math.Round(p.Value * 1024) / 1024, second = Math.Round(q.Value * 1024) / 1024;
        Assert.Equal(KullbackLeibler.Bernoulli(first, second), KullbackLeibler.Bernoulli(1 - first, 1 - second));
    }

    [Property]
    public void A_coin_is_a_law_of_two_categories(Chance p, Chance q)
    {
        double first = Math.Round(p.Value * 1024) / 1024, second = Math.Round(q.Value * 1024) / 1024;
        double coin = KullbackLeibler.Bernoulli(first, second);
        double categorical = KullbackLeibler.Categorical([first, 1 - first], [second, 1 - second]);
        Assert.True(coin == categorical || Math.Abs(coin - categorical) <= 4 * U * coin, $"{coin} {categorical}");
    }

    [Property]
    public void Divergence_of_categories_is_never_negative_and_zero_where_equal(TwoLaws laws)
    {
        Assert.True(KullbackLeibler.Categorical(laws.First, laws.Second) >= 0);
        Assert.Equal(0.0, KullbackLeibler.Categorical(laws.First, laws.First));
    }

    [Property]
    public void Divergence_is_infinite_exactly_where_mass_meets_none(TwoLaws laws)
    {
        bool excluded = laws.First.Zip(laws.Second, (p, q) => p > 0 && q == 0).Any(x => x);
        Assert.Equal(excluded, double.IsPositiveInfinity(KullbackLeibler.Categorical(laws.First, laws.Second)));
    }

    [Property]
    public void Divergence_of_categories_is_the_expected_log_ratio(TwoLaws laws)
    {
        double[] terms = [.. laws.First.Zip(laws.Second, (p, q) => p == 0 ? 0 : p * Math.Log(p / q))];
        double divergence = KullbackLeibler.Categorical(laws.First, laws.Second);
        Assert.True(
            double.IsInfinity(divergence) ? terms.Any(double.IsInfinity) : Math.Abs(divergence - terms.Sum()) <= 20 * U * (1 + terms.Sum(Math.Abs)),
            $"{divergence} against {terms.Sum()}");
    }

    [Property]
    public void Merging_categories_never_adds_divergence(TwoLaws laws)
    {
        double[] Merged(double[] law) => law.Length < 2 ? law : [law[0] + law[1], .. law[2..]];
        double whole = KullbackLeibler.Categorical(laws.First, laws.Second);
        Assert.True(KullbackLeibler.Categorical(Merged(laws.First), Merged(laws.Second)) <= whole * (1 + (40 * U)));
    }

    [Property]
    public void A_symmetric_pair_of_draws_gives_the_divergence_of_its_second_moment(NormalLaw q, NormalLaw p)
    {
        // mean +- standardDeviation have the first two moments of q, and the log ratio is a parabola: the estimate is exact.
        NormalLaw near = new(q.Mean, Math.Max(q.StandardDeviation, Math.Abs(q.Mean) * 1e-3));
        double estimate = KullbackLeibler.MonteCarlo(
            [near.Mean - near.StandardDeviation, near.Mean + near.StandardDeviation],
            near.Mean, near.StandardDeviation, p.Mean, p.StandardDeviation);
        double distance = (Math.Abs(near.Mean) + Math.Abs(p.Mean) + near.StandardDeviation) / p.StandardDeviation;
        double terms = (distance * distance) + 1e4 + Math.Abs(Math.Log(near.StandardDeviation)) + Math.Abs(Math.Log(p.StandardDeviation));
        Assert.Equal(Of(near, p), estimate, 20 * U * terms);
    }

    [Theory]
    [MemberData(nameof(TestDevices.Choices), MemberType = typeof(TestDevices))]
    public void A_kernel_names_the_argument_of_another_shape(string choice)
    {
        Device device = TestDevices.Get(choice);
        using DeviceArray<float> three = device.Allocate<float>(3);
        using DeviceArray<float> two = device.Allocate<float>(2);
        const string Rows = "it must have a positive multiple of 2, one row for each result.";
        var table = new Dictionary<string, Action>
        {
            ["Normal: otherMean has 2 elements; it must have 3."] =
                () => KullbackLeiblerKernels.Normal(device, three, three, two, three, three),
            ["Bernoulli: otherProbability has 2 elements; it must have 3."] =
                () => KullbackLeiblerKernels.Bernoulli(device, three, two, three),
            [$"ToStandardNormal: mean has 3 elements; {Rows}"] =
                () => KullbackLeiblerKernels.ToStandardNormal(device, three, three, two),
            ["ToStandardNormal: logVariance has 2 elements; it must have 3."] =
                () => KullbackLeiblerKernels.ToStandardNormal(device, three, two, three),
            [$"Categorical: probabilities has 3 elements; {Rows}"] =
                () => KullbackLeiblerKernels.Categorical(device, three, three, two),
            ["MonteCarlo: mean has 2 elements; it must have 3."] =
                () => KullbackLeiblerKernels.MonteCarlo(device, three, two, three, three, three, three),
        };
        Assert.All(table.Keys, row => Refusals.Check(table, row));
    }

    private static double Of(NormalLaw q, NormalLaw p) =>
        KullbackLeibler.Normal(q.Mean, q.StandardDeviation, p.Mean, p.StandardDeviation);
}
