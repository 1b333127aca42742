using BayesBench.Results;
using BayesBench.Studies;
using BayesBench.Tests.Support;
using FsCheck.Xunit;
using Xunit;

namespace BayesBench.Properties.Program;

/// <summary>A part is made once for an unfinished run, and for no other; what cannot be trusted is made again.</summary>
[Collection("program")]
public sealed class UnfinishedRunTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory().FullName;
    private readonly List<string> _told = [];

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void A_part_is_made_once_and_found_by_an_equal_run()
    {
        Interrupt("a", ("one", 1.0), ("two", 2.0));
        using UnfinishedRun again = Open("a");
        Assert.Equal(2, again.Done);
        Assert.Equal(1.0, again.Part<double>("one", Never));
        Assert.Equal(2.0, again.Part<double>("two", Never));
        Assert.Equal(3.0, again.Part("three", () => 3.0));
        Assert.Matches(@"^taking up an unfinished run of \d{4}-\d\d-\d\d \d\d:\d\d UTC: 2 parts are done \(--fresh begins anew\)\.$", Assert.Single(_told));
    }

    [Fact]
    public void Another_run_finds_nothing_and_takes_nothing_away()
    {
        Interrupt("a", ("one", 1.0));
        Interrupt("b", ("one", 2.0));
        using UnfinishedRun again = Open("a");
        Assert.Equal(1.0, again.Part<double>("one", Never));
    }

    [Fact]
    public void A_finished_run_is_made_anew_and_leaves_no_file()
    {
        using (UnfinishedRun run = Open("a"))
        {
            run.Part("one", () => 1.0);
            run.Finish();
        }

        Assert.Empty(Directory.GetFiles(_folder));
        using UnfinishedRun again = Open("a");
        Assert.Equal(2.0, again.Part("one", () => 2.0));
        Assert.Empty(_told);
    }

    [Fact]
    public void A_run_that_has_done_nothing_leaves_no_file()
    {
        Interrupt("a");
        Assert.Empty(Directory.GetFiles(_folder));
    }

    [Fact]
    public void A_fresh_run_forgets_what_is_left()
    {
        Interrupt("a", ("one", 1.0));
        using UnfinishedRun again = Open("a", fresh: true);
        Assert.Equal((0, 2.0), (again.Done, again.Part("one", () => 2.0)));
        Assert.Empty(_told);
    }

    [Fact]
    public void A_part_that_throws_is_not_kept()
    {
        using UnfinishedRun run = Open("a");
        Assert.Throws<InvalidOperationException>(() => run.Part<double>("one", Never));
        Assert.Equal(1.0, run.Part("one", () => 1.0));
    }

    [Property]
    public bool Numbers_come_back_to_the_same_bits(long bits, int floatBits)
    {
        var part = new Numbers(BitConverter.Int64BitsToDouble(bits), [BitConverter.Int32BitsToSingle(floatBits)]);
        return Same(part);
    }

    [Theory]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    [InlineData(double.NegativeInfinity)]
    [InlineData(-0.0)]
    [InlineData(double.Epsilon)]
    [InlineData(double.MaxValue)]
    public void Special_values_come_back_too(double value) => Assert.True(Same(new Numbers(value, [(float)value])));

    [Fact]
    public void What_a_kill_cut_short_is_made_again_and_nothing_before_it()
    {
        Interrupt("a", ("one", 1.0), ("two", 2.0));
        string file = Assert.Single(Directory.GetFiles(_folder));
        byte[] whole = File.ReadAllBytes(file);
        int second = Array.LastIndexOf(whole, (byte)'\n', whole.Length - 2) + 1;
        for (int length = second; length < whole.Length; length++)
        {
            File.WriteAllBytes(file, whole[..length]);
            using UnfinishedRun again = Open("a");
            Assert.Equal((1, 1.0), (again.Done, again.Part<double>("one", Never)));
            Assert.Equal(3.0, again.Part("two", () => 3.0));
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData("not ours\n")]
    [InlineData("\n\n\n")]
    [InlineData("b5bb9d8014a0f9b1d61e21e796d78dccdf1352f23cd32812f4850b878ae4944c not its hash\n")]
    public void A_foreign_file_is_no_error(string text)
    {
        Interrupt("a", ("one", 1.0));
        File.WriteAllText(Assert.Single(Directory.GetFiles(_folder)), text);
        using UnfinishedRun again = Open("a");
        Assert.Equal((0, 2.0), (again.Done, again.Part("one", () => 2.0)));
    }

    [Fact]
    public void A_changed_part_is_made_again()
    {
        Interrupt("a", ("one", 1.5));
        string file = Assert.Single(Directory.GetFiles(_folder));
        File.WriteAllText(file, File.ReadAllText(file).Replace("1.5", "2.5", StringComparison.Ordinal));
        using UnfinishedRun again = Open("a");
        Assert.Equal(3.0, again.Part("one", () => 3.0));
    }

    [Fact]
    public void A_run_whose_twin_is_running_keeps_nothing_and_says_so()
    {
        using UnfinishedRun first = Open("a");
        first.Part("one", () => 1.0);
        using (UnfinishedRun second = Open("a"))
        {
            Assert.False(second.IsKept);
            Assert.Equal(2.0, second.Part("one", () => 2.0));
            second.Finish();
        }

        Assert.StartsWith("this run is not kept against an interruption: ", Assert.Single(_told), StringComparison.Ordinal);
        first.Dispose();
        using UnfinishedRun again = Open("a");
        Assert.Equal(1.0, again.Part<double>("one", Never));
    }

    [Fact]
    public void A_folder_that_cannot_be_made_is_no_error()
    {
        string file = Path.Combine(_folder, "file");
        File.WriteAllText(file, string.Empty);
        using var run = new UnfinishedRun(file, "a", fresh: false, _told.Add);
        Assert.Equal((false, 1.0), (run.IsKept, run.Part("one", () => 1.0)));
        Assert.Single(_told);
    }

    [Fact]
    public void What_is_a_week_old_is_forgotten()
    {
        Interrupt("a", ("one", 1.0));
        Interrupt("b", ("one", 1.0));
        string[] files = Directory.GetFiles(_folder);
        File.SetLastWriteTimeUtc(files[0], DateTime.UtcNow.AddDays(-8));
        Interrupt("c");
        Assert.Equal([files[1]], Directory.GetFiles(_folder));
    }

    [Fact]
    public void A_draft_stands_until_the_part_is_whole()
    {
        using (UnfinishedRun run = Open("a"))
        {
            run.KeepDraft("one", () => "half");
        }

        using (UnfinishedRun again = Open("a"))
        {
            Assert.Equal((0, "half"), (again.Done, again.Draft<string>("one")));
            Assert.Equal("whole", again.Part("one", () => "whole"));
            Assert.Null(again.Draft<string>("one"));
        }

        using UnfinishedRun last = Open("a");
        Assert.Equal((1, null, "whole"), (last.Done, last.Draft<string>("one"), last.Part("one", () => "other")));
    }

    [Fact]
    public void Every_change_of_device_build_or_definition_is_another_run()
    {
        Machine machine = Machine.Of(TestDevices.Fastest, string.Empty, string.Empty) with { Date = default };
        var options = new GradientStudyOptions();
        string[] identities =
        [
            RunIdentity.Of(machine, "variance", options),
            RunIdentity.Of(machine, "main", options),
            RunIdentity.Of(machine with { Device = "another" }, "variance", options),
            RunIdentity.Of(machine with { Driver = "another" }, "variance", options),
            RunIdentity.Of(machine with { Commit = "another" }, "variance", options),
            RunIdentity.Of(machine with { Configuration = "another" }, "variance", options),
            RunIdentity.Of(machine, "variance", options with { Key = 1 }),
            RunIdentity.Of(machine, "variance", options with { Parameters = [1] }),
            RunIdentity.Of(machine, "variance", options with { RelativeHalfWidth = Math.BitIncrement(options.RelativeHalfWidth) }),
            RunIdentity.Of(machine, "variance", options with { Samples = [4], Logits = [options.Logits[^1]] }),
            RunIdentity.Of(machine, "variance", options.Reduced()),
        ];
        Assert.Equal(identities.Length, identities.Distinct().Count());
        Assert.Equal(identities[0], RunIdentity.Of(machine, "variance", new GradientStudyOptions()));
        Assert.All(["BayesBench", "BayesBench.Agreement", "BayesBench.Kernels", "BayesBench.Reference", "ILGPU", "ILGPU.Algorithms"], module =>
            Assert.Contains($"\"{module} ", identities[0], StringComparison.Ordinal));
        Assert.Equal(RunIdentity.Of(TestDevices.Fastest, "main", options), RunIdentity.Of(TestDevices.Fastest, "main", options));
    }

    private static double Never() => throw new InvalidOperationException("made again");

    private bool Same(Numbers part)
    {
        Interrupt("numbers", ("part", part));
        using UnfinishedRun again = Open("numbers");
        Numbers back = again.Part<Numbers>("part", () => throw new InvalidOperationException());
        again.Finish();
        // A NaN's payload is no number.
        return BitConverter.DoubleToInt64Bits(back.Value) == BitConverter.DoubleToInt64Bits(Plain(part.Value))
            && BitConverter.SingleToInt32Bits(back.Values[0]) == BitConverter.SingleToInt32Bits(float.IsNaN(part.Values[0]) ? float.NaN : part.Values[0]);
    }

    private static double Plain(double value) => double.IsNaN(value) ? double.NaN : value;

    private void Interrupt<T>(string identity, params (string Name, T Value)[] parts)
    {
        using UnfinishedRun run = Open(identity);
        foreach ((string name, T value) in parts)
        {
            run.Part(name, () => value);
        }
    }

    private void Interrupt(string identity) => Interrupt<double>(identity);

    private UnfinishedRun Open(string identity, bool fresh = false) =>
        new(_folder, identity, fresh, _told.Add, interval: TimeSpan.Zero);

    private sealed record Numbers(double Value, float[] Values);
}
