using System.CommandLine;
using System.CommandLine.Invocation;
using BayesBench.Commands;
using BayesBench.Kernels;
using BayesBench.Support;

namespace BayesBench;

/// <summary>The command line: the verbs, and what an exception means to the caller's script.</summary>
public static class Cli
{
    private static readonly Option<bool> Verbose = new("--verbose")
    {
        Description = "Show the stack trace of an error.",
        Recursive = true,
    };

    /// <summary>Every verb under the main job.</summary>
    public static RootCommand Create(Terminal terminal)
    {
        RootCommand root = MainVerb.Create(terminal);
        foreach (Command verb in new[]
        {
            DevicesVerb.Create(terminal), VerifyVerb.Create(terminal), ThroughputVerb.Create(terminal),
            VarianceVerb.Create(terminal), TrainVerb.Create(terminal), EvalVerb.Create(terminal),
            DataVerb.Create(terminal), ReportVerb.Create(terminal), AccuracyVerb.Create(terminal), CatalogueVerb.Create(terminal),
        })
        {
            root.Subcommands.Add(verb);
        }

        return root;
    }

    /// <summary>Runs a command line and says how it went; errors go to the terminal, one line each.</summary>
    /// <returns>One of <see cref="ExitCode"/>.</returns>
    public static Task<int> RunAsync(
        IReadOnlyList<string> arguments, Terminal terminal, CancellationToken cancellation = default) =>
        RunAsync(Create(terminal), arguments, terminal, cancellation);

    /// <summary>The same for the command line of another program of the house.</summary>
    public static async Task<int> RunAsync(
        RootCommand root, IReadOnlyList<string> arguments, Terminal terminal, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(root);
        ArgumentNullException.ThrowIfNull(terminal);
        root.Options.Add(Verbose);
        ParseResult parsed = root.Parse(arguments);
        if (parsed.Action is ParseErrorAction)
        {
            foreach (string message in parsed.Errors.Select(error => error.Message).Distinct())
            {
                terminal.ErrorLine(message);
            }

            return ExitCode.BadInput;
        }

        var invocation = new InvocationConfiguration
        {
            EnableDefaultExceptionHandler = false,
            ProcessTerminationTimeout = null, // Interrupt handles signals
            Output = terminal.Out,
            Error = terminal.Error,
        };
        try
        {
            return await parsed.InvokeAsync(invocation, cancellation).ConfigureAwait(false);
        }
        catch (Exception e)
        {
            return Report(e, terminal, parsed.GetValue(Verbose));
        }
    }

    private static int Report(Exception e, Terminal terminal, bool verbose)
    {
        (int code, string message) = e switch
        {
            OperationCanceledException => (ExitCode.Interrupted, terminal.Interrupted),
            DeviceNotFoundException => (ExitCode.NoSuchDevice, e.Message),
            BadInputException or IOException or UnauthorizedAccessException => (ExitCode.BadInput, e.Message),
            CheckFailedException => (ExitCode.CheckFailed, e.Message),
            _ => (ExitCode.CheckFailed, $"internal error, {e.GetType().Name}: {ErrorText.Of(e)} (--verbose shows where)"),
        };
        terminal.ErrorLine(ErrorText.OneLine(message));
        if (verbose)
        {
            terminal.ErrorLine(e.ToString());
        }

        return code;
    }
}
