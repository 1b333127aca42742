namespace BayesBench.Support;

/// <summary>What the program's exit code tells a script.</summary>
public static class ExitCode
{
    public const int Done = 0;
    public const int CheckFailed = 1;
    public const int BadInput = 2;
    public const int NoSuchDevice = 3;

    /// <summary>Ctrl-C: 128 and the signal's number, as shells have it.</summary>
    public const int Interrupted = 130;
}
