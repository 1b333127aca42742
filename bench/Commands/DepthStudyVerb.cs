using System.CommandLine;
using BayesBench.Data;
using BayesBench.Kernels;
using BayesBench.Models;
using BayesBench.Results;
using BayesBench.Support;
using BayesBench.Training;

namespace BayesBench.Commands;

/// <summary><c>train depth-study</c>: what layers cost and buy, in networks of adaptive depth.</summary>
public static class DepthStudyVerb
{
    private const int MostEpochs = 1000, MostWidth = 4096, MostLayers = 64;
    private const float MostTau = 1000;

    public static Command Create(Terminal terminal)
    {
        var taus = new Option<float[]>("--taus")
        {
            Description = "What a layer costs, in nats: a network for each.",
            DefaultValueFactory = _ => [0, 0.01f, 0.03f, 0.1f, 0.3f, 1],
            AllowMultipleArgumentsPerToken = true,
        };
        var epochs = new Option<int>("--epochs") { Description = "Passes over the training data.", DefaultValueFactory = _ => 5 };
        var width = new Option<int>("--width") { Description = "Features of a layer.", DefaultValueFactory = _ => 256 };
        var layers = new Option<int>("--layers") { Description = "Residual layers.", DefaultValueFactory = _ => 12 };
        var seed = new Option<ulong>("--seed") { Description = "Of the parameters, and key of all noise.", DefaultValueFactory = _ => 1 };
        var results = new Option<string?>("--results") { Description = "Folder for the table, a plot, and the images that stop first and last." };
        Option<string?> device = DeviceOption.Create("Where to train:");
        Option<bool> fresh = Resumable.Fresh();
        Option<bool> json = Options.Json();
        var verb = new Command("depth-study", "Networks of adaptive depth for several prices of a layer: error, layers run and time by every rule of stopping.")
        {
            taus, epochs, width, layers, seed, results, device, fresh, json,
        };
        verb.SetAction((parsed, cancellation) =>
        {
            float[] prices = Prices(parsed.GetValue(taus)!);
            int passes = Within("--epochs", parsed.GetValue(epochs), MostEpochs);
            var network = new AdaptiveDepthOptions(
                Within("--width", parsed.GetValue(width), MostWidth), Within("--layers", parsed.GetValue(layers), MostLayers),
                Seed: parsed.GetValue(seed));
            using Device opened = DeviceOption.Open(parsed.GetValue(device));
            Digits digits = Digits.Load(out string note);
            // What there is of a study is kept by price: one with other prices takes it up too.
            var definition = new { network, passes, Data = Inputs.Fingerprint(digits) };
            return Task.FromResult(Resumable.Run(terminal, opened, "depth-study", definition, parsed.GetValue(fresh), run =>
            {
                var provenance = new DepthStudyProvenance(
                    new RunDefinition(
                        Format.Invariant($"adaptive depth: {network.Width} features, {network.Layers} residual layers, 10 classes"),
                        Format.Invariant($"{passes} epochs, batch {network.Batch}"), network.Seed, Inputs.Fingerprint(digits)),
                    Machine.Of(opened, profile: string.Empty, data: string.Empty));
                IReadOnlyList<DepthStudyPart> parts = terminal.WithProgress("depth study", report => AdaptiveDepthStudy.Run(
                    opened, digits, network, passes, prices, report,
                    done =>
                    {
                        if (parsed.GetValue(results) is { } folder)
                        {
                            DepthStudyFolder.Write(folder, done, digits, provenance);
                        }
                    },
                    run,
                    cancellation));
                Show([.. parts.SelectMany(part => part.Rows)], note, parsed.GetValue(json), terminal);
                return ExitCode.Done;
            }));
        });
        return verb;
    }

    private static void Show(IReadOnlyList<DepthCostRow> rows, string note, bool json, Terminal terminal)
    {
        if (json)
        {
            terminal.WriteJson(rows);
            return;
        }

        terminal.Line(note);
        terminal.WriteTable(
            [
                TableColumn.Number("tau"), "rule", TableColumn.Number("wrong"), TableColumn.Number("log-likelihood, nats"),
                TableColumn.Number("depth"), TableColumn.Number("layers run"), TableColumn.Number("ms"), TableColumn.Number("speed-up"),
                TableColumn.Number("by products"), TableColumn.Number("of layers / layers run"),
            ],
            rows.Select(row => new[]
            {
                Format.Short(row.Tau), row.Rule, Format.Percent(row.Error), Format.Digits(row.LogLikelihood), Format.Short(row.Depth),
                Format.Short(row.Blocks), Format.Short(1000 * row.Seconds), Format.Short(row.SpeedUp), Format.Short(row.Work),
                Format.Percent(row.ShareOfLayers),
            }));
    }

    private static float[] Prices(float[] taus)
    {
        foreach (float tau in taus)
        {
            if (!(tau >= 0 && tau <= MostTau))
            {
                throw new BadInputException(Format.Invariant($"--taus has {tau}; it must be in [0, {MostTau}]."));
            }
        }

        return taus.Distinct().Count() == taus.Length
            ? taus
            : throw new BadInputException("--taus has a price twice; each makes one network.");
    }

    private static int Within(string option, int value, int most) => value >= 1 && value <= most
        ? value
        : throw new BadInputException(Format.Invariant($"{option} is {value}; it must be in [1, {most}]."));
}
