using System.CommandLine;
using BayesBench.Data;
using BayesBench.Kernels;
using BayesBench.Models;
using BayesBench.Results;
using BayesBench.Support;
using BayesBench.Training;

namespace BayesBench.Commands;

/// <summary>What the user asks of <c>train noise-variance</c>.</summary>
/// <param name="Options">How much of what.</param>
/// <param name="Results">The folder.</param>
/// <param name="Fresh">Whether to begin anew.</param>
/// <param name="Json">Whether the answer is JSON.</param>
public sealed record NoiseVarianceRequest(NoiseVarianceOptions Options, string Results, bool Fresh, bool Json);

/// <summary><c>train noise-variance</c>: the published variances of gradients under weight noise, and ours.</summary>
public static class NoiseVarianceVerb
{
    public static Command Create(Terminal terminal)
    {
        var at = new Option<int[]>("--at")
        {
            Description = "Epochs after which gradients are measured.",
            AllowMultipleArgumentsPerToken = true,
            DefaultValueFactory = _ => [10, 100],
        };
        Option<int> width = Of("--width", "Units of each of the three hidden layers.", 1000);
        Option<int> batch = Of("--batch", "Examples of a minibatch, to train and to measure.", 1000);
        Option<int> minibatches = Of("--minibatches", "Gradients of whole minibatches, of each estimator.", 200);
        Option<int> examples = Of("--examples", "Gradients of single examples, of each estimator whose noise is every example's own.", 4000);
        var seed = new Option<ulong>("--seed") { Description = "Key of all noise.", DefaultValueFactory = _ => 1 };
        var results = new Option<string>("--results")
        {
            Description = "Folder for noise-variance.csv, history.csv, provenance.json and the network's checkpoints.",
            HelpName = "dir",
            Required = true,
        };
        Option<string?> device = DeviceOption.Create("Where to train:");
        Option<bool> fresh = Resumable.Fresh();
        Option<bool> json = Options.Json();
        var verb = new Command(
            "noise-variance", "Variance of gradients under weight noise: local, separate, shared; after Kingma, Salimans and Welling (2015).")
        {
            at, width, batch, minibatches, examples, seed, results, device, fresh, json,
        };
        verb.SetAction((parsed, cancellation) =>
        {
            var options = new NoiseVarianceOptions(
                Rising(parsed.GetValue(at)!),
                Options.Within("--width", parsed.GetValue(width), 1, 10_000),
                Options.Within("--batch", parsed.GetValue(batch), 1, 60_000),
                Options.Within("--minibatches", parsed.GetValue(minibatches), 3, 100_000),
                Options.Within("--examples", parsed.GetValue(examples), 3, 100_000),
                parsed.GetValue(seed));
            using Device opened = DeviceOption.Open(parsed.GetValue(device));
            Digits digits = Digits.Load(out string note);
            var request = new NoiseVarianceRequest(options, parsed.GetValue(results)!, parsed.GetValue(fresh), parsed.GetValue(json));
            return Task.FromResult(Run(request, opened, digits, note, terminal, cancellation));
        });
        return verb;
    }

    /// <summary>Runs it on any digits.</summary>
    /// <param name="request">What is asked for.</param>
    /// <param name="device">Where.</param>
    /// <param name="digits">The data.</param>
    /// <param name="note">Where they come from.</param>
    /// <param name="terminal">Where the user is told.</param>
    /// <param name="cancellation">Stops it, by an exception.</param>
    /// <returns>One of <see cref="ExitCode"/>.</returns>
    public static int Run(
        NoiseVarianceRequest request, Device device, Digits digits, string note, Terminal terminal, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(request);
        ArgumentNullException.ThrowIfNull(terminal);
        string folder = Path.GetFullPath(request.Results), checkpoints = Path.Combine(folder, "checkpoints");
        if (request.Fresh)
        {
            KeptRun.Forget(checkpoints);
        }

        object definition = new { request.Options, Folder = folder, Data = Inputs.Fingerprint(digits) };
        return Resumable.Run(terminal, device, "noise-variance", definition, request.Fresh, run =>
        {
            NoiseVarianceResult result = terminal.WithProgress("noise variance", report => NoiseVarianceStudy.Run(
                device, digits, request.Options, checkpoints, terminal.WithLines(report), soFar => Write(soFar, folder, device, note), run, cancellation));
            Show(result, note, request.Json, terminal);
            return ExitCode.Done;
        });
    }

    private static void Write(NoiseVarianceResult result, string folder, Device device, string note)
    {
        Csv.Write(Path.Combine(folder, "noise-variance.csv"), result.Rows);
        Csv.Write(Path.Combine(folder, "history.csv"), result.End.History);
        new Provenance(
            result.End.Run, result.End.Step, result.End.Steps, result.End.Seconds, result.LaunchesPerStep,
            Machine.Of(device, profile: string.Empty, TrainingCommand.Published(note))).WriteTo(Path.Combine(folder, "provenance.json"));
    }

    private static void Show(NoiseVarianceResult result, string note, bool json, Terminal terminal)
    {
        if (json)
        {
            terminal.WriteJson(new { Data = note, result.End.Run, Variances = result.Rows });
            return;
        }

        terminal.Line(note);
        terminal.Line(result.End.Run.Model);
        terminal.WriteTable(
            [
                TableColumn.Number("epoch"), "layer", "noise", TableColumn.Number("examples"), TableColumn.Number("gradients"),
                TableColumn.Number("variance"), TableColumn.Number("published"), TableColumn.Number("over local"),
                TableColumn.Number("95% from"), TableColumn.Number("to"), TableColumn.Number("published"),
            ],
            result.Rows.Select(row => new[]
            {
                Format.Invariant($"{row.Epoch}"), row.Layer, row.Estimator, Format.Invariant($"{row.Examples}"), Format.Invariant($"{row.Gradients}"),
                Format.Short(row.Variance), Format.Digits(row.Published), Short(row.Ratio), Short(row.RatioLow), Short(row.RatioHigh),
                Short(row.PublishedRatio),
            }));
    }

    private static string Short(double? value) => value is { } number ? Format.Short(number) : string.Empty;

    private static int[] Rising(int[] epochs)
    {
        for (int i = 0; i < epochs.Length; i++)
        {
            int least = i == 0 ? 1 : epochs[i - 1] + 1;
            if (epochs[i] < least)
            {
                throw new BadInputException(Format.Invariant(
                    $"--at has {epochs[i]} at place {i}; epochs must rise, and this one must be at least {least}."));
            }
        }

        return epochs;
    }

    private static Option<int> Of(string name, string description, int otherwise) =>
        new(name) { Description = description, DefaultValueFactory = _ => otherwise };
}
