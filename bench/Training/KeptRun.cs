using BayesBench.Kernels;

namespace BayesBench.Training;

/// <summary>A part of a study that is a training run, kept in a file of its own: a study that is begun again takes it up there.</summary>
internal static class KeptRun
{
    /// <summary>Trains a model to the last epoch of its recipe, from its checkpoint where there is one.</summary>
    /// <param name="device">Where the model lives.</param>
    /// <param name="model">The model, as it was made or as <paramref name="before"/> has it.</param>
    /// <param name="recipe">How.</param>
    /// <param name="stepsPerEpoch">See <see cref="TrainingRecipe.StepsPerEpoch"/>.</param>
    /// <param name="run">What the run is.</param>
    /// <param name="file">The checkpoint's; null keeps none.</param>
    /// <param name="before">Where the model stands; null is at the beginning.</param>
    /// <param name="progress">Told after every burst of steps.</param>
    /// <param name="cancellation">Stops between two steps, by an exception, with a checkpoint.</param>
    /// <exception cref="Support.BadInputException">The file is no checkpoint, or one of another run.</exception>
    public static Checkpoint To(
        Device device,
        ITrainedModel model,
        TrainingRecipe recipe,
        int stepsPerEpoch,
        RunDefinition run,
        string? file,
        Checkpoint? before,
        IProgress<TrainingProgress>? progress,
        CancellationToken cancellation)
    {
        Checkpoint start = file is not null && File.Exists(file)
            ? Resumption.TakeUp(file, model, run) with { Device = device.Name }
            : before ?? new Checkpoint(run, device.Name, 0, 0, 0, [], model.Save());
        Checkpoint end = new TrainingLoop(model, recipe, stepsPerEpoch, file, device.Synchronize).Run(start, progress, cancellation);
        cancellation.ThrowIfCancellationRequested();
        return end;
    }

    /// <summary>Removes all checkpoints of a folder: its study begins anew.</summary>
    public static void Forget(string folder)
    {
        foreach (string file in Directory.Exists(folder) ? Directory.GetFiles(folder, "*.checkpoint") : [])
        {
            File.Delete(file);
        }
    }
}
