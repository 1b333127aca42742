using System.CommandLine;
using BayesBench.Data;
using BayesBench.Kernels;
using BayesBench.Support;
using BayesBench.Training;

namespace BayesBench.Commands;

/// <summary><c>train</c>: fit a model and say how well it predicts.</summary>
public static class TrainVerb
{
    private const string FirstModel = "classifier";

    private static readonly Argument<string?> ModelArgument = new("model")
    {
        Description = "The model, as --model names it.",
        Arity = ArgumentArity.ZeroOrOne,
    };

    private static readonly Option<string?> Model = new("--model")
    {
        Description = $"The model and its recipe. [default: {FirstModel}]\n"
            + string.Join('\n', TrainingRecipes.All.Select(recipe => $"{recipe.Name}: {recipe.Description}")),
        HelpName = "name",
    };

    private static readonly Option<string?> Layers = Of<string?>("--layers", "Layers of a network, such as \"sparse 300, relu, sparse 10\".");
    private static readonly Option<int?> Epochs = Of<int?>("--epochs", "Passes over the training data; the recipe's rates stay where they are.");
    private static readonly Option<int?> Batch = Of<int?>("--batch", "Examples of a minibatch.");
    private static readonly Option<int?> Draws = Of<int?>("--draws", "Posterior draws that a prediction averages.");
    private static readonly Option<double?> LearningRate = Of<double?>("--learning-rate", "The optimiser's step, at the beginning.");

    private static readonly Option<ulong> Seed = new("--seed") { Description = "Key of all noise.", DefaultValueFactory = _ => 1 };

    private static readonly Option<string?> CheckpointFile = new("--checkpoint")
    {
        Description = "Where the run is kept, after each epoch and when it is interrupted. "
            + "[default: model.checkpoint of --results; without, in the user's cache]",
        HelpName = "file",
    };

    private static readonly Option<bool> Resume = new("--resume")
    {
        Description = "Go on from the checkpoint: on the same device to the bits of a run without interruption.",
    };

    private static readonly Option<bool> Fresh = new("--fresh") { Description = "Begin anew where there is a checkpoint." };

    private static readonly Option<string?> Results = new("--results")
    {
        Description = "Folder for the history, the provenance, the sparsity of layers, plots and pictures of the first layer.",
        HelpName = "dir",
    };

    public static Command Create(Terminal terminal)
    {
        Option<string?> device = DeviceOption.Create("Where to train:");
        Option<bool> json = Options.Json();
        var verb = new Command("train", "Fit a model on a device and test it.")
        {
            ModelArgument, Model, Layers, device, Epochs, Batch, Draws, LearningRate, Seed, CheckpointFile, Resume, Fresh, Results, json,
        };
        verb.Subcommands.Add(DropoutRegressorVerb.Create(terminal));
        verb.Subcommands.Add(NoiseVarianceVerb.Create(terminal));
        verb.Subcommands.Add(ComparisonVerb.Create(terminal));
        verb.Subcommands.Add(BoundCurvesVerb.Create(terminal));
        verb.Subcommands.Add(EvidenceTableVerb.Create(terminal));
        verb.Subcommands.Add(DepthStudyVerb.Create(terminal));
        verb.SetAction((parsed, cancellation) =>
        {
            TrainingRequest request = Read(parsed, parsed.GetValue(json));
            using Device opened = DeviceOption.Open(parsed.GetValue(device));
            Digits digits = Digits.Load(out string note);
            return Task.FromResult(new TrainingCommand(opened, digits, note, terminal).Run(request, cancellation));
        });
        return verb;
    }

    private static TrainingRequest Read(ParseResult parsed, bool json)
    {
        (string? first, string? second) = (parsed.GetValue(ModelArgument), parsed.GetValue(Model));
        if (first is not null && second is not null && first != second)
        {
            throw new BadInputException($"--model is '{second}' and model '{first}'; one of them is enough.");
        }

        TrainingRecipe recipe = WithLayers(TrainingRecipes.Of(second ?? first ?? FirstModel), parsed.GetValue(Layers));
        recipe = recipe with
        {
            Epochs = AtLeast(1, parsed, Epochs, recipe.Epochs),
            Batch = AtLeast(1, parsed, Batch, recipe.Batch),
            Draws = AtLeast(0, parsed, Draws, recipe.Draws),
            Rate = recipe.Rate with { Value = parsed.GetValue(LearningRate) ?? recipe.Rate.Value },
        };
        if (!(recipe.Rate.Value > 0 && double.IsFinite(recipe.Rate.Value)))
        {
            throw new BadInputException(Format.Invariant($"--learning-rate is {recipe.Rate.Value}; it must be positive and finite."));
        }

        bool resume = parsed.GetValue(Resume);
        return resume && parsed.GetValue(Fresh)
            ? throw new BadInputException("--resume and --fresh are both given; a run goes on or begins anew.")
            : new TrainingRequest(
                recipe.Checked(), parsed.GetValue(Seed), parsed.GetValue(CheckpointFile), resume, parsed.GetValue(Fresh),
                parsed.GetValue(Results), json);
    }

    private static TrainingRecipe WithLayers(TrainingRecipe recipe, string? layers) => layers is null
        ? recipe
        : recipe.Layers.Length > 0
            ? recipe with { Layers = layers }
            : throw new BadInputException($"--layers is '{layers}'; model {recipe.Name} has none to choose.");

    private static int AtLeast(int least, ParseResult parsed, Option<int?> option, int otherwise)
    {
        int value = parsed.GetValue(option) ?? otherwise;
        return value >= least
            ? value
            : throw new BadInputException(Format.Invariant($"{option.Name} is {value}; it must be at least {least}."));
    }

    private static Option<T> Of<T>(string name, string description) =>
        new(name) { Description = $"{description} [default: the recipe's]" };
}
