using System.CommandLine;
using BayesBench.Kernels;
using BayesBench.Results;
using BayesBench.Support;

namespace BayesBench.Commands;

/// <summary>Verbs that the same command takes up where they were cut short.</summary>
internal static class Resumable
{
    public static Option<bool> Fresh() => new("--fresh")
    {
        Description = "Begin anew: forget what an interrupted run of the same command has done.",
    };

    /// <summary>Runs a verb's work. What it kept is thrown away when it ends by itself, also where a check failed.</summary>
    /// <param name="terminal">Where the user is told.</param>
    /// <param name="device">Where it runs.</param>
    /// <param name="name">Which work it is.</param>
    /// <param name="definition">All options that change its numbers.</param>
    /// <param name="fresh">Whether to begin anew.</param>
    /// <param name="work">The work.</param>
    /// <returns>One of <see cref="ExitCode"/>.</returns>
    public static int Run(
        Terminal terminal, Device device, string name, object definition, bool fresh, Func<UnfinishedRun, int> work)
    {
        using var run = new UnfinishedRun(
            terminal.Unfinished, RunIdentity.Of(device, name, definition), fresh, terminal.ErrorLine);
        terminal.GoesOn = run.IsKept;
        try
        {
            int code = work(run);
            run.Finish();
            return code;
        }
        catch (CheckFailedException)
        {
            run.Finish();
            throw;
        }
    }
}
