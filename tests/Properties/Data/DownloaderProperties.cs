using BayesBench.Data;
using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using Xunit;

namespace BayesBench.Properties.Data;

/// <summary>However the server drops, truncates and lies: the whole file, or none and one clear error.</summary>
public sealed class DownloaderProperties
{
    [Fact]
    public async Task Brings_what_a_good_server_has()
    {
        using Download download = new();
        await using LoopbackServer server = new((request, _) => Replies.Good(request, download.Content));
        await download.FetchAsync(server);
        download.AssertWhole();
        Assert.Equal([new Request("a", null, null)], server.Requests);
    }

    [Fact]
    public async Task Continues_where_the_connection_dropped()
    {
        using Download download = new();
        await using LoopbackServer server = new((request, number) =>
            Replies.Dropped(request, download.Content, number == 0 ? 70_000 : int.MaxValue));
        await download.FetchAsync(server);
        download.AssertWhole();
        Assert.Equal([new("a", null, null), new Request("a", 70_000, "\"v1\"")], server.Requests);
    }

    [Fact]
    public async Task Continues_after_a_silent_truncation()
    {
        using Download download = new();
        await using LoopbackServer server = new((request, number) => number == 0
            ? Replies.Unmeasured(download.Content[..50_000])
            : Replies.Good(request, download.Content));
        await download.FetchAsync(server);
        download.AssertWhole();
        Assert.Equal([null, 50_000], server.Requests.Select(request => request.From));
    }

    [Fact]
    public async Task Survives_a_reset_connection()
    {
        using Download download = new();
        await using LoopbackServer server = new((request, number) => number == 0
            ? Replies.Reset(request, download.Content, 70_000)
            : Replies.Good(request, download.Content));
        await download.FetchAsync(server);
        download.AssertWhole();
        Assert.Equal(2, server.Requests.Count);
    }

    [Fact]
    public async Task Asks_a_busy_server_again()
    {
        using Download download = new();
        await using LoopbackServer server = new((request, number) => number == 0
            ? Replies.Status("503 Service Unavailable")
            : Replies.Good(request, download.Content));
        await download.FetchAsync(server);
        download.AssertWhole();
        Assert.Single(download.Pauses);
    }

    [Fact]
    public async Task Never_holds_more_than_the_expected_bytes()
    {
        using Download download = new();
        using Downloader downloader = download.Downloader();
        await using LoopbackServer server = new((_, _) => Replies.Unmeasured(new byte[10 * download.Content.Length]));
        List<long> seen = [];
        await Assert.ThrowsAsync<DownloadException>(() => downloader.FetchAsync(
            download.File, [server.At("a")], download.Root, new Watcher(seen.Add),
            TestContext.Current.CancellationToken));
        Assert.InRange(seen.Max(), 1, download.Content.Length);
        download.AssertNoFile(held: 0);
    }

    [Property(MaxTest = 20, Replay = "(17,29)")]
    public Property Any_three_drops_end_in_the_whole_file() => Prop.ForAll(
        Gen.Choose(0, 9_000).ListOf(3).ToArbitrary(), async cuts =>
        {
            using Download download = new(9_000);
            await using LoopbackServer server = new((request, number) =>
                Replies.Dropped(request, download.Content, number < 3 ? cuts[number] : int.MaxValue));
            await download.FetchAsync(server);
            download.AssertWhole();
        });

    [Property(MaxTest = 20, Replay = "(17,29)")]
    public Property Any_beginning_left_by_a_killed_run_is_continued() => Prop.ForAll(
        Gen.Choose(0, 9_000).ToArbitrary(), async held =>
        {
            using Download download = new(9_000);
            download.Leave(download.Part, download.Content.AsSpan(0, held));
            await using LoopbackServer server = new((request, _) => Replies.Good(request, download.Content));
            await download.FetchAsync(server);
            download.AssertWhole();
            Assert.Equal(
                held == 9_000 ? [] : [held == 0 ? null : held], server.Requests.Select(request => request.From));
        });

    [Fact]
    public async Task Any_rubbish_left_is_replaced()
    {
        foreach (int length in (int[])[1, 5_000, 9_000, 20_000])
        {
            using Download download = new(9_000);
            download.Leave(download.Part, new byte[length]);
            await using LoopbackServer server = new((request, _) => Replies.Good(request, download.Content));
            await download.FetchAsync(server);
            download.AssertWhole();
        }
    }

