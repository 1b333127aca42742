using System.Net;
using System.Net.Http.Headers;

namespace BayesBench.Data;

/// <summary>One address of one file: each request continues where the part ends.</summary>
internal sealed class Mirror(HttpClient client, Uri address, TimeSpan silence)
{
    private const int MostRedirects = 5;
    private EntityTagHeaderValue? _version;

    /// <summary>Asks for what the part still lacks and appends what comes.</summary>
    /// <exception cref="MirrorException">The part is not whole; its kind says whether to ask again.</exception>
    public async Task ReceiveAsync(
        PartFile part, DataFile file, IProgress<(string, long, long)>? progress, CancellationToken cancellation)
    {
        using CancellationTokenSource patience = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        using HttpResponseMessage response = await GuardAsync(
            () => RequestAsync(part.Length, patience.Token), patience, cancellation);
        Accept(response, part, file);
        await using Stream body = await response.Content.ReadAsStreamAsync(cancellation);
        byte[] buffer = new byte[1 << 16];
        while (true)
        {
            int count = await GuardAsync(
                async () => await body.ReadAsync(buffer, patience.Token), patience, cancellation);
            if (count == 0)
            {
                break;
            }

            if (part.Length + count > file.Size)
            {
                part.Restart();
                throw Fault(MirrorFault.Lasting, $"sent more than the expected {file.Size} bytes");
            }

            await part.AppendAsync(buffer.AsMemory(0, count));
            progress?.Report((file.Path, part.Length, file.Size));
        }

        if (part.Length < file.Size)
        {
            throw Fault(MirrorFault.Passing, $"ended after {part.Length} of {file.Size} bytes");
        }
    }

    /// <summary>A failure of this mirror.</summary>
    public MirrorException Fault(MirrorFault kind, string reason) => new(address, kind, reason);

    /// <summary>Checks the answer's head and brings the part to where the body begins.</summary>
    private void Accept(HttpResponseMessage response, PartFile part, DataFile file)
    {
        bool continues = response.StatusCode == HttpStatusCode.PartialContent && part.Length > 0;
        if (response.StatusCode == HttpStatusCode.RequestedRangeNotSatisfiable && part.Length > 0)
        {
            part.Restart();
            throw Fault(MirrorFault.Passing, "cannot continue the part held");
        }

        if (!continues && response.StatusCode != HttpStatusCode.OK)
        {
            bool passing = response.StatusCode is HttpStatusCode.RequestTimeout or HttpStatusCode.TooManyRequests
                || (int)response.StatusCode >= 500;
            throw Fault(
                passing ? MirrorFault.Passing : MirrorFault.Lasting,
                $"answered {(int)response.StatusCode} {response.ReasonPhrase}");
        }

        ContentRangeHeaderValue? range = response.Content.Headers.ContentRange;
        if (continues && range?.From != part.Length)
        {
            part.Restart();
            throw Fault(MirrorFault.Passing, $"answered with another range than asked for: {range}");
        }

        long? total = continues ? range?.Length : response.Content.Headers.ContentLength;
        if (total is not null && total != file.Size)
        {
            throw Fault(MirrorFault.Lasting, $"has a file of {total} bytes, expected {file.Size}");
        }

        if (!continues)
        {
            part.Restart();
        }

        // A weak tag does not promise equal bytes, and may not stand in If-Range.
        _version = response.Headers.ETag is { IsWeak: false } tag ? tag : null;
    }

    private async Task<HttpResponseMessage> RequestAsync(long from, CancellationToken cancellation)
    {
        Uri next = address;
        for (int redirects = 0; ; redirects++)
        {
            using HttpRequestMessage request = new(HttpMethod.Get, next);
            if (from > 0)
            {
                request.Headers.Range = new(from, null);
                request.Headers.IfRange = _version is null ? null : new(_version);
            }

            HttpResponseMessage response = await client.SendAsync(
                request, HttpCompletionOption.ResponseHeadersRead, cancellation);
            if ((int)response.StatusCode is not (301 or 302 or 303 or 307 or 308)
                || response.Headers.Location is not { } location)
            {
                return response;
            }

            response.Dispose();
            next = Redirect(next, location, redirects);
        }
    }

    private Uri Redirect(Uri from, Uri location, int redirects)
    {
        Uri to = new(from, location);
        bool allowed = to.Scheme == Uri.UriSchemeHttps
            || (to.Scheme == Uri.UriSchemeHttp && from.Scheme == Uri.UriSchemeHttp);
        if (!allowed)
        {
            throw Fault(MirrorFault.Lasting, $"redirects to {to}, which is not https (or http from http)");
        }

        return redirects < MostRedirects
            ? to
            : throw Fault(MirrorFault.Lasting, $"redirects more than {MostRedirects} times");
    }

    /// <summary>Runs one step of the conversation and names what the network did to it.</summary>
    private async Task<T> GuardAsync<T>(
        Func<Task<T>> step, CancellationTokenSource patience, CancellationToken cancellation)
    {
        patience.CancelAfter(silence);
        try
        {
            return await step();
        }
        catch (Exception error) when (IsUnreachable(error, cancellation))
        {
            throw Fault(MirrorFault.Unreachable, $"cannot be reached: {error.Message}");
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            throw Fault(MirrorFault.Passing, $"was silent for {silence.TotalSeconds} s");
        }
        catch (Exception error) when (error is HttpRequestException or IOException)
        {
            throw Fault(MirrorFault.Passing, $"dropped the connection: {error.Message}");
        }
    }

    // A connect timeout comes as a cancellation that wraps a TimeoutException.
    private static bool IsUnreachable(Exception error, CancellationToken cancellation) => error switch
    {
        HttpRequestException request => request.HttpRequestError
            is HttpRequestError.NameResolutionError or HttpRequestError.ConnectionError
            or HttpRequestError.SecureConnectionError or HttpRequestError.ProxyTunnelError,
        OperationCanceledException { InnerException: TimeoutException } => !cancellation.IsCancellationRequested,
        _ => false,
    };
}
