namespace BayesBench.Data;

/// <summary>
/// Fetches a file of known size and SHA-256 from the first mirror that serves it right. A cut connection is
/// taken up again where it broke, in this run or the next. The file has its name only when it is whole.
/// </summary>
public sealed class Downloader : IDisposable
{
    private readonly HttpClient _client;
    private readonly DownloadPolicy _policy;

    /// <summary>A downloader with its own connections.</summary>
    public Downloader(DownloadPolicy? policy = null)
    {
        _policy = policy ?? new();
        ArgumentOutOfRangeException.ThrowIfLessThan(_policy.Attempts, 1, nameof(policy));
        // Redirects are followed by hand, where their scheme is checked. No automatic decompression: a byte
        // range and a hash are of the bytes as sent.
        SocketsHttpHandler handler = new() { AllowAutoRedirect = false, ConnectTimeout = TimeSpan.FromSeconds(15) };
        _client = new(handler) { Timeout = Timeout.InfiniteTimeSpan };
        _client.DefaultRequestHeaders.UserAgent.ParseAdd("BayesBench");
        _client.DefaultRequestHeaders.AcceptEncoding.ParseAdd("identity");
    }

    /// <summary>Brings the file below <paramref name="root"/>, in place of what may stand there.</summary>
    /// <param name="file">What to fetch.</param>
    /// <param name="mirrors">Where from, in the order of trying.</param>
    /// <param name="root">The data directory; folders are made as needed.</param>
    /// <param name="progress">Told the file, the bytes held and the bytes expected, as they come.</param>
    /// <param name="cancellation">Stops the download and leaves the part for the next one to resume.</param>
    /// <exception cref="DownloadException">No mirror gave the file.</exception>
    /// <exception cref="IOException">The disk failed, or another process is fetching the same file.</exception>
    /// <exception cref="UnauthorizedAccessException">The data directory may not be written.</exception>
    public async Task FetchAsync(
        DataFile file, IReadOnlyList<Uri> mirrors, string root,
        IProgress<(string File, long Done, long Total)>? progress = null,
        CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(file);
        ArgumentNullException.ThrowIfNull(mirrors);
        await using PartFile part = new(file.At(root));
        List<MirrorException> failures = [];
        foreach (Uri address in mirrors)
        {
            try
            {
                Mirror mirror = new(_client, address, _policy.Silence);
                await FillRightAsync(part, file, mirror, progress, cancellation);
                part.Publish();
                return;
            }
            catch (MirrorException failure)
            {
                failures.Add(failure);
            }
        }

        throw new DownloadException(file, failures);
    }

    /// <summary>Closes the connections.</summary>
    public void Dispose() => _client.Dispose();

    private async Task FillRightAsync(
        PartFile part, DataFile file, Mirror mirror,
        IProgress<(string, long, long)>? progress, CancellationToken cancellation)
    {
        // A wrong hash convicts this mirror only if every byte came from it: otherwise it gets a second chance.
        for (bool inherited = part.Length > 0; ; inherited = false)
        {
            await FillAsync(part, file, mirror, progress, cancellation);
            string found = await part.Sha256Async(cancellation);
            if (found == file.Sha256)
            {
                return;
            }

            part.Restart();
            if (!inherited)
            {
                throw mirror.Fault(
                    MirrorFault.Lasting, $"gave a file with SHA-256 {found}, expected {file.Sha256}");
            }
        }
    }

    private async Task FillAsync(
        PartFile part, DataFile file, Mirror mirror,
        IProgress<(string, long, long)>? progress, CancellationToken cancellation)
    {
        for (int attempt = 1; part.Length < file.Size; attempt++)
        {
            try
            {
                await mirror.ReceiveAsync(part, file, progress, cancellation);
            }
            catch (MirrorException failure)
                when (failure.Kind == MirrorFault.Passing && attempt < _policy.Attempts)
            {
                await _policy.Pause(_policy.FirstPause * Math.Pow(2, attempt - 1), cancellation);
            }
        }
    }
}
