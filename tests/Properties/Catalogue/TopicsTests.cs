using BayesBench.Catalogue;
using BayesBench.Properties.Program;
using BayesBench.Results;
using BayesBench.Tests.Support;
using Xunit;

namespace BayesBench.Properties.Catalogue;

/// <summary>The tables of topics say what the results folders say, and which of them.</summary>
public sealed class TopicsTests : IDisposable
{
    private readonly string _root = Directory.CreateTempSubdirectory("bayesbench-").FullName;

    public void Dispose() => Directory.Delete(_root, recursive: true);

    [Fact]
    public void A_room_has_the_worst_error_the_median_ratio_and_every_library()
    {
        ResultsFolder results = ReportTests.Fill(Path.Combine(_root, "results", "gpu"));
        ThroughputRow time = results.Throughput[0];
        results.Verified = [new("sigmoid.value", "d", 1, 0, 0.25, null), new("softplus.value", "d", 1, 0, 0.875, null), new("not.here", "d", 1, 0, 5, null)];
        results.Throughput =
        [
            time with { Id = "sigmoid.value", WorkingSet = "warm", Ratio = 1 },
            time with { Id = "sigmoid.value", WorkingSet = "cold", Ratio = 4, KernelNanoseconds = 2 },
            time with { Id = "softplus.value", WorkingSet = "cold", Ratio = 12345 },
        ];
        PeerRow peer = new("softplus.value", "w", "A, a way", "h", "d", 1, 1, 1, 1, 3, 3, 2, 4, "v", "r", "c", "d");
        results.Peers = [peer, peer with { Peer = "draws alone, ours" }];
        Csv.Write<TorchRow>(
            Path.Combine(results.Path, "torch.csv"),
            [new("sigmoid.value", "a | b", "eager", 1, 1, null, "v", "d"), new("softplus.value", "w", "eager", 1, null, null, "v", "d", "failed")]);
        MeasuredRun run = Assert.Single(MeasuredRun.All(_root));
        Assert.Equal(("results/gpu", "a GPU"), (run.Folder, run.Name));
        string[] ids = ["sigmoid.value", "softplus.value", "elementary.exp"];
        Assert.Equal([0.25, 0.875], run.Verified(ids).Select(row => row.ShareOfBound));
        Assert.Equal([4, 12345], run.Ratios(ids));
        Assert.Equal(
            [new("PyTorch on a GPU, eager", "a | b", 0.5, null, null), new("A, a way", "w", 3, 2, 4)], run.Peers(ids));
        Assert.Equal("A", run.Peers(["softplus.value"])[0].Library);
    }

    [Theory]
    [InlineData("", new double[0])]
    [InlineData("2.5", new[] { 2.5 })]
    [InlineData("3 (1 … 12,300)", new[] { 12345, 1.0, 3 })]
    [InlineData("2 (0.123 … 999)", new[] { 999, 1.5, 2.5, 0.1234 })]
    public void Ratios_are_a_median_and_a_range(string text, double[] ratios) =>
        Assert.Equal(text, MeasuredRun.MedianAndRange(ratios));

    [Fact]
    public void Every_topic_is_there_with_its_reference_and_all_views_or_reasons()
    {
        IReadOnlyList<TopicEntry> topics = TopicEntry.All(Repository.Required());
        Assert.Equal(topics.Select(topic => topic.Name).Order(StringComparer.Ordinal), topics.Select(topic => topic.Name));
        Assert.Superset(Statements.Topics.ToHashSet(), topics.Select(topic => topic.Name).ToHashSet());
        Assert.Contains(topics, topic => topic is { Name: "Numerics/SpecialFunctions", Reference: "src/Reference/Numerics/SpecialFunctions.Beta.cs" });
        TopicEntry host = Assert.Single(topics, topic => topic.Name == "Statistics/ChiSquare");
        Assert.Equal(("Statistics", 0, 3), (host.Room, host.Ids.Count, host.Views.Count(view => view.MissingBecause is not null)));
    }
}
