using System.CommandLine;
using System.Globalization;
using BayesBench.Data;
using BayesBench.Kernels;
using BayesBench.Models;
using BayesBench.Reporting;
using BayesBench.Results;
using BayesBench.Support;
using BayesBench.Training;

namespace BayesBench.Commands;

/// <summary><c>train bound-curves</c>: the published figure of variational autoencoders on MNIST.</summary>
public static class BoundCurvesVerb
{
    private const int MostLatents = 1000;

    public static Command Create(Terminal terminal)
    {
        var latents = new Option<string>("--latents")
        {
            Description = "Latent numbers, a curve each.",
            DefaultValueFactory = _ => string.Join(',', BoundCurveOptions.Published),
        };
        var samples = new Option<long>("--samples")
        {
            Description = "Training images that every curve sees, a hundred a step.",
            DefaultValueFactory = _ => 10_000_000,
        };
        var seed = new Option<ulong>("--seed") { Description = "Key of parameters and noise.", DefaultValueFactory = _ => 1 };
        var results = new Option<string?>("--results") { Description = "Folder to write bound-curves.csv and bound-curves.svg to.", HelpName = "dir" };
        Option<string?> device = DeviceOption.Create("Where to train:");
        Option<bool> fresh = Resumable.Fresh();
        Option<bool> json = Options.Json();
        var verb = new Command("bound-curves", "Autoencoders of several sizes: evidence lower bound against samples seen, as the published figure has it.")
        {
            latents, samples, seed, results, device, fresh, json,
        };
        verb.SetAction((parsed, cancellation) =>
        {
            var options = new BoundCurveOptions(
                Numbers(parsed.GetValue(latents)!),
                Options.Within("--samples", parsed.GetValue(samples), 1000, 1_000_000_000),
                parsed.GetValue(seed));
            using Device opened = DeviceOption.Open(parsed.GetValue(device));
            Digits digits = Digits.Load(out string note);
            terminal.ErrorLine(note);
            var definition = new { Options = options, Data = Inputs.Fingerprint(digits) };
            return Task.FromResult(Resumable.Run(terminal, opened, "bound-curves", definition, parsed.GetValue(fresh), run =>
            {
                IReadOnlyList<BoundCurveRow> rows = terminal.WithProgress("bound curves", report => BoundCurveStudy.Run(
                    opened, digits, options, report,
                    done =>
                    {
                        terminal.LineUnwatched(Told(done[^1]));
                        Write(parsed.GetValue(results), done);
                    },
                    run,
                    cancellation));
                Show(rows, parsed.GetValue(json), terminal);
                return ExitCode.Done;
            }));
        });
        return verb;
    }

    private static void Write(string? folder, IReadOnlyList<BoundCurveRow> rows)
    {
        if (folder is null)
        {
            return;
        }

        string file = Path.Combine(folder, "bound-curves.csv");
        RowsFile.Replace(file, rows, row => (row.Latents, row.Seed));
        // Other curves of the folder are shown with these.
        BoundCurveRow[] shown = [.. Csv.Read<BoundCurveRow>(file).Where(row => row.Seed == rows[0].Seed)];
        AtomicFile.WriteAllText(Path.Combine(folder, "bound-curves.svg"), BoundCurvePlot.Svg(shown));
    }

    private static string Told(BoundCurveRow last) => Format.Invariant(
        $"{last.Latents} latent numbers, {last.Samples} samples: bound {last.TrainBound:F2} of training images, {last.TestBound:F2} of test images, nats; {last.Seconds:F1} s");

    private static void Show(IReadOnlyList<BoundCurveRow> rows, bool json, Terminal terminal)
    {
        if (json)
        {
            terminal.WriteJson(rows);
            return;
        }

        terminal.WriteTable(
            [
                TableColumn.Number("latent numbers"), TableColumn.Number("rate"), TableColumn.Number("samples"),
                TableColumn.Number("bound, training images"), TableColumn.Number("bound, test images"), TableColumn.Number("seconds"),
            ],
            rows.GroupBy(row => row.Latents).Select(curve => curve.Last()).Select(row => new[]
            {
                Format.Invariant($"{row.Latents}"), Format.Invariant($"{row.Rate}"), Format.Invariant($"{row.Samples:N0}"),
                Format.Invariant($"{row.TrainBound:F2}"), Format.Invariant($"{row.TestBound:F2}"), Format.Invariant($"{row.Seconds:F1}"),
            }));
    }

    private static int[] Numbers(string list)
    {
        int[] numbers = [.. list.Split(',').Select(text => int.TryParse(text, NumberStyles.Integer, CultureInfo.InvariantCulture, out int number)
            && number is >= 1 and <= MostLatents
            ? number
            : throw new BadInputException(Format.Invariant($"--latents has '{text}'; it must be whole numbers in [1, {MostLatents}], parted by commas.")))];
        return numbers.Distinct().Count() == numbers.Length
            ? numbers
            : throw new BadInputException($"--latents is '{list}'; it must name each number once.");
    }
}
