using System.Text;

namespace BayesBench.Support;

/// <summary>Files that a reader sees whole or not at all: written beside the target, then renamed.</summary>
public static class AtomicFile
{
    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false);

    // No write takes so long: its process was killed.
    private static readonly TimeSpan LeftBehind = TimeSpan.FromHours(1);

    public static void WriteAllText(string path, string text) => Write(path, writer => writer.Write(text));

    /// <summary>Writes a file; when the writing throws, the old file stays and nothing is left beside it.</summary>
    public static void Write(string path, Action<TextWriter> write)
    {
        ArgumentNullException.ThrowIfNull(write);
        Replace(path, stream =>
        {
            using var writer = new StreamWriter(stream, Utf8, leaveOpen: true);
            write(writer);
        });
    }

    /// <summary>The same in bytes, which are on the disk before the name is theirs: a loss of power leaves the old file or the new.</summary>
    public static void WriteBytes(string path, Action<Stream> write)
    {
        ArgumentNullException.ThrowIfNull(write);
        Replace(path, stream =>
        {
            write(stream);
            stream.Flush(flushToDisk: true);
        });
    }

    private static void Replace(string path, Action<FileStream> write)
    {
        string target = Path.GetFullPath(path);
        Directory.CreateDirectory(Path.GetDirectoryName(target)!);
        Sweep(target);
        string beside = $"{target}.{Environment.ProcessId}.{Guid.NewGuid():N}.part";
        try
        {
            using (var stream = new FileStream(beside, FileMode.CreateNew))
            {
                write(stream);
            }

            File.Move(beside, target, overwrite: true);
        }
        finally
        {
            File.Delete(beside);
        }
    }

    private static void Sweep(string target)
    {
        foreach (string path in Directory.GetFiles(Path.GetDirectoryName(target)!, $"{Path.GetFileName(target)}.*.part"))
        {
            if (DateTime.UtcNow - File.GetLastWriteTimeUtc(path) > LeftBehind)
            {
                File.Delete(path);
            }
        }
    }
}
