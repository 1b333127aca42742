using BayesBench.Support;

namespace BayesBench.Training;

/// <summary>Tells how a run goes: a bar that moves where somebody watches, else a line an epoch.</summary>
/// <param name="terminal">Where.</param>
/// <param name="recipe">What is trained.</param>
/// <param name="results">Gets every epoch; may be null.</param>
internal sealed class TrainingTold(Terminal terminal, TrainingRecipe recipe, TrainingResults? results)
{
    public Checkpoint While(Func<IProgress<TrainingProgress>, Checkpoint> work) => terminal.WithProgress(recipe.Name, report =>
    {
        string stands = "first epoch";
        return work(new Immediate<TrainingProgress>(at =>
        {
            if (at.EndOfEpoch is { } end)
            {
                stands = LineOf(end.History[^1], recipe.Epochs);
                results?.AddEpoch(end);
                terminal.LineUnwatched(Format.Invariant($"{stands}, {TimeOf(at.Left)} left"));
            }

            report((double)at.Step / at.Steps, Format.Invariant(
                $"{stands}; now {Format.WithPrefix(at.ExamplesPerSecond, "examples/s")}, {TimeOf(at.Left)} left"));
        }));
    });

    private static string LineOf(TrainingPoint row, int epochs) => Format.Invariant(
        $"epoch {row.Epoch} of {epochs}: ELBO {row.LowerBound:F4}, log-likelihood {row.LogLikelihood:F4}, KL {row.Divergence:F4} nats")
        + (row.Error is { } error ? Format.Invariant($", error {100 * error:F2}%") : string.Empty)
        + $", {Format.WithPrefix(row.ExamplesPerSecond, "examples/s")}";

    private static string TimeOf(TimeSpan time) => time.TotalHours >= 1
        ? Format.Invariant($"{(int)time.TotalHours} h {time.Minutes:D2} min")
        : time.TotalMinutes >= 1 ? Format.Invariant($"{time.Minutes} min {time.Seconds:D2} s") : Format.Invariant($"{time.TotalSeconds:F0} s");
}
