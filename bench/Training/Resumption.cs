using BayesBench.Support;

namespace BayesBench.Training;

/// <summary>Takes a run up from its checkpoint.</summary>
public static class Resumption
{
    /// <summary>Reads a checkpoint and puts a model there.</summary>
    /// <param name="path">The checkpoint's file.</param>
    /// <param name="model">A fresh model of the run that is asked for.</param>
    /// <param name="asked">That run.</param>
    /// <exception cref="BadInputException">The file is no checkpoint, or one of another run.</exception>
    public static Checkpoint TakeUp(string path, ITrainedModel model, RunDefinition asked)
    {
        ArgumentNullException.ThrowIfNull(model);
        Checkpoint found = CheckpointFile.Read(path);
        if ((found.Run.DifferenceTo(asked) ?? Difference(found.Arrays, model.Save())) is { } difference)
        {
            throw new BadInputException($"{path} is the checkpoint of another run: {difference}.");
        }

        model.Restore(found.Arrays, found.Step);
        return found;
    }

    private static string? Difference(IReadOnlyList<ModelArray> found, IReadOnlyList<ModelArray> asked)
    {
        string[] here = [.. found.Select(TextOf)], there = [.. asked.Select(TextOf)];
        int first = Enumerable.Range(0, Math.Max(here.Length, there.Length))
            .FirstOrDefault(i => here.ElementAtOrDefault(i) != there.ElementAtOrDefault(i), -1);
        return first < 0
            ? null
            : Format.Invariant($"its array {first} is {here.ElementAtOrDefault(first) ?? "missing"}, the model's is {there.ElementAtOrDefault(first) ?? "missing"}");
    }

    private static string TextOf(ModelArray array) => $"'{array.FullName}' {array.ShapeText}";
}
