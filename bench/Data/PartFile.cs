using System.Security.Cryptography;

namespace BayesBench.Data;

/// <summary>
/// The bytes of a file received so far, in <c>&lt;file&gt;.part</c> beside it. They stay there when a download
/// is cut short and take the file's name only when they are whole, in one rename.
/// </summary>
internal sealed class PartFile : IAsyncDisposable
{
    private readonly string _target;
    private readonly string _path;
    private readonly FileStream _stream;

    /// <summary>Opens what an earlier download left, or an empty part; no other process may hold it.</summary>
    public PartFile(string target)
    {
        _target = target;
        _path = target + ".part";
        Directory.CreateDirectory(Path.GetDirectoryName(target)!);
        // No buffer: what was received is in the file, also after a kill.
        _stream = new(_path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, bufferSize: 0);
        _stream.Seek(0, SeekOrigin.End);
    }

    /// <summary>Number of bytes held.</summary>
    public long Length => _stream.Length;

    /// <summary>Throws away what is held.</summary>
    public void Restart() => _stream.SetLength(0);

    /// <summary>Adds bytes at the end. It is not cancelled halfway: a part ends where a block did.</summary>
    public ValueTask AppendAsync(ReadOnlyMemory<byte> bytes) => _stream.WriteAsync(bytes, CancellationToken.None);

    /// <summary>The SHA-256 of what is held, in lower-case hexadecimal.</summary>
    public async Task<string> Sha256Async(CancellationToken cancellation)
    {
        _stream.Seek(0, SeekOrigin.Begin);
        byte[] hash = await SHA256.HashDataAsync(_stream, cancellation);
        return Convert.ToHexStringLower(hash);
    }

    /// <summary>Brings the bytes to the disk and gives them the file's name; ends the use of the part.</summary>
    public void Publish()
    {
        // Before the rename: a name must not reach the disk ahead of the content.
        _stream.Flush(flushToDisk: true);
        _stream.Dispose();
        File.Move(_path, _target, overwrite: true);
    }

    /// <summary>Closes the part; an empty one is removed.</summary>
    public async ValueTask DisposeAsync()
    {
        if (!_stream.CanRead)
        {
            return;
        }

        bool empty = _stream.Length == 0;
        await _stream.DisposeAsync();
        if (empty)
        {
            File.Delete(_path);
        }
    }
}
