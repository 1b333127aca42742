using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace BayesBench.Properties.Data;

/// <summary>What a client asked for.</summary>
public sealed record Request(string Path, long? From, string? IfRange);

/// <summary>
/// A web server on the loopback interface that answers as told, byte by byte: a reply writes to the socket
/// whatever it likes and the connection closes when it returns. Requests are kept for the test to look at.
/// </summary>
public sealed class LoopbackServer : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stop = new();
    private readonly Func<Request, int, Reply> _answer;
    private readonly List<Request> _requests = [];
    private readonly Task _serving;

    /// <param name="answer">The reply to a request, given also its number, from 0.</param>
    public LoopbackServer(Func<Request, int, Reply> answer)
    {
        _answer = answer;
        _listener.Start();
        _serving = ServeAsync();
    }

    /// <summary>Writes an answer; the token is the end of the server.</summary>
    public delegate Task Reply(Stream client, CancellationToken stop);

    public IReadOnlyList<Request> Requests
    {
        get
        {
            lock (_requests)
            {
                return [.. _requests];
            }
        }
    }

    public Uri At(string path) => new($"http://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}/{path}");

    public async ValueTask DisposeAsync()
    {
        // The listener ends last: it may be asked for one more client, and refuses only while it listens.
        await _stop.CancelAsync();
        await _serving;
        _listener.Stop();
        _stop.Dispose();
    }

    private async Task ServeAsync()
    {
        try
        {
            while (true)
            {
                using TcpClient client = await _listener.AcceptTcpClientAsync(_stop.Token);
                await AnswerAsync(client.GetStream());
            }
        }
        catch (Exception error) when (error is OperationCanceledException or SocketException)
        {
            // The test is over.
        }
    }

    private async Task AnswerAsync(NetworkStream stream)
    {
        try
        {
            Request request = await ReadRequestAsync(stream);
            int number;
            lock (_requests)
            {
                number = _requests.Count;
                _requests.Add(request);
            }

            await _answer(request, number)(stream, _stop.Token);
        }
        catch (IOException)
        {
            // The client went away in the middle, as clients do.
        }
    }

    private static async Task<Request> ReadRequestAsync(Stream stream)
    {
        using StreamReader reader = new(stream, Encoding.ASCII, leaveOpen: true);
        string path = (await reader.ReadLineAsync())!.Split(' ')[1].TrimStart('/');
        long? from = null;
        string? ifRange = null;
        while (await reader.ReadLineAsync() is { Length: > 0 } header)
        {
            string[] parts = header.Split(": ", 2);
            switch (parts[0].ToUpperInvariant())
            {
                case "RANGE":
                    from = long.Parse(parts[1]["bytes=".Length..].TrimEnd('-'), CultureInfo.InvariantCulture);
                    break;
                case "IF-RANGE":
                    ifRange = parts[1];
                    break;
            }
        }

        return new(path, from, ifRange);
    }
}
