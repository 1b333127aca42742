using BayesBench.Kernels;
using BayesBench.Kernels.Probability;
using BayesBench.Properties.Support;
using BayesBench.Reference.Probability;
using BayesBench.Tests.Support;
using FsCheck.Xunit;
using Xunit;

namespace BayesBench.Properties.Probability;

/// <summary>Quantiles of discrete laws. Sums of multiples of 2^-40 are exact, and so are these laws.</summary>
[Properties(Arbitrary = [typeof(Generators), typeof(TablesGenerators)])]
public class QuantileProperties
{
    private static readonly Dictionary<string, Action> Refused = new()
    {
        ["no value: values is empty; it must have at least one element."] = () => Quantile.Discrete([], [], 0.5),
        ["shape: probabilities has length 1; it must have the length of values, 2."] =
            () => Quantile.Discrete([1, 2], [1], 0.5),
        ["NaN: values[0] is NaN; it must be finite."] = () => Quantile.Discrete([double.NaN], [1], 0.5),
        ["infinity: values[0] is Infinity; it must be finite."] =
            () => Quantile.Discrete([double.PositiveInfinity], [1], 0.5),
        ["negative: probabilities[0] is -0.5; it must be in [0, 1]."] = () => Quantile.Discrete([1, 2], [-0.5, 1.5], 0.5),
        ["sum: the sum of probabilities is 0.5; it must be 1, within 4 units of rounding for each element."] =
            () => Quantile.Discrete([1, 2], [0.25, 0.25], 0.5),
        ["probability: probability is -0.1; it must be in [0, 1]."] = () => Quantile.Discrete([1], [1], -0.1),
        ["no probability: probability is NaN; it must be in [0, 1]."] = () => Quantile.Discrete([1], [1], double.NaN),
    };

    public static TheoryData<string> Rows => Refusals.Rows(Refused);

    [Theory]
    [MemberData(nameof(Rows))]
    public void Bad_input_is_named(string row) => Refusals.Check(Refused, row);

    [Property]
    public void Quantile_and_distribution_function_are_a_Galois_connection(FiniteLaw law, Chance chance)
    {
        // Quantile(p) <= x exactly where p <= Cdf(x): this is what a general inverse means.
        foreach (double x in law.Values)
        {
            foreach (double p in new[] { chance.Value, Cdf(law, x) }.Where(p => p > 0))
            {
                Assert.Equal(p <= Cdf(law, x), Quantile.Discrete(law.Values, law.Probabilities, p) <= x);
            }
        }
    }

    [Property]
    public void At_most_the_probability_lies_below_the_quantile_and_at_least_it_up_to_there(FiniteLaw law, Chance chance)
    {
        double q = Quantile.Discrete(law.Values, law.Probabilities, chance.Value);
        Assert.InRange(chance.Value, Below(law, q), Cdf(law, q));
    }

    [Property]
    public void Quantile_is_a_value_that_can_happen_and_does_not_fall(FiniteLaw law, Chance first, Chance second)
    {
        double low = Quantile.Discrete(law.Values, law.Probabilities, Math.Min(first.Value, second.Value));
        double high = Quantile.Discrete(law.Values, law.Probabilities, Math.Max(first.Value, second.Value));
        double[] possible = [.. law.Values.Where((_, k) => law.Probabilities[k] > 0)];
        Assert.Contains(low, possible);
        Assert.InRange(high, low, possible.Max());
        Assert.Equal(possible.Min(), Quantile.Discrete(law.Values, law.Probabilities, 0));
        Assert.Equal(possible.Max(), Quantile.Discrete(law.Values, law.Probabilities, 1));
    }

    [Property]
    public void The_order_of_the_values_does_not_matter(FiniteLaw law, Chance chance) => Assert.Equal(
        Quantile.Discrete(law.Values, law.Probabilities, chance.Value),
        Quantile.Discrete([.. law.Values.Reverse()], [.. law.Probabilities.Reverse()], chance.Value));

    [Fact]
    public void The_decks_definition_has_no_quantile_of_a_discrete_law_but_the_general_inverse_has()
    {
        // Of a coin Pr[X < q] is 0, 1/2 or 1 wherever q is: never 0.3 (F14), so there is nothing to call its quantile.
        var coin = new FiniteLaw([0, 1], [0.5, 0.5]);
        double[] everywhere = [-1, 0, 0.5, 1, 2];
        Assert.Equal([0.0, 0.5, 1.0], everywhere.Select(q => Below(coin, q)).Distinct().Order());
        Assert.Equal(0.0, Quantile.Discrete(coin.Values, coin.Probabilities, 0.3));
    }

    [Fact]
    public void The_median_may_be_an_interval_or_not_exist()
    {
        // Of a fair coin every q in (0, 1] has Pr[X < q] = 1/2; of Bern(0.3) no q has (F15).
        var fair = new FiniteLaw([0, 1], [0.5, 0.5]);
        Assert.All([Math.BitIncrement(0.0), 0.25, 1.0], q => Assert.Equal(0.5, Below(fair, q)));
        Assert.Equal(0.0, Quantile.Discrete(fair.Values, fair.Probabilities, 0.5));
        var bent = new FiniteLaw([0, 1], [0.7, 0.3]);
        Assert.DoesNotContain(0.5, new[] { -1.0, 0, 0.5, 1, 2 }.Select(q => Below(bent, q)));
        Assert.Equal(0.0, Quantile.Discrete(bent.Values, bent.Probabilities, 0.5));
    }

    [Fact]
    public void A_sum_that_meets_the_probability_only_when_it_is_not_rounded_counts()
    {
        double[] tenths = [.. Enumerable.Repeat(0.1, 10)];
        double[] digits = [.. Enumerable.Range(0, 10).Select(k => (double)k)];
        // Eight tenths are 0.8 exactly, as doubles; added one by one they are less.
        Assert.True(tenths.Take(8).Aggregate((sum, p) => sum + p) < 0.8);
        Assert.Equal(7.0, Quantile.Discrete(digits, tenths, 0.8));
    }

    [Theory]
    [MemberData(nameof(TestDevices.Choices), MemberType = typeof(TestDevices))]
    public void A_kernel_names_the_argument_of_another_shape(string choice)
    {
        Device device = TestDevices.Get(choice);
        using DeviceArray<float> four = device.Allocate<float>(4);
        using DeviceArray<float> three = device.Allocate<float>(3);
        using DeviceArray<float> two = device.Allocate<float>(2);
        var table = new Dictionary<string, Action>
        {
            ["values: values has 3 elements; it must have a positive multiple of 2, one row for each result."] =
                () => QuantileKernels.Discrete(device, three, three, two, two),
            ["probabilities: probabilities has 3 elements; it must have 4."] =
                () => QuantileKernels.Discrete(device, four, three, two, two),
            ["probability: probability has 3 elements; it must have 2."] =
                () => QuantileKernels.Discrete(device, four, four, three, two),
        };
        Assert.All(table.Keys, row => Refusals.Check(table, row));
    }

    private static double Cdf(FiniteLaw law, double x) => law.Probabilities.Where((_, k) => law.Values[k] <= x).Sum();

    private static double Below(FiniteLaw law, double x) => law.Probabilities.Where((_, k) => law.Values[k] < x).Sum();
}