    [Fact]
    public async Task Starts_anew_where_the_server_has_no_ranges()
    {
        using Download download = new();
        download.Leave(download.Part, download.Content.AsSpan(0, 1_000));
        await using LoopbackServer server = new((_, _) => Replies.Whole(download.Content));
        await download.FetchAsync(server);
        download.AssertWhole();
        Assert.Equal([1_000], server.Requests.Select(request => request.From));
    }

    [Fact]
    public async Task Starts_anew_where_the_file_changed_on_the_server()
    {
        using Download download = new();
        byte[] old = new byte[download.Content.Length];
        await using LoopbackServer server = new((request, number) => number == 0
            ? Replies.Dropped(request, old, 60_000)
            : Replies.Good(request, download.Content, "\"v2\""));
        await download.FetchAsync(server);
        download.AssertWhole();
        Assert.Equal([null, "\"v1\""], server.Requests.Select(request => request.IfRange));
    }

    [Theory]
    [InlineData("416 Range Not Satisfiable")]
    [InlineData("206 Partial Content\r\nContent-Range: bytes 5-9/200000")]
    public async Task Starts_anew_where_the_part_cannot_be_continued(string status)
    {
        using Download download = new();
        download.Leave(download.Part, download.Content.AsSpan(0, 1_000));
        await using LoopbackServer server = new((request, _) => request.From is null
            ? Replies.Good(request, download.Content)
            : Replies.Status(status));
        await download.FetchAsync(server);
        download.AssertWhole();
        Assert.Equal([1_000, null], server.Requests.Select(request => request.From));
    }

    [Fact]
    public async Task Follows_a_redirect_with_its_range()
    {
        using Download download = new();
        download.Leave(download.Part, download.Content.AsSpan(0, 1_000));
        await using LoopbackServer server = new((request, _) => request.Path == "a"
            ? Replies.Status("302 Found\r\nLocation: /b")
            : Replies.Good(request, download.Content));
        await download.FetchAsync(server);
        download.AssertWhole();
        Assert.Equal([("a", 1_000), ("b", 1_000)], server.Requests.Select(r => (r.Path, r.From)));
    }

    [Fact]
    public async Task Cancelling_leaves_the_part_and_the_next_run_continues()
    {
        using Download download = new();
        using Downloader downloader = download.Downloader();
        using CancellationTokenSource cancel = new();
        await using LoopbackServer server = new((_, _) => Replies.Stalled(download.Content, 80_000));
        Watcher cancelAtTheStall = new(done =>
        {
            if (done == 80_000)
            {
                cancel.Cancel();
            }
        });
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => downloader.FetchAsync(
            download.File, [server.At("a")], download.Root, cancelAtTheStall, cancel.Token));
        download.AssertNoFile(held: 80_000);
        await using LoopbackServer again = new((request, _) => Replies.Good(request, download.Content));
        await download.FetchAsync(again);
        download.AssertWhole();
        Assert.Equal([80_000], again.Requests.Select(request => request.From));
    }

    [Fact]
    public async Task Progress_only_grows_and_ends_at_the_size()
    {
        using Download download = new();
        using Downloader downloader = download.Downloader();
        await using LoopbackServer server = new((request, _) => Replies.Dropped(request, download.Content, 90_000));
        List<long> seen = [];
        await downloader.FetchAsync(
            download.File, [server.At("a")], download.Root, new Watcher(seen.Add),
            TestContext.Current.CancellationToken);
        Assert.Equal(seen.Order(), seen);
        Assert.Equal(download.Content.Length, seen[^1]);
    }

    [Fact]
    public async Task Only_one_download_holds_the_part()
    {
        using Download download = new();
        using Downloader downloader = download.Downloader();
        using CancellationTokenSource cancel = new();
        TaskCompletionSource begun = new();
        await using LoopbackServer server = new((_, _) => Replies.Stalled(download.Content, 1_000));
        Task first = downloader.FetchAsync(
            download.File, [server.At("a")], download.Root, new Watcher(_ => begun.TrySetResult()), cancel.Token);
        await begun.Task;
        IOException error = await Assert.ThrowsAsync<IOException>(() => download.FetchAsync(server.At("b")));
        Assert.Contains(download.Part, error.Message, StringComparison.Ordinal);
        await cancel.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => first);
        Assert.Equal(["a"], server.Requests.Select(request => request.Path));
    }

    /// <summary>Synchronous, unlike <see cref="Progress{T}"/>: the downloader waits for it.</summary>
    private sealed class Watcher(Action<long> see) : IProgress<(string File, long Done, long Total)>
    {
        public void Report((string File, long Done, long Total) value) => see(value.Done);
    }
}
