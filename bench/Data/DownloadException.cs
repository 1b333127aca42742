namespace BayesBench.Data;

/// <summary>No mirror gave the file. The message is one line: the file, and each mirror with its reason.</summary>
public sealed class DownloadException : Exception
{
    internal DownloadException(DataFile file, IReadOnlyList<MirrorException> failures)
        : base($"{file.Path} was not fetched: {string.Join("; ", failures.Select(failure => failure.Message))}.") =>
        Unreachable = failures.All(failure => failure.Kind == MirrorFault.Unreachable);

    /// <summary>No mirror even answered: there is no network, and the next file will fare no better.</summary>
    public bool Unreachable { get; }
}
