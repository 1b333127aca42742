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
        string target = Path.GetFullPath(path);
        Directory.CreateDirectory(Path.GetDirectoryName(target)!);
        Sweep(target);
        string beside = $"{target}.{Environment.ProcessId}.{Guid.NewGuid():N}.part";
        try
        {
            using (var writer = new StreamWriter(beside, append: false, Utf8))
            {
                write(writer);
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
