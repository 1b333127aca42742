using BayesBench.Data;
using Xunit;

namespace BayesBench.Properties.Data;

/// <summary>A mirror that will not do is left for the next one; when none will, the error says all of it.</summary>
public sealed class MirrorProperties
{
    private static readonly byte[] Lie = new byte[200_000];

    private static readonly Dictionary<string, string> Reasons = new()
    {
        ["missing"] = "answered 404",
        ["lying"] = "gave a file with SHA-256 ",
        ["shorter"] = "has a file of 10 bytes, expected 200000",
        ["longer"] = "has a file of 200001 bytes, expected 200000",
        ["overlong"] = "sent more than the expected 200000 bytes",
        ["busy"] = "answered 503",
        ["truncating"] = "ended after 100 of 200000 bytes",
        ["dropping"] = "dropped the connection",
        ["redirecting to a file"] = "redirects to file:///etc/hostname",
        ["redirecting forever"] = "redirects more than 5 times",
    };

    public static TheoryData<string> Faults => [.. Reasons.Keys];

    [Theory]
    [MemberData(nameof(Faults))]
    public async Task The_next_mirror_helps(string fault)
    {
        using Download download = new();
        await using LoopbackServer server = new((request, _) => request.Path == "good"
            ? Replies.Good(request, download.Content)
            : Faulty(fault, request, download.Content));
        await download.FetchAsync(server.At("bad"), server.At("good"));
        download.AssertWhole();
    }

    [Theory]
    [MemberData(nameof(Faults))]
    public async Task With_no_other_mirror_the_error_names_file_mirror_and_reason(string fault)
    {
        using Download download = new();
        await using LoopbackServer server = new((request, _) => Faulty(fault, request, download.Content));
        DownloadException error = await Assert.ThrowsAsync<DownloadException>(() => download.FetchAsync(server));
        Assert.StartsWith(
            $"set/file.bin was not fetched: {server.At("a")} {Reasons[fault]}",
            error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', error.Message);
        Assert.False(error.Unreachable);
        Assert.False(File.Exists(download.Target));
    }

    [Fact]
    public async Task The_error_of_a_lie_has_both_hashes_of_every_mirror()
    {
        using Download download = new();
        await using LoopbackServer server = new((_, _) => Replies.Whole(Lie));
        DownloadException error = await Assert.ThrowsAsync<DownloadException>(
            () => download.FetchAsync(server.At("a"), server.At("b")));
        string reason = $"gave a file with SHA-256 {Download.FileOf("", Lie).Sha256}, "
            + $"expected {download.File.Sha256}";
        Assert.Equal(
            $"set/file.bin was not fetched: {server.At("a")} {reason}; {server.At("b")} {reason}.", error.Message);
        download.AssertNoFile(held: 0);
        Assert.Equal(["a", "b"], server.Requests.Select(request => request.Path));
    }

    [Fact]
    public async Task A_part_of_a_lying_mirror_does_not_convict_the_next_one()
    {
        using Download download = new();
        await using LoopbackServer server = new((request, _) => request.Path == "good"
            ? Replies.Good(request, download.Content)
            : Replies.Dropped(request, Lie, 100));
        await download.FetchAsync(server.At("bad"), server.At("good"));
        download.AssertWhole();
    }

    [Fact]
    public async Task Attempts_are_bounded_and_pauses_double()
    {
        using Download download = new();
        await using LoopbackServer server = new((request, _) => Replies.Dropped(request, download.Content, 100));
        await Assert.ThrowsAsync<DownloadException>(() => download.FetchAsync(server));
        Assert.Equal([null, 100, 200, 300], server.Requests.Select(request => request.From));
        Assert.Equal([0.5, 1, 2], download.Pauses.Select(pause => pause.TotalSeconds));
        download.AssertNoFile(held: 400);
    }

    [Fact]
    public async Task What_is_refused_is_not_asked_for_again()
    {
        using Download download = new();
        await using LoopbackServer server = new((_, _) => Replies.Status("404 Not Found"));
        await Assert.ThrowsAsync<DownloadException>(() => download.FetchAsync(server));
        Assert.Single(server.Requests);
        Assert.Empty(download.Pauses);
    }

    [Fact]
    public async Task A_silent_server_counts_as_dropped()
    {
        using Download download = new();
        using Downloader downloader = download.Downloader(silence: TimeSpan.FromSeconds(0.2));
        await using LoopbackServer server = new((_, _) => Replies.Stalled(download.Content, 100));
        // The server is still busy with the first stalled client when the others queue up: they hear nothing.
        DownloadException error = await Assert.ThrowsAsync<DownloadException>(() => downloader.FetchAsync(
            download.File, [server.At("a")], download.Root,
            cancellation: TestContext.Current.CancellationToken));
        Assert.Contains("was silent for 0.2 s", error.Message, StringComparison.Ordinal);
        Assert.Equal(3, download.Pauses.Count);
        download.AssertNoFile(held: 100);
    }

    [Fact]
    public async Task Nobody_there_is_unreachable()
    {
        using Download download = new();
        LoopbackServer gone = new((_, _) => Replies.Status("404 Not Found"));
        Uri address = gone.At("a");
        await gone.DisposeAsync();
        DownloadException error = await Assert.ThrowsAsync<DownloadException>(() => download.FetchAsync(address));
        Assert.True(error.Unreachable);
        Assert.Contains("cannot be reached", error.Message, StringComparison.Ordinal);
        download.AssertNoFile(held: 0);
    }

    private static LoopbackServer.Reply Faulty(string fault, Request request, byte[] content) => fault switch
    {
        "missing" => Replies.Status("404 Not Found"),
        "lying" => Replies.Good(request, Lie),
        "shorter" => Replies.Whole(content[..10]),
        "longer" => Replies.Whole([.. content, 0]),
        "overlong" => Replies.Unmeasured([.. content, .. Lie]),
        "busy" => Replies.Status("503 Service Unavailable"),
        "truncating" => Replies.Unmeasured(content[..100]),
        "dropping" => Replies.Dropped(request, content, 100),
        "redirecting to a file" => Replies.Status("302 Found\r\nLocation: file:///etc/hostname"),
        "redirecting forever" => Replies.Status("302 Found\r\nLocation: /a"),
        _ => throw new ArgumentOutOfRangeException(nameof(fault), fault, "is no fault."),
    };
}
