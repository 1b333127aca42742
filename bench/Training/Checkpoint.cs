using BayesBench.Support;

namespace BayesBench.Training;

/// <summary>What a run is: two runs with equal ones, on one device, have the same bits after the same steps.</summary>
/// <param name="Model">The model as text: its name, or its layers.</param>
/// <param name="Options">All else that changes the numbers: optimiser, rates, batch, how the data are prepared.</param>
/// <param name="Seed">Key of all noise.</param>
/// <param name="Data">The data's name, count and fingerprint.</param>
public sealed record RunDefinition(string Model, string Options, ulong Seed, string Data)
{
    /// <summary>What differs, as one says it to the user; null where nothing does.</summary>
    /// <param name="asked">The run that is asked for.</param>
    public string? DifferenceTo(RunDefinition asked)
    {
        ArgumentNullException.ThrowIfNull(asked);
        return Difference("model", Model, asked.Model) ?? Difference("data", Data, asked.Data)
            ?? Difference("options", Options, asked.Options) ?? Difference("seed", Seed, asked.Seed);
    }

    private static string? Difference<T>(string what, T here, T asked) =>
        Equals(here, asked) ? null : Format.Invariant($"its {what} is '{here}', asked for is '{asked}'");
}

/// <summary>A run after some steps: all that the next step needs.</summary>
/// <param name="Run">What the run is.</param>
/// <param name="Device">Where it ran: elsewhere the next steps round otherwise.</param>
/// <param name="Step">Steps done.</param>
/// <param name="Steps">Steps that were asked for.</param>
/// <param name="Seconds">Time that they took.</param>
/// <param name="History">How the run stood at the end of each epoch.</param>
/// <param name="Arrays">The model and its optimiser.</param>
public sealed record Checkpoint(
    RunDefinition Run,
    string Device,
    int Step,
    int Steps,
    double Seconds,
    IReadOnlyList<TrainingPoint> History,
    IReadOnlyList<ModelArray> Arrays);
