using System.CommandLine;
using BayesBench.Data;
using BayesBench.Kernels;
using BayesBench.Models;
using BayesBench.Results;
using BayesBench.Support;
using BayesBench.Training;

namespace BayesBench.Commands;

/// <summary>What the user asks of <c>train comparison</c>.</summary>
/// <param name="Models">What is compared.</param>
/// <param name="Results">The folder.</param>
/// <param name="Fresh">Whether to begin anew.</param>
/// <param name="Json">Whether the answer is JSON.</param>
public sealed record ComparisonRequest(IReadOnlyList<ComparedModel> Models, string Results, bool Fresh, bool Json);

/// <summary><c>train comparison</c>: a Bayesian network beside point estimates, by what they know and by what they do not.</summary>
public static class ComparisonVerb
{
    public static Command Create(Terminal terminal)
    {
        Option<int> epochs = Of("--epochs", "Passes over the training data, of every network; the rate falls from the middle on.", 50);
        Option<int> members = Of("--members", "Networks of the ensemble.", 5);
        Option<int> draws = Of("--draws", "Of the noise of a network that has some, for a prediction.", 50);
        var seed = new Option<ulong>("--seed") { Description = "Key of all noise; of the ensemble's members, the first.", DefaultValueFactory = _ => 1 };
        var results = new Option<string>("--results") { Description = "Folder for tables, plots and checkpoints.", HelpName = "dir", Required = true };
        Option<string?> device = DeviceOption.Create("Where to train:");
        Option<bool> fresh = Resumable.Fresh();
        Option<bool> json = Options.Json();
        var verb = new Command(
            "comparison", "Gaussian weights, a network without noise, dropout and an ensemble: predictions and uncertainty on digits and on what is none.")
        {
            epochs, members, draws, seed, results, device, fresh, json,
        };
        verb.SetAction((parsed, cancellation) =>
        {
            IReadOnlyList<ComparedModel> models = ComparedModel.All(
                Options.Within("--epochs", parsed.GetValue(epochs), 1, 10_000),
                Options.Within("--members", parsed.GetValue(members), 2, 100),
                Options.Within("--draws", parsed.GetValue(draws), 1, 10_000),
                parsed.GetValue(seed));
            using Device opened = DeviceOption.Open(parsed.GetValue(device));
            Digits digits = Digits.Load(out string note);
            var request = new ComparisonRequest(models, parsed.GetValue(results)!, parsed.GetValue(fresh), parsed.GetValue(json));
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
        ComparisonRequest request, Device device, Digits digits, string note, Terminal terminal, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(request);
        ArgumentNullException.ThrowIfNull(terminal);
        string folder = Path.GetFullPath(request.Results), checkpoints = Path.Combine(folder, "checkpoints");
        if (request.Fresh)
        {
            KeptRun.Forget(checkpoints);
        }

        object definition = new
        {
            Models = request.Models.Select(model => new { model.Name, model.Recipe.Layers, model.Recipe.Epochs, model.Recipe.Options, model.Seeds, model.Draws }),
            Folder = folder,
            Data = Inputs.Fingerprint(digits),
        };
        return Resumable.Run(terminal, device, "comparison", definition, request.Fresh, run =>
        {
            UncertaintyResult result = terminal.WithProgress("comparison", report => UncertaintyStudy.Run(
                device, digits, request.Models, checkpoints, terminal.WithLines(report), run, cancellation));
            UncertaintyFolder.Write(folder, result, Machine.Of(device, profile: string.Empty, TrainingCommand.Published(note)));
            Show(result, note, request.Json, terminal);
            return ExitCode.Done;
        });
    }

    private static void Show(UncertaintyResult result, string note, bool json, Terminal terminal)
    {
        if (json)
        {
            terminal.WriteJson(new { Data = note, result.Runs, result.Scores, Uncertainty = result.Uncertainties });
            return;
        }

        terminal.Line(note);
        terminal.WriteTable(
            [
                "test digits predicted by", TableColumn.Number("wrong"), TableColumn.Number("standard error"),
                TableColumn.Number("log-likelihood, nats"), TableColumn.Number("standard error"), TableColumn.Number("calibration error"),
                TableColumn.Number("Brier"),
            ],
            result.Scores.Select(row => new[]
            {
                row.Model, Percent(row.Error), Percent(row.ErrorError), Format.Digits(row.LogLikelihood), Format.Digits(row.LogLikelihoodError),
                Percent(row.CalibrationError), Format.Digits(row.BrierScore),
            }));
        terminal.WriteTable(
            [
                "images", "model", TableColumn.Number("wrong"), TableColumn.Number("confidence"), TableColumn.Number("entropy, nats"),
                TableColumn.Number("mutual information"), TableColumn.Number("told from digits"),
            ],
            result.Uncertainties.Where(row => row.Angle is null or 0 or 90 or 180).GroupBy(row => (row.Images, row.Angle)).SelectMany(
                images => images.Select(row => new[]
                {
                    row.Angle is > 0 ? Format.Invariant($"{row.Images} by {row.Angle}") : row.Images, row.Model, Percent(row.Error),
                    Percent(row.Confidence), Format.Digits(row.Entropy), Format.Digits(row.MutualInformation), Percent(row.Separation),
                })));
    }

    private static string Percent(double? share) => share is { } number ? Format.Invariant($"{100 * number:F2}%") : string.Empty;

    private static Option<int> Of(string name, string description, int otherwise) =>
        new(name) { Description = description, DefaultValueFactory = _ => otherwise };
}
