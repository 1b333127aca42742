using System.Text;

namespace BayesBench.Support;

/// <summary>Files that a reader sees whole or not at all: written beside the target, then renamed.</summary>
public static class AtomicFile
{
    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false);

    public static void WriteAllText(string path, string text) => Write(path, writer => writer.Write(text));

    /// <summary>Writes a file; when the writing throws, the old file stays and nothing is left beside it.</summary>
    public static void Write(string path, Action<TextWriter> write)
    {
        ArgumentNullException.ThrowIfNull(write);
        string target = Path.GetFullPath(path);
        Directory.CreateDirectory(Path.GetDirectoryName(target)!);
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
}
