using BayesBench.Data;
using BayesBench.Kernels;
using BayesBench.Results;
using BayesBench.Support;

namespace BayesBench.Training;

/// <summary>What the user asks of <c>train</c>.</summary>
/// <param name="Recipe">The model and how it is trained.</param>
/// <param name="Seed">Key of all noise.</param>
/// <param name="Checkpoint">Where the checkpoint is kept; null is the default place.</param>
/// <param name="Resume">Whether to go on from it.</param>
/// <param name="Fresh">Whether to begin anew where there is one.</param>
/// <param name="Results">Folder for tables and plots; null writes none.</param>
/// <param name="Json">Whether the answer is JSON.</param>
public sealed record TrainingRequest(
    TrainingRecipe Recipe, ulong Seed, string? Checkpoint, bool Resume, bool Fresh, string? Results, bool Json);

/// <summary>The work of <c>train</c>: takes up or begins, trains, tests, shows and stores.</summary>
/// <param name="device">Where to train.</param>
/// <param name="digits">The data.</param>
/// <param name="note">Where they come from.</param>
/// <param name="terminal">Where the user is told.</param>
public sealed class TrainingCommand(Device device, Digits digits, string note, Terminal terminal)
{
    /// <summary>Does it.</summary>
    /// <returns>One of <see cref="ExitCode"/>.</returns>
    public int Run(TrainingRequest request, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(request);
        TrainingRecipe recipe = request.Recipe.Checked();
        TrainingResults? results = request.Results is { } folder ? new TrainingResults(folder) : null;
        int stepsPerEpoch = recipe.StepsPerEpoch(digits.TrainLabels.Length);
        using ITrainedModel model = recipe.Build(device, Inputs.Scaled(digits, recipe.Inputs), recipe, request.Seed);
        var run = new RunDefinition(model.Text, recipe.Options, request.Seed, Inputs.Fingerprint(digits));
        string? file = FileFor(request, results);
        Checkpoint start = Start(request, file, model, run);
        var loop = new TrainingLoop(model, recipe, stepsPerEpoch, file, device.Synchronize);
        var told = new TrainingTold(terminal, recipe, results);
        Checkpoint end = told.While(progress => loop.Run(start, progress, cancellation));
        bool isCut = end.Step < end.Steps;
        IReadOnlyList<TestRow> tests = isCut ? [] : Tests(model, recipe.Draws);
        var provenance = new Provenance(
            run, end.Step, end.Steps, end.Seconds, model.LaunchesPerStep, Machine.Of(device, profile: string.Empty, Published(note)));
        results?.Write(end, tests, provenance);
        results?.WritePictures(model as IPicturedModel);
        results?.WriteDomains(model as IDomainModel);
        Show(request, end, tests, provenance, file);
        return isCut ? ExitCode.Interrupted : ExitCode.Done;
    }

    // A run with results is kept among them, another one where the program keeps unfinished work: in the user's cache.
    private string? FileFor(TrainingRequest request, TrainingResults? results) => request.Checkpoint
        ?? results?.Checkpoint
        ?? (terminal.Unfinished is { } unfinished
            ? Path.Combine(unfinished, Format.Invariant($"{request.Recipe.Name}-seed-{request.Seed}.checkpoint"))
            : null);

    private Checkpoint Start(TrainingRequest request, string? file, ITrainedModel model, RunDefinition run)
    {
        if (request.Resume)
        {
            Checkpoint found = Resumption.TakeUp(file ?? throw new BadInputException("--resume has no checkpoint; --checkpoint must name one."), model, run);
            terminal.ErrorLine(Format.Invariant($"taking up {file} after step {found.Step}."));
            if (found.Device != device.Name)
            {
                terminal.ErrorLine($"it ran on {found.Device}; on {device.Name} the next steps round otherwise.");
            }

            return found with { Device = device.Name };
        }

        if (file is not null && File.Exists(file) && !request.Fresh && (request.Checkpoint is not null || IsUnfinished(file)))
        {
            throw new BadInputException($"{file} is there already; --resume goes on with it, --fresh begins anew.");
        }

        return new Checkpoint(run, device.Name, 0, 0, 0, [], model.Save());
    }

    private static bool IsUnfinished(string file)
    {
        Checkpoint found = CheckpointFile.Read(file);
        return found.Step < found.Steps;
    }

    private static List<TestRow> Tests(ITrainedModel model, int draws)
    {
        var tests = new List<TestRow> { Row("posterior-mean", model.Test(0)) };
        if (draws > 0)
        {
            tests.Add(Row("posterior-predictive", model.Test(draws)));
        }

        return tests;

        static TestRow Row(string predictor, TestScore score) => new(predictor, score.Error, score.LogLikelihood, score.CalibrationError);
    }

    // Results are published; the user's folders are not.
    internal static string Published(string note) => note.Replace(DataDirectory.Resolve(), "the data directory", StringComparison.Ordinal);

    private void Show(TrainingRequest request, Checkpoint end, IReadOnlyList<TestRow> tests, Provenance provenance, string? file)
    {
        IReadOnlyList<SparsityRow> layers = Sparsity.Rows(end.Arrays);
        if (request.Json)
        {
            terminal.WriteJson(new
            {
                Data = note,
                provenance.Run,
                Training = end.History,
                Predictions = tests,
                Layers = layers,
                provenance.LaunchesPerStep,
                Checkpoint = file,
            });
            return;
        }

        terminal.Line(note);
        TrainingTables.Show(end, tests, layers, terminal);
        if (file is not null)
        {
            terminal.Line($"checkpoint: {file}");
        }

        if (end.Step < end.Steps)
        {
            terminal.ErrorLine(Format.Invariant($"interrupted after step {end.Step} of {end.Steps}")
                + (file is null ? "." : "; the same command with --resume goes on."));
        }
    }
}
