using System.CommandLine;
using BayesBench.Data;
using BayesBench.Kernels;
using BayesBench.Models;
using BayesBench.Results;
using BayesBench.Support;

namespace BayesBench.Commands;

/// <summary><c>train dropout-regressor</c>: the published experiment with Monte Carlo dropout on the UCI regression sets.</summary>
public static class DropoutRegressorVerb
{
    public static Command Create(Terminal terminal)
    {
        var set = new Option<string>("--set", "-s")
        {
            Description = $"One of {string.Join(", ", UciSet.All.Select(one => one.Name))}.",
            DefaultValueFactory = _ => "yacht",
        };
        var splits = new Option<int?>("--splits") { Description = "The first so many of the published splits; all unless it is given." };
        var factor = new Option<int>("--epoch-factor") { Description = "Times the set's epochs.", DefaultValueFactory = _ => 100 };
        var draws = new Option<int>("--draws") { Description = "Masks of a prediction.", DefaultValueFactory = _ => 10_000 };
        var seed = new Option<ulong>("--seed") { Description = "Key of all noise but the splits'.", DefaultValueFactory = _ => 1 };
        var results = new Option<string?>("--results") { Description = "Folder to write splits.csv and summary.csv to." };
        Option<string?> device = DeviceOption.Create("Where to train:");
        Option<bool> fresh = Resumable.Fresh();
        Option<bool> json = Options.Json();
        var verb = new Command("dropout-regressor", "Monte Carlo dropout on a UCI regression set: grid search for each split, then a test.")
        {
            set, splits, factor, draws, seed, results, device, fresh, json,
        };
        verb.SetAction((parsed, cancellation) =>
        {
            UciSet chosen = Named(parsed.GetValue(set)!);
            using Device opened = DeviceOption.Open(parsed.GetValue(device));
            var options = new DropoutRegressorOptions(
                Within("--splits", parsed.GetValue(splits) ?? chosen.Splits, chosen.Splits),
                Within("--epoch-factor", parsed.GetValue(factor), 1000),
                Within("--draws", parsed.GetValue(draws), 1_000_000),
                parsed.GetValue(seed),
                DropoutRegressorOptions.SplitsAtOnceOn(opened));
            RegressionData data = UciReader.Read(DataDirectory.Resolve(), chosen.Name);
            return Task.FromResult(Resumable.Run(
                terminal, opened, "dropout-regressor", options.Definition(chosen), parsed.GetValue(fresh), run =>
                {
                    DropoutRegressorSummary? summary = null;
                    terminal.WithProgress(chosen.Name, report => DropoutRegressorStudy.Run(
                        opened, chosen, data, options, report,
                        rows =>
                        {
                            summary = DropoutRegressorSummary.Of(chosen, rows, options, opened);
                            if (parsed.GetValue(results) is { } folder)
                            {
                                DropoutRegressorFolder.Write(folder, rows, summary);
                            }
                        },
                        run,
                        cancellation));
                    Show(summary!, parsed.GetValue(json), terminal);
                    return ExitCode.Done;
                }));
        });
        return verb;
    }

    private static void Show(DropoutRegressorSummary row, bool json, Terminal terminal)
    {
        if (json)
        {
            terminal.WriteJson(row);
            return;
        }

        terminal.Line(Format.Invariant($"{row.Set}, {row.Splits} splits, {row.EpochFactor} times the epochs, {row.Draws} draws"));
        terminal.WriteTable(
            [
                "of the test data", TableColumn.Number("here"), TableColumn.Number("standard error"), TableColumn.Number("published"),
                TableColumn.Number("standard error"), TableColumn.Number("distance in standard errors"),
            ],
            [
                [
                    "root mean square error", Format.Digits(row.RootMeanSquareError), Format.Digits(row.RootMeanSquareErrorError),
                    Format.Digits(row.PublishedRootMeanSquareError), Format.Digits(row.PublishedRootMeanSquareErrorError),
                    Format.Digits(row.RootMeanSquareErrorDistance),
                ],
                [
                    "log-likelihood, nats", Format.Digits(row.LogLikelihood), Format.Digits(row.LogLikelihoodError),
                    Format.Digits(row.PublishedLogLikelihood), Format.Digits(row.PublishedLogLikelihoodError),
                    Format.Digits(row.LogLikelihoodDistance),
                ],
            ]);
    }

    private static int Within(string option, int value, int most) => value >= 1 && value <= most
        ? value
        : throw new BadInputException(Format.Invariant($"{option} is {value}; it must be in [1, {most}]."));

    private static UciSet Named(string name)
    {
        try
        {
            return UciSet.Find(name);
        }
        catch (ArgumentException e)
        {
            throw new BadInputException(ErrorText.Of(e));
        }
    }
}
