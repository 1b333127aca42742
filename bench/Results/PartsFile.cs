using System.Security.Cryptography;
using System.Text;

namespace BayesBench.Results;

/// <summary>
/// Lines that outlive the process that wrote them, each under its SHA-256. The file is held against every other process
/// while it is open, by a lock that dies with its owner: data and lock are one file, so neither can be had without the other.
/// </summary>
internal sealed class PartsFile : IDisposable
{
    private const int HashLength = 2 * SHA256.HashSizeInBytes;

    private readonly string _path;
    private readonly FileStream _stream;

    /// <summary>Opens what an earlier process left, or an empty file.</summary>
    /// <exception cref="IOException">Another process holds it, or it cannot be made.</exception>
    /// <exception cref="UnauthorizedAccessException">It cannot be made.</exception>
    public PartsFile(string path)
    {
        _path = path;
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        // No buffer: what was appended is in the file, also after a kill.
        _stream = new(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, bufferSize: 0);
        Lines = [.. Read()];
    }

    /// <summary>The whole lines that were found.</summary>
    public string[] Lines { get; }

    /// <summary>Adds a line.</summary>
    public void Append(string line) => _stream.Write(Encoding.UTF8.GetBytes($"{Hash(line)} {line}\n"));

    /// <summary>Throws away what is held.</summary>
    public void Clear() => _stream.SetLength(0);

    /// <summary>Throws away the file; nobody takes up what it held, even if its name stays.</summary>
    public void Remove()
    {
        Clear();
        _stream.Dispose();
        try
        {
            File.Delete(_path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // Somebody has opened the empty file since.
        }
    }

    /// <summary>Throws away a file that no process holds.</summary>
    public static void RemoveUnheld(string path)
    {
        try
        {
            using (new FileStream(path, FileMode.Open, FileAccess.ReadWrite, FileShare.None))
            {
            }

            File.Delete(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // It is held, or gone.
        }
    }

    public void Dispose() => _stream.Dispose();

    // A line that was cut short or changed ends what can be trusted: it and the rest are cut off.
    private List<string> Read()
    {
        var bytes = new byte[_stream.Length];
        _stream.ReadExactly(bytes);
        var lines = new List<string>();
        int start = 0;
        while (Next(bytes.AsSpan(start)) is { } line)
        {
            lines.Add(line);
            start += HashLength + 1 + Encoding.UTF8.GetByteCount(line) + 1;
        }

        _stream.SetLength(start);
        _stream.Position = start;
        return lines;
    }

    private static string? Next(ReadOnlySpan<byte> bytes)
    {
        int end = bytes.IndexOf((byte)'\n');
        if (end <= HashLength)
        {
            return null;
        }

        string line = Encoding.UTF8.GetString(bytes[(HashLength + 1)..end]);
        return bytes[..(HashLength + 1)].SequenceEqual(Encoding.UTF8.GetBytes(Hash(line) + " ")) ? line : null;
    }

    private static string Hash(string line) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(line)));
}
