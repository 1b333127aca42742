using System.CommandLine;
using BayesBench.Data;
using BayesBench.Kernels;
using BayesBench.Models;
using BayesBench.Results;
using BayesBench.Studies;
using BayesBench.Support;

namespace BayesBench.Commands;

/// <summary><c>variance</c>: gradient estimators compared, on objectives with exact answers or on a model.</summary>
public static class VarianceVerb
{
    private static readonly Option<string?> Model = new("--model")
    {
        Description = "Compare on a model (classifier) instead of objectives with exact answers.",
        HelpName = "classifier",
    };

    private static readonly Option<string[]> Objective = Many<string>("--objective", "Objectives: quadratic, exponential, cosine, bernoulli, elbo, importance-weighted. [default: all]");
    private static readonly Option<string[]> Estimator = Many<string>("--estimator", "Estimators: score-function, leave-one-out, pathwise. [default: all]");
    private static readonly Option<double[]> Parameter = Many<double>("--parameter", "Parameters of the objectives. [default: each objective's own]");
    private static readonly Option<int[]> Samples = Many<int>("--samples", "Samples of leave-one-out. [default: 2 4 8]");

    private static readonly Option<double> Mean = new("--mean") { Description = "Mean of the normal law.", DefaultValueFactory = _ => 1 };

    private static readonly Option<double> StandardDeviation = new("--standard-deviation")
    {
        Description = "Standard deviation of the normal law.",
        DefaultValueFactory = _ => 1,
    };

    private static readonly Option<long?> Draws = new("--draws")
    {
        Description = "Gradients of each cell. [default: as many as the interval needs; 1000 for a model]",
    };

    private static readonly Option<double> HalfWidth = new("--half-width")
    {
        Description = "Half-width that each variance's interval must reach, relative to the variance.",
        DefaultValueFactory = _ => 0.02,
    };

    private static readonly Option<string?> Output = new("--output", "-o")
    {
        Description = "Write the cells to a CSV file too.",
        HelpName = "file",
    };

    public static Command Create(Terminal terminal)
    {
        Option<bool> fresh = Resumable.Fresh();
        Option<string?> device = DeviceOption.Create("Where the gradients are drawn:");
        Option<bool> json = Options.Json();
        var verb = new Command("variance", "Compare gradient estimators: bias, variance, time, and variance times time.")
        {
            device, Model, Objective, Estimator, Parameter, Samples, Mean, StandardDeviation, Draws, HalfWidth, Output, json, fresh,
        };
        verb.SetAction((parsed, cancellation) =>
        {
            string? model = parsed.GetValue(Model);
            if (model is not null and not "classifier")
            {
                throw new BadInputException($"--model is '{model}'; it must be classifier.");
            }

            using Device opened = DeviceOption.Open(parsed.GetValue(device));
            int Answer(IReadOnlyList<StudyCell> cells) => Give(cells, parsed.GetValue(Output), parsed.GetValue(json), terminal);
            if (model is null)
            {
                GradientStudyOptions toys = ToyOptions(parsed);
                return Task.FromResult(Resumable.Run(
                    terminal, opened, "variance", toys, parsed.GetValue(fresh),
                    run => Answer(Toys(opened, toys, run, terminal, cancellation))));
            }

            ClassifierStudyOptions classifier = ClassifierOptions(parsed, opened);
            return Task.FromResult(Resumable.Run(
                terminal, opened, "variance of the classifier", classifier, parsed.GetValue(fresh),
                run => Answer(Classifier(opened, classifier, run, terminal, cancellation))));
        });
        return verb;
    }

    /// <summary>The study of objectives with exact answers.</summary>
    /// <exception cref="BadInputException">An option names nothing known, or breaks its rule.</exception>
    public static IReadOnlyList<StudyCell> Toys(
        Device device, GradientStudyOptions options, UnfinishedRun run, Terminal terminal, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(terminal);
        return terminal.WithProgress("comparing estimators", report =>
        {
            try
            {
                return GradientStudy.Run(
                    device, options, new Immediate<StudyProgress>(at => report((double)at.Done / at.Total, at.Current)), run, cancellation);
            }
            catch (ArgumentException e)
            {
                throw new BadInputException(ErrorText.Of(e));
            }
        });
    }

