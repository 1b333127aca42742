using System.Text.Json;
using BayesBench.Data;
using Xunit;

namespace BayesBench.Properties.Data;

/// <summary>Fetch, list and verify on a small set of three files.</summary>
public sealed class DataCommandProperties : IDisposable
{
    private static readonly string[] Names = ["x", "y", "in/z"];
    private readonly Download _download = new(5_000);

    public void Dispose() => _download.Dispose();

    [Fact]
    public async Task Fetch_brings_all_and_a_second_one_asks_for_nothing()
    {
        await using LoopbackServer server = Good();
        DataCommand data = CommandFor(server);
        IReadOnlyList<FileReport> first = await FetchAsync(data);
        Assert.All(first, report => Assert.Equal((FileState.Present, true), (report.State, report.Fetched)));
        Assert.Equal(["files/x", "files/y", "files/in/z"], server.Requests.Select(request => request.Path));

        IReadOnlyList<FileReport> second = await FetchAsync(data);
        Assert.All(second, report => Assert.Equal((FileState.Present, false), (report.State, report.Fetched)));
        Assert.Equal(3, server.Requests.Count);
        Assert.Equal([new SetReport("set", "title", "terms", 15_000, 3, 0, 0)], data.List());
        Assert.True(data.List()[0].Whole);
    }

    [Fact]
    public async Task Fetch_brings_only_what_is_damaged_or_missing()
    {
        await using LoopbackServer server = Good();
        DataCommand data = CommandFor(server);
        await FetchAsync(data);
        byte[] damaged = [.. _download.Content];
        damaged[^1] ^= 1;
        _download.Leave(Path.Combine(_download.Root, "set", "x"), damaged);
        File.Delete(Path.Combine(_download.Root, "set", "in", "z"));
        Assert.Equal([new("set", "title", "terms", 15_000, 1, 1, 1)], data.List());

        IReadOnlyList<FileReport> again = await FetchAsync(data);
        Assert.Equal([true, false, true], again.Select(report => report.Fetched));
        Assert.All(data.Verify("set"), report => Assert.Equal(FileState.Present, report.State));
    }

    [Fact]
    public void Verify_gives_the_reason()
    {
        _download.Leave(Path.Combine(_download.Root, "set", "x"), _download.Content.AsSpan(1));
        _download.Leave(Path.Combine(_download.Root, "set", "y"), new byte[5_000]);
        string zeros = Download.FileOf("", new byte[5_000]).Sha256;
        Assert.Equal(
            [
                new("set/x", FileState.Damaged, "has 4999 bytes, expected 5000"),
                new("set/y", FileState.Damaged, $"has SHA-256 {zeros}, expected {_download.File.Sha256}"),
                new FileReport("set/in/z", FileState.Missing, "is not there"),
            ],
            new DataCommand(_download.Root, [SetAt("http://127.0.0.1")]).Verify("set"));
    }

    [Fact]
    public void A_report_is_plain_json() => Assert.Equal(
        """{"File":"set/x","State":"damaged","Reason":"r","Fetched":false}""",
        JsonSerializer.Serialize(new FileReport("set/x", FileState.Damaged, "r")));

    [Fact]
    public async Task A_file_that_nobody_has_does_not_stop_the_others()
    {
        await using LoopbackServer server = new((request, _) => request.Path == "files/y"
            ? Replies.Status("404 Not Found")
            : Replies.Good(request, _download.Content));
        IReadOnlyList<FileReport> reports = await FetchAsync(CommandFor(server));
        Assert.Equal(
            [FileState.Present, FileState.Missing, FileState.Present], reports.Select(report => report.State));
        Assert.Equal(
            $"set/y was not fetched: {server.At("files/y")} answered 404 Not Found.", reports[1].Reason);
    }

    [Fact]
    public async Task A_damaged_file_that_nobody_has_stays_damaged()
    {
        string path = Path.Combine(_download.Root, "set", "x");
        _download.Leave(path, [1, 2, 3]);
        await using LoopbackServer server = new((_, _) => Replies.Status("404 Not Found"));
        IReadOnlyList<FileReport> reports = await FetchAsync(CommandFor(server));
        Assert.Equal(FileState.Damaged, reports[0].State);
        Assert.Equal([1, 2, 3], await File.ReadAllBytesAsync(path, TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task With_no_network_the_rest_is_only_looked_at()
    {
        LoopbackServer gone = Good();
        DataCommand data = CommandFor(gone);
        await gone.DisposeAsync();
        IReadOnlyList<FileReport> reports = await FetchAsync(data);
        Assert.Contains("cannot be reached", reports[0].Reason, StringComparison.Ordinal);
        Assert.Equal(["is not there", "is not there"], reports.Skip(1).Select(report => report.Reason));
    }

    [Fact]
    public async Task No_reader_ever_sees_half_a_file()
    {
        string target = Path.Combine(_download.Root, "set", "x");
        List<bool> seen = [];
        await using LoopbackServer server = new((request, number) =>
        {
            seen.Add(File.Exists(target));
            return Replies.Dropped(request, _download.Content, number < 3 ? 1_000 : 5_000);
        });
        DataSet oneFile = SetAt(server.At("files").ToString());
        oneFile = oneFile with { Files = [oneFile.Files[0]] };
        await FetchAsync(new(_download.Root, [oneFile]));
        Assert.Equal([false, false, false, false], seen);
        Assert.Equal(_download.Content, await File.ReadAllBytesAsync(target, TestContext.Current.CancellationToken));
    }

    [Fact]
    public void An_unknown_set_is_named_together_with_the_known_ones()
    {
        ArgumentException error = Assert.Throws<ArgumentException>(() => new DataCommand().Verify("cifar"));
        Assert.Equal("set 'cifar' is not known; it must be one of mnist, uci, nist.", error.Message);
    }

    private LoopbackServer Good() => new((request, _) => Replies.Good(request, _download.Content));

    private DataCommand CommandFor(LoopbackServer server) =>
        new(_download.Root, [SetAt(server.At("files").ToString())]);

    private DataSet SetAt(string mirror) => new(
        "set", "title", "terms", [mirror + "/{path}"],
        [.. Names.Select(name => _download.File with { Path = $"set/{name}" })]);

    private async Task<IReadOnlyList<FileReport>> FetchAsync(DataCommand data)
    {
        using Downloader downloader = _download.Downloader();
        return await data.FetchAsync(
            "set", downloader, cancellation: TestContext.Current.CancellationToken);
    }
}
