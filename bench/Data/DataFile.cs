using System.Globalization;
using System.Security.Cryptography;

namespace BayesBench.Data;

/// <summary>One file of a data set, known by its content.</summary>
/// <param name="Path">Path below the data directory, with forward slashes, as <c>mnist/x.gz</c>.</param>
/// <param name="Size">Its length in bytes.</param>
/// <param name="Sha256">Its SHA-256, 64 lower-case hexadecimal digits.</param>
public sealed record DataFile(string Path, long Size, string Sha256)
{
    /// <summary>Where the file stands below <paramref name="root"/>.</summary>
    public string At(string root) =>
        System.IO.Path.Combine([root, .. Path.Split('/')]);

    /// <summary>Reads the file and says whether it is there, and whole.</summary>
    public FileReport Inspect(string root)
    {
        FileInfo info = new(At(root));
        if (!info.Exists)
        {
            return Report(FileState.Missing, Directory.Exists(info.FullName) ? "is a directory" : "is not there");
        }

        if (info.Length != Size)
        {
            return Report(
                FileState.Damaged,
                string.Create(CultureInfo.InvariantCulture, $"has {info.Length} bytes, expected {Size}"));
        }

        try
        {
            using FileStream stream = info.OpenRead();
            string found = Convert.ToHexStringLower(SHA256.HashData(stream));
            return found == Sha256
                ? Report(FileState.Present, null)
                : Report(FileState.Damaged, $"has SHA-256 {found}, expected {Sha256}");
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return Report(FileState.Damaged, $"cannot be read: {error.Message}");
        }
    }

    private FileReport Report(FileState state, string? reason) => new(Path, state, reason);
}
