using System.CommandLine;
using BayesBench.Data;
using BayesBench.Kernels;
using BayesBench.Models;
using BayesBench.Reporting;
using BayesBench.Results;
using BayesBench.Studies;
using BayesBench.Support;

namespace BayesBench.Commands;

/// <summary><c>variance</c>: gradient estimators compared, on problems with exact answers or on a model.</summary>
public static class VarianceVerb
{
    private const string Classifier = "classifier", BeliefNet = "sigmoid-belief-net";

    private static readonly Option<string?> Model = new("--model")
    {
        Description = $"Compare on a model ({Classifier}, {BeliefNet}) instead of problems with exact answers.",
        HelpName = "name",
    };

    private static readonly Option<string?> Study = new("--study")
    {
        Description = "Several studies, one after the other: a JSON array of objects, whose members are these options without --.",
        HelpName = "file",
    };

    private static readonly Option<string?> Part = new("--shard")
    {
        Description = "Draw one part of n and write it to --output, for variance merge; or take the part from a job array's environment.",
        HelpName = "i/n|slurm|kubernetes",
    };

    private static readonly Option<string?> File = Output("Write the cells to a CSV file too; with --shard, the part.");

    private static readonly Option<string?> Results = new("--results")
    {
        Description = "Write a folder of results too: the cells, the exact curves, the machine and a report with figures.",
        HelpName = "folder",
    };

    public static Command Create(Terminal terminal)
    {
        Option<bool> fresh = Resumable.Fresh();
        Option<string?> device = DeviceOption.Create("Where the gradients are drawn:");
        Option<bool> json = Options.Json();
        var verb = new Command("variance", "Compare gradient estimators: bias, variance, time, and variance times time.")
        {
            device, Model, Study, Part, File, Results, json, fresh,
        };
        StudyOptions.AddTo(verb);
        verb.Subcommands.Add(VarianceMergeVerb.Create(terminal));
        verb.SetAction((parsed, cancellation) =>
        {
            RefuseContradictions(parsed);
            Shard? shard = parsed.GetValue(Part) is { } text ? Shard.Of(text, Environment.GetEnvironmentVariable) : null;
            IReadOnlyList<GradientStudyOptions> studies =
                parsed.GetValue(Study) is { } file ? StudyList.Read(file) : [StudyOptions.Of(parsed)];
            using Device opened = DeviceOption.Open(parsed.GetValue(device));
            (string? output, bool asJson, bool begins) = (parsed.GetValue(File), parsed.GetValue(json), parsed.GetValue(fresh));
            if (parsed.GetValue(Model) == Classifier)
            {
                ClassifierStudyOptions classifier = ClassifierStudyOptions.For(opened);
                classifier = classifier with { Gradients = Gradients(parsed, classifier.Gradients) };
                return OfModel("variance of the classifier", classifier, (digits, run) =>
                    ClassifierStudies.Compare(opened, digits, classifier, run, terminal, cancellation));
            }

            if (parsed.GetValue(Model) == BeliefNet)
            {
                BeliefNetStudyOptions net = BeliefNetStudyOptions.For(opened);
                net = net with { Gradients = Gradients(parsed, net.Gradients) };
                return OfModel("variance of the sigmoid belief net", net, (digits, run) =>
                    BeliefNetStudies.Compare(opened, digits, net, run, terminal, cancellation));
            }

            Task<int> OfModel(string name, object definition, Func<Digits, UnfinishedRun, IReadOnlyList<StudyCell>> study) =>
                Task.FromResult(Resumable.Run(terminal, opened, name, definition, begins, run =>
                {
                    Digits digits = Digits.Load(out string note);
                    terminal.ErrorLine(note);
                    return VarianceTable.Give([study(digits, run)], output, asJson, terminal);
                }));

            return Task.FromResult(shard is { } part
                ? Resumable.Run(
                    terminal, opened, "shard", new { studies, part }, begins,
                    run => DrawPart(opened, studies, part, run, output!, asJson, terminal, cancellation))
                : Resumable.Run(
                    terminal, opened, "variance", studies, begins,
                    run =>
                    {
                        IReadOnlyList<IReadOnlyList<StudyCell>> cells =
                            GradientStudyPlan.Split(Toys(opened, studies, run, terminal, cancellation), studies);
                        IReadOnlyList<CrossingRow>[] crossings = [.. cells.Zip(studies, ExactCrossings.Of)];
                        if (parsed.GetValue(Results) is { } folder)
                        {
                            var machine = Machine.Of(opened, "variance", data: string.Empty) with { Date = run.Began };
                            WriteResults(folder, machine, studies, cells, crossings);
                        }

                        return VarianceTable.Give(cells, output, asJson, terminal, crossings);
                    }));
        });
        return verb;
    }

