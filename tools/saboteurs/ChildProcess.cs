using System.Diagnostics;
using BayesBench.Support;

namespace BayesBench.Saboteurs;

/// <summary>How a program ended.</summary>
/// <param name="ExitCode">Its exit code.</param>
/// <param name="Output">What it printed.</param>
internal readonly record struct Ran(int ExitCode, string Output);

/// <summary>Programs run to their end.</summary>
internal static class ChildProcess
{
    /// <exception cref="CheckFailedException">It takes longer than is allowed; it is killed.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled; it is killed.</exception>
    public static Ran Run(string folder, TimeSpan patience, CancellationToken cancellation, params string[] command)
    {
        var start = new ProcessStartInfo(command[0], command[1..])
        {
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using var process = Process.Start(start)!;
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        stop.CancelAfter(patience);
        using CancellationTokenRegistration kill = stop.Token.Register(() => process.Kill(entireProcessTree: true));
        Task<string> error = process.StandardError.ReadToEndAsync(CancellationToken.None);
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        cancellation.ThrowIfCancellationRequested();
        return stop.IsCancellationRequested
            ? throw new CheckFailedException($"'{string.Join(' ', command)}' took longer than {patience.TotalMinutes} minutes.")
            : new Ran(process.ExitCode, output + error.Result);
    }
}
