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

/// <summary>What went wrong at one mirror, and so what to do next.</summary>
internal enum MirrorFault
{
    /// <summary>It may work another time: ask again.</summary>
    Passing,

    /// <summary>It will not get better: ask the next mirror.</summary>
    Lasting,

    /// <summary>Nobody is there: ask the next mirror.</summary>
    Unreachable,
}

/// <summary>One mirror did not give the file.</summary>
internal sealed class MirrorException(Uri mirror, MirrorFault kind, string reason)
    : Exception($"{mirror} {reason}")
{
    public MirrorFault Kind { get; } = kind;
}
