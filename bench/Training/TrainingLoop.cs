using System.Diagnostics;
using BayesBench.Support;

namespace BayesBench.Training;

/// <summary>How far a run is.</summary>
/// <param name="Step">Steps done.</param>
/// <param name="Steps">Steps asked for.</param>
/// <param name="EndOfEpoch">The model, when an epoch has just ended; its row is the history's last.</param>
/// <param name="ExamplesPerSecond">Of the latest steps.</param>
/// <param name="Left">Time that the rest takes at this session's pace, tests included.</param>
public sealed record TrainingProgress(int Step, int Steps, Checkpoint? EndOfEpoch, double ExamplesPerSecond, TimeSpan Left);

/// <summary>Trains a model epoch by epoch. After each, and when it is cancelled, it keeps a checkpoint.</summary>
/// <param name="model">The model.</param>
/// <param name="recipe">How.</param>
/// <param name="stepsPerEpoch">See <see cref="TrainingRecipe.StepsPerEpoch"/>.</param>
/// <param name="checkpoint">The checkpoint's file; null keeps none.</param>
/// <param name="synchronize">Waits for the device.</param>
public sealed class TrainingLoop(
    ITrainedModel model, TrainingRecipe recipe, int stepsPerEpoch, string? checkpoint, Action synchronize)
{
    // Steps run ahead of the device until somebody waits: so long at most that progress is true and Ctrl-C is heard.
    private static readonly TimeSpan LongestBurst = TimeSpan.FromSeconds(0.4);

    /// <summary>Goes on from a state of the model, which stands there, to the recipe's last epoch.</summary>
    /// <param name="start">Where the model stands; its steps are those done.</param>
    /// <param name="progress">Told after every burst of steps; may be null.</param>
    /// <param name="cancellation">Stops between two steps.</param>
    /// <returns>Where the model stands: at the end, or where it was cancelled.</returns>
    /// <exception cref="CheckFailedException">The bound or a parameter is no finite number.</exception>
    public Checkpoint Run(Checkpoint start, IProgress<TrainingProgress>? progress = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(start);
        int steps = checked(recipe.Epochs * stepsPerEpoch), step = start.Step, burst = 1;
        Checkpoint good = start with { Steps = steps };
        var session = Stopwatch.StartNew();
        var stepping = new Stopwatch();
        while (step < steps && !cancellation.IsCancellationRequested)
        {
            int first = step;
            int end = Math.Min((first / stepsPerEpoch * stepsPerEpoch) + stepsPerEpoch, first + burst);
            TimeSpan before = stepping.Elapsed;
            stepping.Start();
            while (step < end && !cancellation.IsCancellationRequested)
            {
                step++;
                model.Step(step, recipe.RatesAt(step, stepsPerEpoch));
            }

            synchronize();
            stepping.Stop();
            TimeSpan took = stepping.Elapsed - before;
            burst = took < LongestBurst / 2 ? 2 * burst : took > LongestBurst ? Math.Max(1, burst / 2) : burst;
            double pace = (step - first) * recipe.Batch / took.TotalSeconds;
            bool isEndOfEpoch = step % stepsPerEpoch == 0;
            if (isEndOfEpoch)
            {
                good = Keep(EndOfEpoch(good, step, start.Seconds + session.Elapsed.TotalSeconds, stepping.Elapsed));
                stepping.Reset();
            }

            progress?.Report(new TrainingProgress(
                step, steps, isEndOfEpoch ? good : null, pace, session.Elapsed * ((double)(steps - step) / Math.Max(1, step - start.Step))));
        }

        return step == steps ? good : Keep(Finite(good, good with
        {
            Step = step,
            Seconds = start.Seconds + session.Elapsed.TotalSeconds,
            Arrays = model.Save(),
        }));
    }

    private Checkpoint EndOfEpoch(Checkpoint good, int step, double seconds, TimeSpan stepping)
    {
        int last = good.History.Count == 0 ? 0 : good.History[^1].Step;
        ModelReport report = model.TakeReport((step - last) * recipe.Batch);
        Checkpoint next = Finite(good, good with { Step = step, Seconds = seconds, Arrays = model.Save() });
        if (!double.IsFinite(report.LogLikelihood - report.Divergence))
        {
            throw Stop(good, step);
        }

        StepRates rates = recipe.RatesAt(step, stepsPerEpoch);
        var point = new TrainingPoint(
            step, step / stepsPerEpoch, report.LogLikelihood, report.Divergence, model.Test(draws: 0).Error,
            rates.LearningRate, rates.DivergenceWeight, seconds, (step - good.Step) * recipe.Batch / stepping.TotalSeconds);
        return next with { History = [.. good.History, point] };
    }

    private Checkpoint Finite(Checkpoint good, Checkpoint next) =>
        NonFinite.FirstOf(next.Arrays) is null ? next : throw Stop(good, next.Step);

    private Checkpoint Keep(Checkpoint good)
    {
        if (checkpoint is not null)
        {
            CheckpointFile.Write(checkpoint, good);
        }

        return good;
    }

    // Which step it was is found by taking the steps again, from the last state that was good.
    private CheckFailedException Stop(Checkpoint good, int last)
    {
        model.Restore(good.Arrays, good.Step);
        (int step, string what) = NonFinite.Locate(model, good.Step, last, step => recipe.RatesAt(step, stepsPerEpoch));
        string kept = checkpoint is null || good.Step == 0 ? "no good checkpoint was kept" : $"the last good checkpoint is {checkpoint}, of step {good.Step}";
        StepRates rates = recipe.RatesAt(step, stepsPerEpoch);
        return new CheckFailedException(Format.Invariant(
            $"training stopped: after step {step}, {what} (learning rate {rates.LearningRate}, divergence weight {rates.DivergenceWeight}); {kept}."));
    }
}
