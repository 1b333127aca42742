using BayesBench.Support;

namespace BayesBench.Training;

/// <summary>The models that <c>train</c> knows, a row each. A later one is one more row and its <see cref="ITrainedModel"/>.</summary>
public static class TrainingRecipes
{
    public static IReadOnlyList<TrainingRecipe> All { get; } =
    [
        new(
            "classifier", "Bayesian logistic regression: Gaussian weights, noise in the logits.", string.Empty,
            Epochs: 5, Batch: 128, new LearningRate(1e-3), WarmUp: null, InputScale.Unit, Draws: 16,
            (device, digits, recipe, seed) => new ClassifierModel(device, digits, recipe, seed)),
    ];

    /// <summary>All names, for a sentence.</summary>
    public static string Names => string.Join(", ", All.Select(recipe => recipe.Name));

    /// <summary>The recipe of a name.</summary>
    /// <exception cref="BadInputException">There is none.</exception>
    public static TrainingRecipe Of(string name) => All.FirstOrDefault(recipe => recipe.Name == name)
        ?? throw new BadInputException($"model is '{name}'; it must be {(All.Count == 1 ? string.Empty : "one of ")}{Names}.");
}
