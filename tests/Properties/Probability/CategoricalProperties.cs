using BayesBench.Kernels;
using BayesBench.Kernels.Probability;
using BayesBench.Kernels.Random;
using BayesBench.Properties.Support;
using BayesBench.Reference.Networks;
using BayesBench.Reference.Probability;
using BayesBench.Reference.Random;
using BayesBench.Tests.Support;
using FsCheck.Xunit;
using Xunit;

namespace BayesBench.Properties.Probability;

[Properties(Arbitrary = [typeof(Generators), typeof(TablesGenerators)])]
public class CategoricalProperties
{
    private const double U = 1.0 / (1L << 53);

    private static readonly PhiloxKey Key = PhiloxKey.From(20);

    private static readonly Dictionary<string, Action> Refused = new()
    {
        ["LogMass: k is 2; it must be in [0, 1]."] = () => Categorical.LogMass(2, [0.5, 0.5]),
        ["LogMass: k is -1; it must be in [0, 1]."] = () => Categorical.LogMass(-1, [0.5, 0.5]),
        ["LogMass: probabilities is empty; it must have at least one element."] = () => Categorical.LogMass(0, []),
        ["LogMass: probabilities[1] is NaN; it must be in [0, 1]."] = () => Categorical.LogMass(0, [0.5, double.NaN]),
        ["LogMass: the sum of probabilities is 1.5; it must be 1, within 4 units of rounding for each element."] =
            () => Categorical.LogMass(0, [1, 0.5]),
        ["Entropy: probabilities[0] is -0.25; it must be in [0, 1]."] = () => Categorical.Entropy([-0.25, 1.25]),
        ["Entropy: probabilities[0] is Infinity; it must be in [0, 1]."] =
            () => Categorical.Entropy([double.PositiveInfinity]),
        ["Draw: the sum of probabilities is 0; it must be 1, within 4 units of rounding for each element."] =
            () => Categorical.Draw([0, 0], Key, 0, 0, 1),
        ["Draw: count is -1; it must be at least 0."] = () => Categorical.Draw([1], Key, 0, 0, -1),
        ["Draw: firstBlock is 18446744073709551615; with 1 more blocks it would pass 2^64 - 1."] =
            () => Categorical.Draw([1], Key, 0, ulong.MaxValue, 5),
        ["DrawGumbelMax: logits is empty; it must have at least one element."] =
            () => Categorical.DrawGumbelMax([], Key, 0, 0, 1),
        ["DrawGumbelMax: logits[1] is NaN; it must be finite or -Infinity."] =
            () => Categorical.DrawGumbelMax([0, double.NaN], Key, 0, 0, 1),
        ["DrawGumbelMax: logits[0] is Infinity; it must be finite or -Infinity."] =
            () => Categorical.DrawGumbelMax([double.PositiveInfinity], Key, 0, 0, 1),
        ["DrawGumbelMax: the largest of logits is -Infinity; it must be finite."] =
            () => Categorical.DrawGumbelMax([double.NegativeInfinity], Key, 0, 0, 1),
        ["DrawGumbelMax: count is -2; it must be at least 0."] = () => Categorical.DrawGumbelMax([0], Key, 0, 0, -2),
        ["DrawGumbelMax: firstBlock is 18446744073709551615; with 1 more blocks it would pass 2^64 - 1."] =
            () => Categorical.DrawGumbelMax([0], Key, 0, ulong.MaxValue, 2),
    };

    public static TheoryData<string> Rows => Refusals.Rows(Refused);

    [Theory]
    [MemberData(nameof(Rows))]
    public void Bad_input_is_named(string row) => Refusals.Check(Refused, row);

    [Property]
    public void Masses_sum_to_one(FiniteLaw law) => Assert.Equal(
        1.0,
        law.Probabilities.Select((_, k) => Math.Exp(Categorical.LogMass(k, law.Probabilities))).Sum(),
        // A logarithm's rounding is absolute in the exponent: |p ln p| is below 1/e.
        4 * law.Probabilities.Length * U);

    [Property]
    public void Two_categories_are_the_Bernoulli_law(Chance chance)
    {
        double p = chance.Value;
        double[] law = [1.0 - p, p];
        Assert.Equal(Bernoulli.LogMass(1, p), Categorical.LogMass(1, law));
        // 1 - p is rounded once, the entropy of a rare event has four roundings, and p below 2^-53 leaves 1 - p at 1.
        Assert.Equal(Bernoulli.Entropy(p), Categorical.Entropy(law), (8 * U * Bernoulli.Entropy(p)) + (2 * U));
    }

