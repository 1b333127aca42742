using BayesBench.Data;
using BayesBench.Kernels;
using BayesBench.Kernels.Models;
using BayesBench.Models;
using BayesBench.Support;

namespace BayesBench.Training;

/// <summary>The models that <c>train</c> knows, a row each. A later one is one more row and its <see cref="ITrainedModel"/>.</summary>
public static class TrainingRecipes
{
    private static readonly Func<Device, Digits, TrainingRecipe, ulong, ITrainedModel> Network =
        (device, digits, recipe, seed) => new NetworkModel(device, digits, recipe, seed);

    /// <summary>The rows.</summary>
    /// <remarks>
    /// The sparse networks are trained as their authors train theirs (Molchanov, Ashukha and Vetrov, 2017, and their program):
    /// batches of 100, 200 epochs, the divergence left out of the first five and whole from the twentieth, Adam's rate falling
    /// to 0, pixels over 256 less the mean image, all 60,000 images. But a batch is drawn with replacement.
    /// </remarks>
    public static IReadOnlyList<TrainingRecipe> All { get; } =
    [
        new(
            "classifier", "Bayesian logistic regression: Gaussian weights, noise in the logits.", string.Empty,
            Epochs: 5, Batch: 128, NetworkOptimiser.Adam, new LearningRate(1e-3), WarmUp: null, InputScale.Unit, Draws: 16,
            (device, digits, recipe, seed) => new ClassifierModel(device, digits, recipe, seed)),
        OfLayers("network", "Any stack of layers, as --layers has it.", "local 100, relu, local 10", epochs: 10)
            with { Rate = new LearningRate(1e-3) },
        Sparse(
            "sparse-lenet-300-100", "Sparse variational dropout of LeNet-300-100.",
            "sparse 300, relu, sparse 100, relu, sparse 10", new LearningRate(1e-3, 100, 200)),
        Sparse(
            "sparse-lenet-5", "Sparse variational dropout of LeNet-5.",
            "sparse-conv 20x5, pool 2, sparse-conv 50x5, pool 2, sparse 500, relu, sparse 10", new LearningRate(1e-3, 0, 200)),
        OfLayers(
            "local-300-100", "Gaussian weights, noise in the pre-activations, prior N(0, 1).",
            "local 300, relu, local 100, relu, local 10", epochs: 50),
        OfLayers(
            "dropout-300-100", "Dropout of inputs and hidden units.",
            "dropout 0.2, dense 300, relu, dropout 0.5, dense 100, relu, dropout 0.5, dense 10", epochs: 50),
        OfLayers(
            "map-300-100", "Weights without noise under a flat prior: the likelihood's maximum.",
            "dense 300, relu, dense 100, relu, dense 10", epochs: 50),
        Autoencoder(
            "autoencoder", "A variational autoencoder of grey images: encoder / decoder.", AutoencoderObjective.Elbo, draws: 1),
        Autoencoder(
            "importance-weighted", "The same under the bound of five importance weights, its gradient doubly reparametrised.",
            AutoencoderObjective.DoublyReparameterized, draws: 5),
        new(
            "adaptive-depth", "A residual network that stops after as many layers as an image needs.", string.Empty,
            Epochs: 10, Batch: 100, NetworkOptimiser.Adam, new LearningRate(1e-3, 5, 10), WarmUp: null, InputScale.Centred, Draws: 10,
            (device, digits, recipe, seed) => new AdaptiveDepthModel(
                device, digits, new AdaptiveDepthOptions(Batch: recipe.Batch, Seed: seed))),
    ];

    /// <summary>All names, for a sentence.</summary>
    public static string Names => string.Join(", ", All.Select(recipe => recipe.Name));

    /// <summary>The recipe of a name.</summary>
    /// <exception cref="BadInputException">There is none.</exception>
    public static TrainingRecipe Of(string name) => All.FirstOrDefault(recipe => recipe.Name == name)
        ?? throw new BadInputException($"model is '{name}'; it must be one of {Names}.");

    private static TrainingRecipe Sparse(string name, string description, string layers, LearningRate rate) => new(
        name, description, layers, Epochs: 200, Batch: 100, NetworkOptimiser.Adam, rate, new WarmUp(5, 20), InputScale.Centred, Draws: 10,
        Network);

    // Half of the epochs at the whole rate, then in a line to 0.
    private static TrainingRecipe OfLayers(string name, string description, string layers, int epochs) => new(
        name, description, layers, epochs, Batch: 100, NetworkOptimiser.Adam, new LearningRate(1e-3, epochs / 2.0, epochs), WarmUp: null,
        InputScale.Centred, Draws: 10, Network);

    // As Kingma and Welling (2014) have it, but for Adam: 500 hidden units, 20 latent numbers, batches of 100.
    private static TrainingRecipe Autoencoder(string name, string description, AutoencoderObjective objective, int draws) => new(
        name, description, "dense 500, tanh, dense 40 / dense 500, tanh, dense 784", Epochs: 50, Batch: 100, NetworkOptimiser.Adam,
        new LearningRate(1e-3), WarmUp: null, InputScale.Unit, Draws: 50,
        (device, digits, recipe, seed) => new AutoencoderModel(device, digits, recipe, seed, objective, draws));
}
