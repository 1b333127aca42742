using BayesBench.Agreements.Numerics;
using BayesBench.Tests.Support;
using Xunit;

namespace BayesBench.Properties.Numerics;

/// <summary>
/// The documented errors of the device functions, over floats of every exponent: 2^24 of them on the fastest
/// device, fewer on the others. All 2^32 are the command <c>accuracy --exhaustive</c>.
/// </summary>
public class AccuracyTests
{
    private const long Many = 1L << 24;
    private const long Few = 1L << 16;

    // A bound is not to be more than three times what these many floats come near to.
    private const double LeastShare = 1.0 / 3.0;

    public static TheoryData<string> Functions => [.. AccuracySweep.Functions.Select(function => function.Id)];

    public static IEnumerable<TheoryDataRow<string, string>> FunctionsOnDevices =>
        from choice in TestDevices.Choices
        from function in AccuracySweep.Functions
        select new TheoryDataRow<string, string>(choice, function.Id);

    [Theory]
    [MemberData(nameof(Functions))]
    public void The_documented_error_bounds_the_error_and_is_near_it(string id)
    {
        SweptFunction function = Find(id);
        SweepResult seen = AccuracySweep.Run(TestDevices.Fastest, function, Many, null, TestContext.Current.CancellationToken);
        Assert.Equal(Many, seen.Count);
        Assert.True(
            seen.WorstError <= function.Bound && seen.WorstError >= LeastShare * function.Bound,
            $"{id}({seen.WorstAt:R}) is {seen.Answer:R}, off by {seen.WorstError:F3} spacings; documented: {function.Bound}");
    }

    [Theory]
    [MemberData(nameof(FunctionsOnDevices))]
    public void The_documented_error_holds_on_every_device(string choice, string id)
    {
        SweptFunction function = Find(id);
        SweepResult seen = AccuracySweep.Run(TestDevices.Get(choice), function, Few, null, TestContext.Current.CancellationToken);
        Assert.True(
            seen.WorstError <= function.Bound,
            $"{id}({seen.WorstAt:R}) is {seen.Answer:R}, off by {seen.WorstError:F3} spacings; documented: {function.Bound}");
    }

    [Theory]
    [InlineData(1.0, 1.0f, 0.0)]
    [InlineData(1.0, 1.0000001f, 1.0)]
    [InlineData(0.75, 0.75000006f, 1.0)]
    [InlineData(1e-45, 0f, 0.0)] // flushed
    [InlineData(4.2038953929744512e-45, 2.8e-45f, 1.0)]
    [InlineData(1.0, 0f, 8388608.0)]
    [InlineData(0.0, -0f, double.PositiveInfinity)]
    [InlineData(-0.0, -0f, 0.0)]
    [InlineData(double.NaN, float.NaN, 0.0)]
    [InlineData(double.NaN, 1f, double.PositiveInfinity)]
    [InlineData(1.0, float.NaN, double.PositiveInfinity)]
    [InlineData(1e39, float.PositiveInfinity, 0.0)]
    [InlineData(1e38, float.PositiveInfinity, double.PositiveInfinity)]
    [InlineData(double.NegativeInfinity, float.PositiveInfinity, double.PositiveInfinity)]
    public void An_error_counts_spacings_and_compares_special_values(double exact, float answer, double error) =>
        Assert.Equal(error, AccuracySweep.Error(exact, answer), 1e-6);

    [Fact]
    public void A_sweep_of_fewer_floats_has_its_share_of_every_exponent()
    {
        var exponents = new int[512];
        SweptFunction count = Find("elementary.exp") with
        {
            Reference = x =>
            {
                Interlocked.Increment(ref exponents[BitConverter.SingleToUInt32Bits((float)x) >> 23]);
                return double.NaN;
            },
        };
        _ = AccuracySweep.Run(TestDevices.Fastest, count, Few, null, TestContext.Current.CancellationToken);
        Assert.All(exponents, seen => Assert.InRange(seen, 127, 129)); // NaN's payload may be quieted on its way
    }

    private static SweptFunction Find(string id) => AccuracySweep.Functions.Single(function => function.Id == id);
}
