using BayesBench.Agreements;
using BayesBench.Data;
using BayesBench.Kernels;
using BayesBench.Models;
using BayesBench.Reporting;
using BayesBench.Results;
using BayesBench.Studies;
using BayesBench.Support;

namespace BayesBench.Commands;

/// <summary>The main job: verify, measure, study, train, report; each part's results are stored when it is done.</summary>
public sealed class MainJob(
    Device device, Profile profile, UnfinishedRun run, Terminal terminal, CancellationToken cancellation)
{
    /// <summary>Runs all parts.</summary>
    /// <param name="folder">Where the results go.</param>
    /// <returns>One of <see cref="ExitCode"/>.</returns>
    public int Run(string folder)
    {
        var results = new ResultsFolder(folder);
        DevicesVerb.Show(DeviceSurvey.Run(), terminal);
        terminal.Line($"Running on {device} ({device.Driver}), profile {profile.Name}; results go to {results.Path}.");
        if (!Machine.IsRelease)
        {
            terminal.Line("This is a Debug build: times mean nothing. Use dotnet run -c Release.");
        }

        results.Clear();
        results.Machine = Machine.Of(device, profile.Name, data: string.Empty) with { Date = run.Began };

        Title(profile.VerifiesAll ? "Every kernel against its reference" : "The kernels that are timed against their reference");
        IReadOnlyList<Outcome> outcomes = VerifyVerb.Run(device, Verified(), seed: 1, run, terminal, cancellation);
        results.Verified = [.. outcomes.Select(VerifyRow.Of)];
        VerifyVerb.Show(outcomes, terminal);
        if (outcomes.Any(outcome => !outcome.Passed))
        {
            // Nothing is timed before it is verified.
            ReportWriter.Write(results);
            throw new CheckFailedException($"{outcomes.Count(outcome => !outcome.Passed)} kernels disagree with their reference; nothing was timed.");
        }

        Title("Throughput");
        (Roofs roofs, IReadOnlyList<ThroughputRow> rows) =
            ThroughputVerb.Run(device, ThroughputStudy.Headlines, profile.Effort, run, terminal, cancellation);
        (results.Roofs, results.Throughput) = (roofs.Rows, rows);
        ThroughputVerb.Show(roofs, rows, terminal);

        Title("Gradient estimators against exact answers");
        IReadOnlyList<StudyCell> toys = VarianceVerb.Toys(device, [profile.Gradients], run, terminal, cancellation);
        (results.Variances, results.Curves, results.Crossings) =
            (toys, ExactCurves.Of(toys, profile.Gradients), ExactCrossings.Of(toys, profile.Gradients));
        VarianceVerb.Show(toys, terminal);
        VarianceTable.Show(results.Crossings, terminal);

        Title("A Bayesian classifier");
        Digits digits = ClassifierStudies.First(Digits.Load(out string data), profile.Images);
        // Results are published; the user's folders are not.
        data = data.Replace(DataDirectory.Resolve(), "the data directory", StringComparison.Ordinal);
        results.Machine = results.Machine with { Data = data };
        terminal.Line(data);
        TrainingResult fit = run.Part($"training {ClassifierStudies.NameOf(digits)}", () =>
        {
            TrainingResult result = ClassifierStudies.Train(device, digits, profile.Training, terminal, cancellation);
            cancellation.ThrowIfCancellationRequested();
            return result;
        });
        (results.Training, results.Predictions) =
            (ClassifierStudies.Rows(fit, profile.Training, digits), ClassifierStudies.Predictions(fit, digits));
        ClassifierTables.Show(results.Training, results.Predictions, terminal);

        Title("Its gradient estimators");
        IReadOnlyList<StudyCell> model = ClassifierStudies.Compare(
            device, digits, profile.Classifier with { Trained = fit.Parameters }, run, terminal, cancellation);
        results.Variances = [.. toys, .. model];
        VarianceVerb.Show(model, terminal);

        ReportWriter.Write(results);
        Close(results);
        return toys.Any(cell => cell.HoldsExact == false || cell.HoldsExactMean == false)
            ? throw new CheckFailedException("a measured variance does not hold the exact one within its interval.")
            : ExitCode.Done;
    }

    // Nothing is timed before it is verified: the headlines, what studies draw with, what the classifier is trained by.
    private IReadOnlyList<Agreement> Verified()
    {
        string[] headlines = [.. ThroughputStudy.Headlines.SelectMany(ThroughputStudy.IdsOf)];
        return profile.VerifiesAll ? Registry.All :
        [
            .. Registry.All.Where(agreement => headlines.Contains(agreement.Id)
                || agreement.Id.EndsWith("-block", StringComparison.Ordinal)
                || agreement.Id.StartsWith("bayesian-classifier.", StringComparison.Ordinal)),
        ];
    }

    private void Title(string title)
    {
        // What the last part held is given back before the next one begins.
        GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
        cancellation.ThrowIfCancellationRequested();
        terminal.Line();
        terminal.Line(title);
    }

    private void Close(ResultsFolder results)
    {
        Title("Summary");
        foreach (string sentence in Summary.Sentences(results.Machine!, results))
        {
            terminal.Line("- " + sentence);
        }

        if (device.Kind == DeviceKind.Cpu)
        {
            terminal.Line("- This was ILGPU's CPU accelerator, at reduced sizes. Faster: a GPU with its driver, or PoCL (tools/install-opencl.sh installs it).");
        }

        terminal.Line($"- The report: {results.Report}");
    }
}