    [Property]
    public void Entropy_is_the_expected_surprise(FiniteLaw law)
    {
        double[] surprises = [.. law.Probabilities.Select((p, k) => p > 0 ? -Categorical.LogMass(k, law.Probabilities) : 0)];
        Assert.Equal(
            Expectation.Discrete(surprises, law.Probabilities), Categorical.Entropy(law.Probabilities), 16 * U * Math.Log(9));
    }

    [Property]
    public void Entropy_is_between_that_of_a_certainty_and_that_of_equal_categories(FiniteLaw law)
    {
        int count = law.Probabilities.Length;
        Assert.InRange(Categorical.Entropy(law.Probabilities), 0.0, Math.Log(count) + (8 * U));
        Assert.Equal(0.0, Categorical.Entropy([0.0, 1.0, 0.0]));
        Assert.Equal(Math.Log(4), Categorical.Entropy([0.25, 0.25, 0.25, 0.25]));
    }

    [Property]
    public void Entropy_of_a_pair_is_that_of_one_and_that_of_the_other_given_it(TableLaw table)
    {
        double[] marginal = JointTable.MarginalX(table.Joint);
        double given = marginal.Select((p, x) => p > 0
            ? p * JointTable.ConditionalY(table.Joint, x).Sum(q => q == 0 ? 0 : -q * Math.Log(q))
            : 0).Sum();
        double[] flat = [.. table.Joint.SelectMany(row => row)];
        Assert.Equal(Categorical.Entropy(marginal) + given, Categorical.Entropy(flat), 16 * flat.Length * U);
    }

    [Property]
    public void Draws_are_possible_and_do_not_depend_on_how_they_are_cut(FiniteLaw law, byte blocks, byte rest)
    {
        int[] whole = Categorical.Draw(law.Probabilities, Key, 5, 100, (4 * blocks) + rest);
        int[] first = Categorical.Draw(law.Probabilities, Key, 5, 100, 4 * blocks);
        int[] second = Categorical.Draw(law.Probabilities, Key, 5, 100UL + blocks, rest);
        Assert.Equal(whole, first.Concat(second));
        Assert.All(whole, k => Assert.True(law.Probabilities[k] > 0));
    }

    [Property]
    public void A_draw_is_the_quantile_of_its_uniform_number(FiniteLaw law)
    {
        // Sums of multiples of 2^-40 are exact, but the draw rounds them to floats first: 24 bits of each.
        double[] floats = Array.ConvertAll(law.Probabilities, p => (double)(float)p);
        double[] uniforms = UnitInterval.Fill(Key, 6, 0, 64);
        int[] draws = Categorical.Draw(law.Probabilities, Key, 6, 0, 64);
        int last = Array.FindLastIndex(floats, p => p > 0);
        for (int i = 0; i < draws.Length; i++)
        {
            double below = floats.Take(draws[i]).Sum();
            Assert.InRange(uniforms[i], below, draws[i] == last ? 1.0 : Math.BitDecrement(below + floats[draws[i]]));
        }
    }

    [Fact]
    public void A_uniform_number_on_the_threshold_belongs_to_the_next_category()
    {
        double u = UnitInterval.Fill(Key, 7, 0, 1)[0];
        Assert.Equal([1], Categorical.Draw([u, 1.0 - u], Key, 7, 0, 1));
        double above = u + (1.0 / (1 << 24));
        Assert.Equal([0], Categorical.Draw([above, 1.0 - above], Key, 7, 0, 1));
    }

    [Fact]
    public void Impossible_categories_at_the_end_are_never_drawn() => Assert.All(
        Categorical.Draw([.. Enumerable.Repeat(1.0 / 7, 7), 0.0, 0.0], Key, 8, 0, 1 << 14), k => Assert.InRange(k, 0, 6));

    [Theory]
    [MemberData(nameof(TestDevices.Choices), MemberType = typeof(TestDevices))]
    public void Where_the_sum_falls_short_a_device_draws_the_last_possible_category(string choice)
    {
        // The reference refuses such probabilities; a kernel cannot see them before it draws.
        Device device = TestDevices.Get(choice);
        using DeviceArray<float> probabilities = device.Upload<float>([0.25f, 0.5f, 0f]);
        using DeviceArray<int> draws = device.Allocate<int>(1 << 10);
        CategoricalKernels.Draw(device, probabilities, new DeviceKey(1, 2), 0, 0, draws);
        Assert.Equal([0, 1], draws.ToArray().Distinct().Order());
    }

