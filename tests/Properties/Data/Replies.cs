using System.Net.Sockets;
using System.Text;

namespace BayesBench.Properties.Data;

/// <summary>How servers answer, and how they misbehave.</summary>
public static class Replies
{
    /// <summary>The whole content, whatever was asked: a server without ranges.</summary>
    public static LoopbackServer.Reply Whole(byte[] content) => (client, stop) =>
        SendAsync(client, $"200 OK\r\nContent-Length: {content.Length}", content, stop);

    /// <summary>What was asked of the content, as a good server does.</summary>
    public static LoopbackServer.Reply Good(Request request, byte[] content, string tag = "\"v1\"") =>
        Dropped(request, content, content.Length, tag);

    /// <summary>A good server that closes the connection after that many bytes of the body.</summary>
    public static LoopbackServer.Reply Dropped(
        Request request, byte[] content, int after, string tag = "\"v1\"") => (client, stop) =>
    {
        bool resumes = request.From is not null && (request.IfRange is null || request.IfRange == tag);
        int from = resumes ? (int)request.From!.Value : 0;
        string status = resumes
            ? $"206 Partial Content\r\nContent-Range: bytes {from}-{content.Length - 1}/{content.Length}"
            : "200 OK";
        return SendAsync(
            client, $"{status}\r\nETag: {tag}\r\nContent-Length: {content.Length - from}",
            content.AsMemory(from, Math.Min(content.Length - from, after)), stop);
    };

    /// <summary>The same with the connection reset, which may also take with it what was on the way.</summary>
    public static LoopbackServer.Reply Reset(Request request, byte[] content, int after) => async (client, stop) =>
    {
        await Dropped(request, content, after)(client, stop);
        Socket socket = ((NetworkStream)client).Socket;
        socket.LingerState = new(enable: true, seconds: 0);
        socket.Close();
    };

    /// <summary>That many bytes and then nothing, with the connection open.</summary>
    public static LoopbackServer.Reply Stalled(byte[] content, int after) => async (client, stop) =>
    {
        await SendAsync(client, $"200 OK\r\nContent-Length: {content.Length}", content.AsMemory(0, after), stop);
        await Task.Delay(Timeout.InfiniteTimeSpan, stop);
    };

    /// <summary>A body with no length, ended by closing the connection: nothing tells a cut from the end.</summary>
    public static LoopbackServer.Reply Unmeasured(byte[] body) => (client, stop) =>
        SendAsync(client, "200 OK", body, stop);

    /// <summary>A status line, further headers if any, and no body.</summary>
    public static LoopbackServer.Reply Status(string status) => (client, stop) =>
        SendAsync(client, $"{status}\r\nContent-Length: 0", default, stop);

    private static async Task SendAsync(Stream client, string head, ReadOnlyMemory<byte> body, CancellationToken stop)
    {
        await client.WriteAsync(Encoding.ASCII.GetBytes($"HTTP/1.1 {head}\r\nConnection: close\r\n\r\n"), stop);
        await client.WriteAsync(body, stop);
        await client.FlushAsync(stop);
    }
}
