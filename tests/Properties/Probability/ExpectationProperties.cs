using BayesBench.Kernels;
using BayesBench.Kernels.Probability;
using BayesBench.Properties.Support;
using BayesBench.Reference.Probability;
using BayesBench.Tests.Support;
using FsCheck.Xunit;
using Xunit;

namespace BayesBench.Properties.Probability;

/// <summary>The laws of the mean, each within the roundings of its two sides.</summary>
[Properties(Arbitrary = [typeof(Generators), typeof(TablesGenerators)])]
public class ExpectationProperties
{
    private const double U = 1.0 / (1L << 53);

    private static readonly Dictionary<string, Action> Refused = new()
    {
        ["no value: values is empty; it must have at least one element."] = () => Expectation.Discrete([], []),
        ["shape: probabilities has length 1; it must have the length of values, 2."] =
            () => Expectation.Discrete([1, 2], [1]),
        ["NaN: values[1] is NaN; it must be finite."] = () => Expectation.Discrete([1, double.NaN], [0.5, 0.5]),
        ["infinity: values[0] is -Infinity; it must be finite."] =
            () => Expectation.Discrete([double.NegativeInfinity, 1], [0.5, 0.5]),
        ["negative: probabilities[1] is -1; it must be in [0, 1]."] = () => Expectation.Discrete([1, 2], [1, -1]),
        ["no number: probabilities[0] is NaN; it must be in [0, 1]."] = () => Expectation.Discrete([1], [double.NaN]),
        ["sum: the sum of probabilities is 0.75; it must be 1, within 4 units of rounding for each element."] =
            () => Expectation.Discrete([1, 2], [0.25, 0.5]),
    };

    public static TheoryData<string> Rows => Refusals.Rows(Refused);

    [Theory]
    [MemberData(nameof(Rows))]
    public void Bad_input_is_named(string row) => Refusals.Check(Refused, row);

    // Probabilities are multiples of 2^-40 and sum to 1, so these values are exact.
    [Property]
    public void Mean_of_a_constant_is_the_constant(FiniteLaw law, sbyte constant) => Assert.Equal(
        constant, Expectation.Discrete(Array.ConvertAll(law.Values, _ => (double)constant), law.Probabilities));

    [Property]
    public void Mean_of_an_indicator_is_the_probability_of_its_event(FiniteLaw law, sbyte bits)
    {
        double[] indicator = [.. law.Values.Select((_, k) => (double)((bits >> (k % 8)) & 1))];
        double[] inside = [.. law.Probabilities.Where((_, k) => indicator[k] == 1)];
        Assert.Equal(inside.Sum(), Expectation.Discrete(indicator, law.Probabilities));
    }

    [Property]
    public void Mean_is_linear(TableLaw table, sbyte alpha, sbyte beta)
    {
        (double[] x, double[] y, double[] joint) = Flat(table);
        double together = Expectation.Discrete([.. x.Zip(y, (a, b) => (alpha * a) + (beta * b))], joint);
        double apart = (alpha * Expectation.Discrete(x, joint)) + (beta * Expectation.Discrete(y, joint));
        double terms = joint.Select((p, k) => p * (Math.Abs(alpha * x[k]) + Math.Abs(beta * y[k]))).Sum();
        // n additions and a product on each side, and three roundings of the combination.
        Assert.Equal(apart, together, (2 * (x.Length + 4)) * U * terms);
    }

    [Property]
    public void Mean_of_a_function_is_that_of_its_own_law(FiniteLaw law)
    {
        // The law of the unconscious statistician, for a function that takes some values twice: f(x) = x^2.
        double[] squares = Array.ConvertAll(law.Values, x => x * x);
        (double Value, double Probability)[] own =
        [
            .. squares.Zip(law.Probabilities).GroupBy(pair => pair.First, (value, all) => (value, all.Sum(pair => pair.Second))),
        ];
        double statistician = Expectation.Discrete(squares, law.Probabilities);
        Assert.Equal(
            Expectation.Discrete([.. own.Select(one => one.Value)], [.. own.Select(one => one.Probability)]),
            statistician,
            2 * (squares.Length + 1) * U * statistician);
    }

    [Property]
    public void Mean_of_a_product_of_independents_is_the_product_of_the_means(FiniteLaw first, FiniteLaw second)
    {
        // Products of multiples of 2^-40 are rounded once; the sum of the rounded table stays within what is accepted.
        var pairs = from i in Enumerable.Range(0, first.Values.Length)
                    from j in Enumerable.Range(0, second.Values.Length)
                    select (Value: first.Values[i] * second.Values[j], Probability: first.Probabilities[i] * second.Probabilities[j]);
        double[] values = [.. pairs.Select(pair => pair.Value)];
        double[] joint = [.. pairs.Select(pair => pair.Probability)];
        double terms = values.Zip(joint, (value, p) => Math.Abs(value) * p).Sum();
        Assert.Equal(
            Expectation.Discrete(first.Values, first.Probabilities) * Expectation.Discrete(second.Values, second.Probabilities),
            Expectation.Discrete(values, joint),
            2 * (values.Length + 4) * U * terms);
    }

    [Fact]
    public void Mean_of_a_product_of_dependents_is_not_the_product_of_the_means()
    {
        double[] coin = [-1.0, 1.0];
        Assert.Equal(0.0, Expectation.Discrete(coin, [0.5, 0.5]));
        Assert.Equal(1.0, Expectation.Discrete(Array.ConvertAll(coin, x => x * x), [0.5, 0.5]));
    }

    [Property]
    public void Mean_lies_between_the_least_and_the_greatest_that_can_happen(FiniteLaw law)
    {
        double[] possible = [.. law.Values.Where((_, k) => law.Probabilities[k] > 0)];
        double slack = law.Values.Length * U * possible.Max(Math.Abs);
        Assert.InRange(
            Expectation.Discrete(law.Values, law.Probabilities), possible.Min() - slack, possible.Max() + slack);
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
                () => ExpectationKernels.Discrete(device, three, three, two),
            ["probabilities: probabilities has 3 elements; it must have 4."] =
                () => ExpectationKernels.Discrete(device, four, three, two),
        };
        Assert.All(table.Keys, row => Refusals.Check(table, row));
    }

    private static (double[] X, double[] Y, double[] Joint) Flat(TableLaw table)
    {
        int columns = table.Y.Length;
        double[] joint = [.. table.Joint.SelectMany(row => row)];
        return ([.. joint.Select((_, i) => table.X[i / columns])], [.. joint.Select((_, i) => table.Y[i % columns])], joint);
    }
}