    [Property]
    public void A_shift_of_all_logits_changes_no_draw(Logits logits, sbyte steps)
    {
        // On a grid that both keep exactly.
        double[] values = Array.ConvertAll(logits.Values, x => Math.Round(x * 1024) / 1024);
        double[] shifted = Array.ConvertAll(values, x => x + steps);
        int[] expected = Categorical.DrawGumbelMax(values, Key, 9, 0, 16);
        int[] actual = Categorical.DrawGumbelMax(shifted, Key, 9, 0, 16);
        Assert.Equal(expected, actual);
    }

    [Property]
    public void A_higher_logit_is_drawn_at_least_where_it_was(Logits logits, byte which)
    {
        int k = which % logits.Values.Length;
        double[] higher = [.. logits.Values];
        higher[k] += 1.0;
        int[] before = Categorical.DrawGumbelMax(logits.Values, Key, 10, 0, 16);
        int[] after = Categorical.DrawGumbelMax(higher, Key, 10, 0, 16);
        Assert.All(before.Zip(after), pair => Assert.True(pair.Second == k || pair.Second == pair.First));
    }

    [Fact]
    public void Each_Gumbel_draw_has_its_own_block_and_minus_infinity_is_never_drawn()
    {
        double[] logits = [double.NegativeInfinity, 0, 1, 2, double.NegativeInfinity, 3];
        int[] whole = Categorical.DrawGumbelMax(logits, Key, 11, 40, 500);
        Assert.Equal(whole[123..], Categorical.DrawGumbelMax(logits, Key, 11, 163, 377));
        Assert.DoesNotContain(0, whole);
        Assert.DoesNotContain(4, whole);
        Assert.Equal([1, 2, 3, 5], whole.Distinct().Order());
    }

    [Fact]
    public void A_logarithm_of_the_softmax_is_a_logit()
    {
        double[] logits = [0.5, -1.25, 2.0];
        double[] probabilities = Softmax.Probabilities(logits);
        double[] logs = [.. probabilities.Select((_, k) => Categorical.LogMass(k, probabilities))];
        Assert.Equal(
            Categorical.DrawGumbelMax(logits, Key, 12, 0, 1000), Categorical.DrawGumbelMax(logs, Key, 12, 0, 1000));
    }

    [Theory]
    [MemberData(nameof(TestDevices.Choices), MemberType = typeof(TestDevices))]
    public void A_kernel_names_the_argument_of_another_shape(string choice)
    {
        Device device = TestDevices.Get(choice);
        using DeviceArray<float> three = device.Allocate<float>(3);
        using DeviceArray<float> none = device.Allocate<float>(0);
        using DeviceArray<int> two = device.Allocate<int>(2);
        using DeviceArray<int> five = device.Allocate<int>(5);
        var table = new Dictionary<string, Action>
        {
            ["LogMass: probabilities has 3 elements; it must have a positive multiple of 2, one row for each result."] =
                () => CategoricalKernels.LogMass(device, two, three, three),
            ["LogMass: logMass has 3 elements; it must have 2."] =
                () => CategoricalKernels.LogMass(device, two, three.View.SubView(0, 2), three),
            ["Entropy: probabilities has 0 elements; it must have a positive multiple of 3, one row for each result."] =
                () => CategoricalKernels.Entropy(device, none, three),
            ["Draw: probabilities is 0; it must be at least 1."] =
                () => CategoricalKernels.Draw(device, none, new DeviceKey(1, 2), 0, 0, two),
            ["Draw: firstBlock is 18446744073709551615; with 1 more blocks it would pass 2^64 - 1."] =
                () => CategoricalKernels.Draw(device, three, new DeviceKey(1, 2), 0, ulong.MaxValue, five),
            ["DrawGumbelMax: logits is 0; it must be at least 1."] =
                () => CategoricalKernels.DrawGumbelMax(device, none, new DeviceKey(1, 2), 0, 0, two),
            ["DrawGumbelMax: firstBlock is 18446744073709551615; with 1 more blocks it would pass 2^64 - 1."] =
                () => CategoricalKernels.DrawGumbelMax(device, three, new DeviceKey(1, 2), 0, ulong.MaxValue, two),
        };
        Assert.All(table.Keys, row => Refusals.Check(table, row));
    }
}
