using System.Security.Cryptography;
using BayesBench.Data;
using Xunit;

namespace BayesBench.Properties.Data;

/// <summary>A file to fetch, an empty data directory for it, and a downloader that never waits.</summary>
public sealed class Download : IDisposable
{
    private readonly DirectoryInfo _directory = Directory.CreateTempSubdirectory("bayesbench-");

    public Download(int size = 200_000)
    {
        Content = new byte[size];
        new System.Random(size).NextBytes(Content);
        File = FileOf("set/file.bin", Content);
    }

    public byte[] Content { get; }

    public DataFile File { get; }

    public string Root => _directory.FullName;

    public string Target => File.At(Root);

    public string Part => Target + ".part";

    /// <summary>The pauses taken between attempts, in order.</summary>
    public List<TimeSpan> Pauses { get; } = [];

    public static DataFile FileOf(string path, byte[] content) =>
        new(path, content.Length, Convert.ToHexStringLower(SHA256.HashData(content)));

    public Downloader Downloader(TimeSpan? silence = null) => new(new()
    {
        Attempts = 4,
        Silence = silence ?? TimeSpan.FromSeconds(20),
        Pause = (pause, _) =>
        {
            Pauses.Add(pause);
            return Task.CompletedTask;
        },
    });

    public async Task FetchAsync(params Uri[] mirrors)
    {
        using Downloader downloader = Downloader();
        // A download that goes round in circles is to fail, not to hang.
        using CancellationTokenSource deadline = CancellationTokenSource.CreateLinkedTokenSource(
            TestContext.Current.CancellationToken);
        deadline.CancelAfter(TimeSpan.FromMinutes(1));
        await downloader.FetchAsync(File, mirrors, Root, cancellation: deadline.Token);
    }

    public Task FetchAsync(LoopbackServer server) => FetchAsync(server.At("a"));

    public void Leave(string path, ReadOnlySpan<byte> bytes)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        System.IO.File.WriteAllBytes(path, bytes);
    }

    /// <summary>The file is there, whole, and nothing is beside it.</summary>
    public void AssertWhole()
    {
        Assert.Equal(Content, System.IO.File.ReadAllBytes(Target));
        Assert.Equal([Target], Directory.GetFiles(Path.GetDirectoryName(Target)!));
    }

    /// <summary>Nothing has the file's name; the part, if any, is a beginning of the content.</summary>
    public void AssertNoFile(int held)
    {
        Assert.False(System.IO.File.Exists(Target));
        Assert.Equal(held > 0, System.IO.File.Exists(Part));
        if (held > 0)
        {
            Assert.Equal(Content[..held], System.IO.File.ReadAllBytes(Part));
        }
    }

    public void Dispose() => _directory.Delete(recursive: true);
}
