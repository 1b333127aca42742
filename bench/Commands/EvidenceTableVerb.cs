using System.CommandLine;
using BayesBench.Data;
using BayesBench.Kernels;
using BayesBench.Models;
using BayesBench.Results;
using BayesBench.Support;
using BayesBench.Training;

namespace BayesBench.Commands;

/// <summary><c>train evidence-table</c>: the published table of variational and importance-weighted autoencoders on binary MNIST.</summary>
public static class EvidenceTableVerb
{
    public static Command Create(Terminal terminal)
    {
        var models = new Option<string>("--models")
        {
            Description = $"Cells of the table: some of {string.Join(',', EvidenceCell.All.Select(cell => cell.Name))}; the number is that of draws in a step.",
            DefaultValueFactory = _ => "vae-1,iwae-50",
        };
        var stages = new Option<int>("--stages")
        {
            Description = "The first so many stages of the published schedule: 1, 4, 13, 40, 121, 364, 1093, 3280 passes together.",
            DefaultValueFactory = _ => EvidenceSchedule.Stages,
        };
        var draws = new Option<int>("--draws") { Description = "Importance draws of a test image's log-evidence.", DefaultValueFactory = _ => 5000 };
        var images = new Option<int>("--test-images") { Description = "The first so many test images.", DefaultValueFactory = _ => 10_000 };
        var seed = new Option<ulong>("--seed") { Description = "Key of parameters and noise.", DefaultValueFactory = _ => 1 };
        var results = new Option<string?>("--results")
        {
            Description = "Folder to write evidence.csv to, and the checkpoints that the same models go on from, also with more stages.",
            HelpName = "dir",
        };
        Option<string?> device = DeviceOption.Create("Where to train:");
        Option<bool> fresh = Resumable.Fresh();
        Option<bool> json = Options.Json();
        var verb = new Command("evidence-table", "Autoencoders by two bounds beside the published table: negative log-likelihood of binary test digits.")
        {
            models, stages, draws, images, seed, results, device, fresh, json,
        };
        verb.SetAction((parsed, cancellation) =>
        {
            IReadOnlyList<EvidenceCell> cells = EvidenceCell.Named(parsed.GetValue(models)!);
            var options = new EvidenceOptions(
                Options.Within("--stages", parsed.GetValue(stages), 1, EvidenceSchedule.Stages),
                Options.Within("--draws", parsed.GetValue(draws), 2, 40_000),
                Options.Within("--test-images", parsed.GetValue(images), 2, Digits.MnistTestCount),
                parsed.GetValue(seed));
            using Device opened = DeviceOption.Open(parsed.GetValue(device));
            Digits digits = Digits.Load(out string note);
            terminal.ErrorLine(note);
            string? folder = parsed.GetValue(results);
            bool anew = parsed.GetValue(fresh);
            var definition = new { Models = cells.Select(cell => cell.Name), Options = options, Data = Inputs.Fingerprint(digits) };
            return Task.FromResult(Resumable.Run(terminal, opened, "evidence-table", definition, anew, run =>
            {
                IReadOnlyList<EvidenceRow> rows = terminal.WithProgress("evidence table", report => EvidenceStudy.Run(
                    opened, digits, cells, options, folder ?? terminal.Unfinished, anew, report,
                    (cell, at) => terminal.LineUnwatched(Told(cell, at)),
                    done => Write(folder, done),
                    run,
                    cancellation));
                Forget(folder is null ? terminal.Unfinished : null, cells, options);
                Show(rows, parsed.GetValue(json), terminal);
                return ExitCode.Done;
            }));
        });
        return verb;
    }

    private static string Told(EvidenceCell cell, Checkpoint at)
    {
        TrainingPoint last = at.History[^1];
        return Format.Invariant(
            $"{cell.Name}, pass {last.Epoch}: bound {last.LowerBound:F3} nats, rate {last.LearningRate}, {Format.WithPrefix(last.ExamplesPerSecond, "images/s")}");
    }

    private static void Write(string? folder, IReadOnlyList<EvidenceRow> rows)
    {
        if (folder is not null)
        {
            RowsFile.Replace(Path.Combine(folder, "evidence.csv"), rows, row => (row.Model, row.Stages, row.Seed));
        }
    }

    // A run without results leaves nothing.
    private static void Forget(string? folder, IReadOnlyList<EvidenceCell> cells, EvidenceOptions options)
    {
        foreach (EvidenceCell cell in folder is null ? [] : cells)
        {
            File.Delete(EvidenceStudy.FileFor(folder!, cell, options));
        }
    }

    private static void Show(IReadOnlyList<EvidenceRow> rows, bool json, Terminal terminal)
    {
        if (json)
        {
            terminal.WriteJson(rows);
            return;
        }

        terminal.WriteTable(
            [
                "model", TableColumn.Number("passes"), TableColumn.Number("negative log-likelihood"), TableColumn.Number("standard error"),
                TableColumn.Number("published"), TableColumn.Number("gap"), TableColumn.Number("effective draws"),
                TableColumn.Number("active units"), TableColumn.Number("train bound"), TableColumn.Number("seconds"),
            ],
            rows.Select(row => new[]
            {
                row.Model, Format.Invariant($"{row.Passes} of {row.PublishedPasses}"), Format.Invariant($"{row.NegativeLogLikelihood:F3}"),
                Format.Invariant($"{row.StandardError:F3}"), Format.Invariant($"{row.Published:F2}"), Format.Invariant($"{row.Gap:+0.000;-0.000}"),
                Format.Invariant($"{row.EffectiveSampleSize:F1} of {row.Draws}"), Format.Invariant($"{row.ActiveUnits}"),
                Format.Invariant($"{row.TrainBound:F3}"), Format.Invariant($"{row.Seconds:F1}"),
            }));
        terminal.Line("Nats of a test image, made binary by its grey values. The standard error is that of a mean over test images, which every model shares.");
        if (rows.Any(row => row.Passes < row.PublishedPasses))
        {
            terminal.Line("The gap is to the whole schedule: fewer passes leave more of it.");
        }
    }
}