    /// <summary>The studies of problems with exact answers.</summary>
    /// <exception cref="BadInputException">An option names nothing known, or breaks its rule.</exception>
    public static IReadOnlyList<StudyCell> Toys(
        Device device, IReadOnlyList<GradientStudyOptions> studies, UnfinishedRun run, Terminal terminal, CancellationToken cancellation) =>
        WithProgress(terminal, progress => GradientStudy.Run(device, studies, progress, run, cancellation));

    public static void Show(IReadOnlyList<StudyCell> cells, Terminal terminal)
    {
        ArgumentNullException.ThrowIfNull(cells);
        ArgumentNullException.ThrowIfNull(terminal);
        VarianceTable.Show(cells, terminal);
    }

    internal static Option<string?> Output(string description) => new("--output", "-o") { Description = description, HelpName = "file" };

    private static int DrawPart(
        Device device,
        IReadOnlyList<GradientStudyOptions> studies,
        Shard shard,
        UnfinishedRun run,
        string output,
        bool json,
        Terminal terminal,
        CancellationToken cancellation)
    {
        ShardFile part = WithProgress(terminal, progress => GradientShards.Draw(device, studies, shard, progress, run, cancellation));
        part.Write(output);
        if (json)
        {
            terminal.WriteJson(new { shard = shard.Number, shards = shard.Count, runs = part.Runs.Count, file = output });
        }
        else
        {
            terminal.Line(Format.Invariant($"{output} holds shard {shard} of {part.Runs.Count} runs; variance merge joins the parts."));
        }

        return ExitCode.Done;
    }

    private static void WriteResults(
        string folder,
        Machine machine,
        IReadOnlyList<GradientStudyOptions> studies,
        IReadOnlyList<IReadOnlyList<StudyCell>> cells,
        IReadOnlyList<IReadOnlyList<CrossingRow>> crossings)
    {
        var results = new ResultsFolder(folder);
        results.Clear();
        results.Machine = machine;
        results.Variances = [.. cells.SelectMany(study => study)];
        results.Curves = [.. cells.Zip(studies, ExactCurves.Of).SelectMany(curves => curves)];
        results.Crossings = [.. crossings.SelectMany(rows => rows)];
        ReportWriter.Write(results);
    }

    private static T WithProgress<T>(Terminal terminal, Func<IProgress<StudyProgress>, T> work)
    {
        ArgumentNullException.ThrowIfNull(terminal);
        return terminal.WithProgress("comparing estimators", report =>
        {
            try
            {
                return work(new Immediate<StudyProgress>(at => report((double)at.Done / at.Total, at.Current)));
            }
            catch (ArgumentException e)
            {
                throw new BadInputException(ErrorText.Of(e));
            }
        });
    }

    private static void RefuseContradictions(ParseResult parsed)
    {
        if (parsed.GetValue(Model) is not (null or Classifier or BeliefNet))
        {
            throw new BadInputException($"--model is '{parsed.GetValue(Model)}'; it must be {Classifier} or {BeliefNet}.");
        }

        bool IsGiven(Option option) => parsed.GetResult(option) is { Implicit: false };
        (Option One, Option[] Others)[] contradictions =
        [
            (Model, [Study, Part, Results]),
            (Part, [Results]),
            (Study, [.. StudyOptions.All]),
        ];
        foreach ((Option one, Option[] others) in contradictions.Where(pair => IsGiven(pair.One)))
        {
            if (others.FirstOrDefault(IsGiven) is { } other)
            {
                throw new BadInputException($"{other.Name} does not go with {one.Name}.");
            }
        }

        if (IsGiven(Part) && !IsGiven(File))
        {
            throw new BadInputException("--shard needs --output: a part is a file.");
        }
    }

    private static int Gradients(ParseResult parsed, int customary) => StudyOptions.Of(parsed).Draws switch
    {
        null => customary,
        >= 2 and <= 1_000_000 and var draws => (int)draws,
        var draws => throw new BadInputException(Format.Invariant($"--draws is {draws}; it must be in [2, 1000000] for a model.")),
    };
}
