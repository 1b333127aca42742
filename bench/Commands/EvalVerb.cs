using System.CommandLine;
using BayesBench.Evaluation;
using BayesBench.Kernels;
using BayesBench.Support;

namespace BayesBench.Commands;

/// <summary><c>eval</c>: JSON Lines in, JSON Lines out, any formula at given arguments.</summary>
public static class EvalVerb
{
    public static Command Create(Terminal terminal)
    {
        var file = new Argument<string>("file")
        {
            Description = "Lines of {\"id\", \"args\"}; - is the standard input. Empty lines are skipped.",
            DefaultValueFactory = _ => "-",
        };
        Option<string?> device = DeviceOption.Create("Evaluate the kernel instead of the reference, on a device:");
        var verb = new Command("eval", "Answer each line {\"id\", \"args\"} with {\"id\", \"value\"} or {\"id\", \"error\"}, in order.")
        {
            file, device,
        };
        verb.SetAction((parsed, cancellation) => RunAsync(
            parsed.GetValue(file)!, parsed.GetValue(device), terminal, cancellation));
        return verb;
    }

    private static async Task<int> RunAsync(
        string file, string? choice, Terminal terminal, CancellationToken cancellation)
    {
        // Without --device the reference answers, whatever BAYESBENCH_DEVICE says.
        using Device? device = choice is null ? null : DeviceOption.Open(choice);
        await using Stream input = file == "-" ? terminal.OpenInput() : Open(file);
        var evaluation = new EvaluationRun(device);
        await evaluation.AnswerAllAsync(input, terminal.Out, cancellation).ConfigureAwait(false);
        if (evaluation.Errors > 0)
        {
            terminal.ErrorLine(Format.Invariant(
                $"{evaluation.Errors} of {evaluation.Answers} lines could not be answered; the first is line {evaluation.FirstError}."));
        }

        return evaluation.Errors > 0 ? ExitCode.BadInput : ExitCode.Done;
    }

    private static FileStream Open(string file)
    {
        try
        {
            return File.OpenRead(file);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            string reason = e is FileNotFoundException or DirectoryNotFoundException ? "there is no such file" : e.Message;
            throw new BadInputException($"file is '{file}'; {reason}.");
        }
    }
}
