namespace BayesBench.Data;

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
