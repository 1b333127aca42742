using BayesBench.Properties.Support;
using BayesBench.Reference.Networks;
using FsCheck.Xunit;
using Xunit;

namespace BayesBench.Properties.Networks;

public class SchedulesProperties
{
    private static readonly Dictionary<string, Action> Refused = new()
    {
        ["Constant: epoch is -1; it must be non-negative and finite."] = () => Schedules.Constant(-1, 1),
        ["Constant: value is NaN; it must be finite."] = () => Schedules.Constant(0, double.NaN),
        ["LinearDecay: epoch is NaN; it must be non-negative and finite."] = () => Schedules.LinearDecay(double.NaN, 1, 0, 1),
        ["LinearDecay: value is Infinity; it must be finite."] = () => Schedules.LinearDecay(0, double.PositiveInfinity, 0, 1),
        ["LinearDecay: from is -1; it must be non-negative and finite."] = () => Schedules.LinearDecay(0, 1, -1, 1),
        ["LinearDecay: to is 5; it must be above from, 5."] = () => Schedules.LinearDecay(0, 1, 5, 5),
        ["LinearDecay: to is Infinity; it must be finite."] = () => Schedules.LinearDecay(0, 1, 5, double.PositiveInfinity),
        ["WarmUp: epoch is -0.5; it must be non-negative and finite."] = () => Schedules.WarmUp(-0.5, 0, 1),
        ["WarmUp: to is 4; it must be above from, 5."] = () => Schedules.WarmUp(0, 5, 4),
    };

    public static TheoryData<string> Rows => Refusals.Rows(Refused);

    [Theory]
    [MemberData(nameof(Rows))]
    public void Bad_input_is_named(string row) => Refusals.Check(Refused, row);

    [Theory]
    [InlineData(0, 1e-3)]
    [InlineData(99, 1e-3)]
    [InlineData(100, 1e-3)]
    [InlineData(101, 0.99e-3)]
    [InlineData(150, 0.5e-3)]
    [InlineData(199, 0.01e-3)]
    [InlineData(200, 0)]
    [InlineData(201, 0)]
    public void The_rate_of_sparse_variational_dropout_is_whole_for_half_the_time_and_falls_to_nothing(double epoch, double rate) =>
        Assert.Equal(rate, Schedules.LinearDecay(epoch, 1e-3, 100, 200), 1e-18);

    [Theory]
    [InlineData(0, 0)]
    [InlineData(4, 0)]
    [InlineData(5, 0)]
    [InlineData(6, 1.0 / 15)]
    [InlineData(12.5, 0.5)]
    [InlineData(19, 14.0 / 15)]
    [InlineData(20, 1)]
    [InlineData(200, 1)]
    public void The_divergence_of_sparse_variational_dropout_is_let_in_from_epoch_5_to_20(double epoch, double weight) =>
        Assert.Equal(weight, Schedules.WarmUp(epoch, 5, 20));

    [Property]
    public void What_has_decayed_and_what_has_warmed_up_are_the_whole(ushort epoch, byte from, byte length)
    {
        double to = from + length + 1.0;
        double at = epoch / 128.0;
        Assert.Equal(1.0, Schedules.LinearDecay(at, 1, from, to) + Schedules.WarmUp(at, from, to), 1e-15);
    }

    [Property]
    public void A_rate_never_rises_and_a_constant_never_changes(ushort first, ushort second, byte from)
    {
        (double early, double late) = (Math.Min(first, second) / 128.0, Math.Max(first, second) / 128.0);
        Assert.True(Schedules.LinearDecay(early, 0.01, from, 300) >= Schedules.LinearDecay(late, 0.01, from, 300));
        Assert.Equal(0.01, Schedules.Constant(late, 0.01));
    }
}
