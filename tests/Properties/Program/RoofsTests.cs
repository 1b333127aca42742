using BayesBench.Results;
using BayesBench.Studies;
using BayesBench.Support;
using Xunit;

namespace BayesBench.Properties.Program;

/// <summary>Every rate stands under the roofs that are above it, and under no others.</summary>
[Collection("program")]
public class RoofsTests
{
    private static readonly Roofs Measured = new(
    [
        Row(Roofs.Memory, 100), Row(Roofs.Cache, 400), Row(Roofs.Arithmetic, 1000), Row(Roofs.Words, 50),
        Row(Roofs.Uniforms, 40), Row(Roofs.Normals, 10), Row(Roofs.Launch, 2), Row(Roofs.LaunchInARow, 20),
    ]);

    [Theory]
    [InlineData(WorkingSet.Cold, 8, 1, 0, 0, 0, "memory", 0.8)]
    [InlineData(WorkingSet.Warm, 8, 1, 0, 0, 0, "cache", 0.2)]
    [InlineData(WorkingSet.Warm, 1, 50, 0, 0, 0, "arithmetic", 0.5)]
    [InlineData(WorkingSet.Cold, 1, 1, 4, 0, 0, "words", 0.8)]
    [InlineData(WorkingSet.Cold, 1, 1, 0, 4, 0, "uniforms", 1)]
    [InlineData(WorkingSet.Registers, 0, 60, 0, 0, 0.7, "normals", 0.7)]
    public void A_rate_stands_under_the_nearest_roof_of_its_working_set(
        WorkingSet workingSet, double bytes, double operations, double words, double uniforms, double normals, string roof, double share)
    {
        Shares shares = Measured.SharesOf(new Cost(bytes, operations, words, uniforms, normals), workingSet, 10, itemsPerLaunch: 1000);
        Assert.Equal(roof, shares.Nearest.Roof);
        Assert.Equal(share, shares.Nearest.Value, 1e-12);
    }

    [Fact]
    public void A_rate_has_no_share_of_what_it_does_not_need()
    {
        Shares shares = Measured.SharesOf(new Cost(Bytes: 0, Operations: 0, Normals: 0.5), WorkingSet.Registers, 10, itemsPerLaunch: 10);
        Assert.Equal((null, null), (shares.Memory, shares.Arithmetic));
        Assert.Equal((new Share("normals", 0.5), new Share("launch", 0.5)), (shares.RandomNumbers, shares.Launch));
    }

    [Theory]
    [InlineData(WorkingSet.Cold, "launch", 0.5)]
    [InlineData(WorkingSet.Registers, "launch", 0.5)]
    [InlineData(WorkingSet.Warm, "launch-in-a-row", 0.05)]
    public void The_share_of_a_launch_is_that_of_its_time(WorkingSet workingSet, string roof, double share)
    {
        // Ten items a second, ten items a launch: a launch a second, of which an empty one takes half or a twentieth.
        Share launch = Measured.SharesOf(new Cost(1, 1), workingSet, itemsPerSecond: 10, itemsPerLaunch: 10).Launch;
        Assert.Equal(roof, launch.Roof);
        Assert.Equal(share, launch.Value, 1e-12);
    }

    [Fact]
    public void The_better_of_two_measurements_is_the_roof()
    {
        var other = new Roofs([.. Measured.Rows.Select(row => row with { Rate = row.Roof == Roofs.Memory ? 120 : 1, How = "again" })]);
        Assert.Equal((120, "again"), (Measured.Or(other)[Roofs.Memory], Measured.Or(other).Rows[0].How));
        Assert.Equal(Measured.Rows.Skip(1), Measured.Or(other).Rows.Skip(1));
        Assert.Equal(Measured.Or(other).Rows, other.Or(Measured).Rows);
    }

    [Fact]
    public void A_share_above_one_is_refused()
    {
        ThroughputRow row = new("a.b", "Kernel", "warm", "dev", 1, 1, 1, 1, 1, 1, 1, 1.01, null, null, 0.1, "cache", 1.01);
        ThroughputStudy.Check([row with { ShareOfRoof = 1 }]);
        var refusal = Assert.Throws<CheckFailedException>(() => ThroughputStudy.Check([row with { ShareOfRoof = 1 }, row]));
        Assert.Equal(
            "a.b (Kernel, warm) reaches 101.0% of the cache roof; a share above 100% means that the roof or the benchmark's Cost is wrong.",
            refusal.Message);
    }

    private static RoofRow Row(string roof, double rate) => new(roof, rate, "/s", null, "once");
}
