using BayesBench.Results;

namespace BayesBench.Support;

/// <summary>What one item costs a perfect implementation, for its shares of the roofs.</summary>
/// <param name="Bytes">Bytes that must be read or written; 0 where all can stay in registers.</param>
/// <param name="Operations">Floating-point operations.</param>
/// <param name="Words">Random words drawn, as words.</param>
/// <param name="Uniforms">Uniform numbers drawn.</param>
/// <param name="Normals">Normal numbers drawn.</param>
public readonly record struct Cost(
    double Bytes, double Operations, double Words = 0, double Uniforms = 0, double Normals = 0);

/// <summary>A rate as a share of a roof.</summary>
/// <param name="Roof">The roof's name.</param>
/// <param name="Value">The share, 1 at the roof.</param>
public readonly record struct Share(string Roof, double Value);

/// <summary>A rate as a share of every roof above it; null where the roof is none of its.</summary>
/// <param name="Memory">Of copying memory when cold, cache when warm.</param>
/// <param name="Arithmetic">Of multiplying and adding.</param>
/// <param name="RandomNumbers">Of drawing the kind of number that it draws.</param>
/// <param name="Launch">Of a launch that does nothing: how much of its time is the launch.</param>
public sealed record Shares(Share? Memory, Share? Arithmetic, Share? RandomNumbers, Share Launch)
{
    /// <summary>The roof that is nearest.</summary>
    public Share Nearest => new[] { Memory, Arithmetic, RandomNumbers, Launch }.OfType<Share>().MaxBy(share => share.Value);
}

/// <summary>What the device does at best when it does one thing; measured in the run that compares with it.</summary>
/// <param name="Rows">One for each roof.</param>
public sealed record Roofs(IReadOnlyList<RoofRow> Rows)
{
    public const string Memory = "memory";
    public const string Cache = "cache";
    public const string Arithmetic = "arithmetic";
    public const string Words = "words";
    public const string Uniforms = "uniforms";
    public const string Normals = "normals";
    public const string Launch = "launch";
    public const string LaunchInARow = "launch-in-a-row";

    /// <summary>The rate of a roof.</summary>
    public double this[string roof] => Rows.Single(row => row.Roof == roof).Rate;

    /// <summary>The better of two measurements: other work on the machine can only slow one down.</summary>
    public Roofs Or(Roofs other)
    {
        ArgumentNullException.ThrowIfNull(other);
        return new Roofs([.. Rows.Zip(other.Rows, (mine, theirs) => (mine.Rate >= theirs.Rate ? mine : theirs) with
        {
            Peak = mine.Peak is { } one && theirs.Peak is { } another ? Math.Max(one, another) : null,
        })]);
    }

    /// <summary>The shares of a rate of items.</summary>
    /// <param name="cost">What an item costs at least.</param>
    /// <param name="workingSet">Where its data lie.</param>
    /// <param name="itemsPerSecond">The rate.</param>
    /// <param name="itemsPerLaunch">Items of one launch.</param>
    public Shares SharesOf(Cost cost, WorkingSet workingSet, double itemsPerSecond, double itemsPerLaunch)
    {
        bool isWarm = workingSet == WorkingSet.Warm;
        Share?[] drawn =
        [
            ShareOf(Words, cost.Words, itemsPerSecond), ShareOf(Uniforms, cost.Uniforms, itemsPerSecond),
            ShareOf(Normals, cost.Normals, itemsPerSecond),
        ];
        return new Shares(
            ShareOf(isWarm ? Cache : Memory, cost.Bytes, itemsPerSecond),
            ShareOf(Arithmetic, cost.Operations, itemsPerSecond),
            drawn.MaxBy(share => share?.Value ?? 0),
            ShareOf(isWarm ? LaunchInARow : Launch, 1 / itemsPerLaunch, itemsPerSecond)!.Value);
    }

    private Share? ShareOf(string roof, double perItem, double itemsPerSecond) =>
        perItem > 0 ? new Share(roof, perItem * itemsPerSecond / this[roof]) : null;
}
