using BayesBench.Kernels;
using BayesBench.Kernels.Inference;
using BayesBench.Properties.Support;
using BayesBench.Reference.Inference;
using BayesBench.Tests.Support;
using FsCheck.Xunit;
using Xunit;

namespace BayesBench.Properties.Inference;

[Properties(Arbitrary = [typeof(Generators)])]
public class LogSumExpProperties
{
    private const double U = 1.0 / (1L << 53);

    [Property]
    public void It_is_the_logarithm_of_the_sum(Logits row)
    {
        double sum = row.Values.Sum(Math.Exp);
        Assert.Equal(Math.Log(sum), LogSumExp.Value(row.Values), U * (20 + row.Values.Length + (4 * row.Values.Max(Math.Abs))));
    }

    [Property]
    public void A_shift_goes_straight_through(Logits row)
    {
        // A power of two, and numbers on its grid: every sum is exact, and so is the law up to the last addition.
        const double Shift = 4096;
        double[] grid = [.. row.Values.Select(value => Math.Round(value * 1024) / 1024)];
        double[] shifted = [.. grid.Select(value => value + Shift)];
        Assert.Equal(LogSumExp.Value(grid) + Shift, LogSumExp.Value(shifted), 2 * U * (2 * Shift));
    }

    [Property]
    public void It_lies_between_the_largest_value_and_that_of_as_many_of_it(Logits row) => Assert.InRange(
        LogSumExp.Value(row.Values), row.Values.Max(), row.Values.Max() + (Math.Log(row.Values.Length) * (1 + (4 * U))) + 1e-14);

    [Property]
    public void Order_does_not_matter(Logits row) => Assert.Equal(
        LogSumExp.Value(row.Values),
        LogSumExp.Value([.. row.Values.Reverse()]),
        U * (20 + row.Values.Length + Math.Abs(row.Values.Max())));

    [Property]
    public void One_value_is_itself(Score score) => Assert.Equal(score.Value, LogSumExp.Value([score.Value]));

    [Property]
    public void What_is_impossible_adds_nothing(Logits row) => Assert.Equal(
        LogSumExp.Value(row.Values), LogSumExp.Value([.. row.Values, double.NegativeInfinity]));

    [Fact]
    public void Infinities_and_NaN_have_their_place()
    {
        const double Infinity = double.PositiveInfinity;
        Assert.Equal(-Infinity, LogSumExp.Value([-Infinity, -Infinity]));
        Assert.Equal(Infinity, LogSumExp.Value([0, Infinity, -Infinity]));
        Assert.Equal(Infinity, LogSumExp.Value([Infinity, Infinity]));
        Assert.True(double.IsNaN(LogSumExp.Value([0, double.NaN, Infinity])));
        Assert.Equal(1e4 + Math.Log(2), LogSumExp.Value([1e4, 1e4]), 1e-11);
    }

    [Fact]
    public void No_values_are_refused()
    {
        var table = new Dictionary<string, Action>
        {
            ["Value: values is empty; it must have at least one element."] = () => LogSumExp.Value([]),
        };
        Refusals.Check(table, table.Keys.Single());
        Assert.Throws<ArgumentNullException>(() => LogSumExp.Value(null!));
    }

    [Theory]
    [MemberData(nameof(TestDevices.Choices), MemberType = typeof(TestDevices))]
    public void A_kernel_names_the_argument_of_another_shape(string choice)
    {
        Device device = TestDevices.Get(choice);
        using DeviceArray<float> three = device.Allocate<float>(3);
        using DeviceArray<float> two = device.Allocate<float>(2);
        const string Row = "Value: values has 3 elements; it must have a positive multiple of 2, one row for each result.";
        Refusals.Check(new() { [Row] = () => LogSumExpKernels.Value(device, three, two) }, Row);
    }
}