    public static void Show(IReadOnlyList<StudyCell> cells, Terminal terminal)
    {
        ArgumentNullException.ThrowIfNull(cells);
        ArgumentNullException.ThrowIfNull(terminal);
        terminal.WriteTable(
            [
                "problem", TableColumn.Number("parameter"), "estimator", "component", TableColumn.Number("draws"),
                TableColumn.Number("variance"), TableColumn.Number("±"), TableColumn.Number("exact"), "held",
                TableColumn.Number("time"), TableColumn.Number("variance x ns"),
            ],
            cells.Select(cell => new[]
            {
                cell.Problem,
                cell.Parameter is { } parameter ? Format.Short(parameter) : "-",
                cell.Estimator,
                cell.Component,
                Format.Invariant($"{cell.Draws:N0}"),
                Format.Digits(cell.Variance),
                Format.Percent(cell.RelativeHalfWidth),
                cell.ExactVariance is { } exact ? Format.Digits(exact) : "-",
                cell.HoldsExact switch { true => "yes", false => "NO", null => "-" },
                Format.Nanoseconds(cell.Nanoseconds),
                Format.Short(cell.VarianceTimesTime),
            }));
        int known = cells.Count(cell => cell.HoldsExact is not null);
        if (known > 0)
        {
            terminal.Line(Format.Invariant(
                $"{cells.Count(cell => cell.HoldsExact == true)} of {known} intervals hold the exact variance."));
        }
    }

    private static int Give(IReadOnlyList<StudyCell> cells, string? file, bool json, Terminal terminal)
    {
        if (file is not null)
        {
            Csv.Write(file, cells);
        }

        if (json)
        {
            terminal.WriteJson(cells);
        }
        else
        {
            Show(cells, terminal);
        }

        return cells.Any(cell => cell.HoldsExact == false || cell.HoldsExactMean == false) ? ExitCode.CheckFailed : ExitCode.Done;
    }

    private static IReadOnlyList<StudyCell> Classifier(
        Device device, ClassifierStudyOptions options, UnfinishedRun run, Terminal terminal, CancellationToken cancellation)
    {
        Digits digits = Digits.Load(out string note);
        terminal.ErrorLine(note);
        return ClassifierStudies.Compare(device, digits, options, run, terminal, cancellation);
    }

    private static GradientStudyOptions ToyOptions(ParseResult parsed)
    {
        var options = new GradientStudyOptions
        {
            Estimators = OrNull(parsed.GetValue(Estimator)),
            Objectives = OrNull(parsed.GetValue(Objective)),
            Parameters = OrNull(parsed.GetValue(Parameter)),
            Mean = parsed.GetValue(Mean),
            StandardDeviation = parsed.GetValue(StandardDeviation),
            Draws = parsed.GetValue(Draws),
            RelativeHalfWidth = parsed.GetValue(HalfWidth),
        };
        return OrNull(parsed.GetValue(Samples)) is { } samples ? options with { Samples = samples } : options;
    }

    private static ClassifierStudyOptions ClassifierOptions(ParseResult parsed, Device device)
    {
        var options = ClassifierStudyOptions.For(device);
        return parsed.GetValue(Draws) switch
        {
            null => options,
            >= 2 and <= 1_000_000 and var draws => options with { Gradients = (int)draws },
            var draws => throw new BadInputException(Format.Invariant($"--draws is {draws}; it must be in [2, 1000000] for a model.")),
        };
    }

    private static Option<T[]> Many<T>(string name, string description) =>
        new(name) { Description = description, AllowMultipleArgumentsPerToken = true };

    private static T[]? OrNull<T>(T[]? values) => values is { Length: > 0 } ? values : null;
}
