using BayesBench.Numerics;
using BayesBench.Tests.Support;
using Xunit;

namespace BayesBench.Properties.Numerics;

/// <summary>The command behind <c>docs/accuracy.md</c>.</summary>
public sealed class AccuracyCommandTests : IDisposable
{
    private readonly string _file = Path.GetTempFileName();

    [Fact]
    public void A_run_of_one_function_keeps_the_rows_of_the_others()
    {
        File.Delete(_file);
        Assert.True(Run("sigmoid.value"));
        Assert.True(Run("elementary.exp"));
        string[] before = Rows();
        Assert.Equal(["elementary.exp", "sigmoid.value"], before.Select(Id)); // in the order of the sweep
        Assert.All(before, row => Assert.Contains($"| {AccuracyCommand.Stratified} | {TestDevices.Fastest} |", row, StringComparison.Ordinal));
        Assert.True(Run("elementary.exp"));
        Assert.Equal(before, Rows());
    }

    [Fact]
    public void An_unknown_function_is_refused_with_the_known_ones() => Assert.StartsWith(
        "function is 'sine'; it must be one of elementary.log, log-one-plus.value, ",
        Assert.Throws<ArgumentException>(() => Run("sine")).Message,
        StringComparison.Ordinal);

    public void Dispose() => File.Delete(_file);

    private bool Run(string function) => AccuracyCommand.Run(
        TestDevices.Fastest, exhaustive: false, function, _file, TextWriter.Null, TestContext.Current.CancellationToken)
        .All(row => row.IsWithin);

    private string[] Rows() => [.. File.ReadLines(_file).Where(line => line.StartsWith("| ", StringComparison.Ordinal)).Skip(1)];

    private static string Id(string row) => row.Split('|')[1].Trim();
}
