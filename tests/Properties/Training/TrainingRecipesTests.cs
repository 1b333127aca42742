using BayesBench.Data;
using BayesBench.Kernels.Models;
using BayesBench.Kernels.Networks;
using BayesBench.Support;
using BayesBench.Training;
using Xunit;

namespace BayesBench.Properties.Training;

/// <summary>The recipes say what they should: the sparse ones what their authors' program does.</summary>
public class TrainingRecipesTests
{
    private const int StepsPerEpoch = 600;

    // Epochs are counted from 0, as the authors' program counts them.
    [Theory]
    [InlineData("sparse-lenet-300-100", 0, 1e-3, 0)]
    [InlineData("sparse-lenet-300-100", 5, 1e-3, 0)]
    [InlineData("sparse-lenet-300-100", 6, 1e-3, 1.0 / 15)]
    [InlineData("sparse-lenet-300-100", 19, 1e-3, 14.0 / 15)]
    [InlineData("sparse-lenet-300-100", 20, 1e-3, 1)]
    [InlineData("sparse-lenet-300-100", 100, 1e-3, 1)]
    [InlineData("sparse-lenet-300-100", 150, 5e-4, 1)]
    [InlineData("sparse-lenet-300-100", 199, 1e-5, 1)]
    [InlineData("sparse-lenet-5", 0, 1e-3, 0)]
    [InlineData("sparse-lenet-5", 50, 7.5e-4, 1)]
    [InlineData("sparse-lenet-5", 199, 5e-6, 1)]
    [InlineData("local-300-100", 0, 1e-3, 1)]
    [InlineData("local-300-100", 49, 4e-5, 1)]
    [InlineData("classifier", 4, 1e-3, 1)]
    public void Rates_of_an_epoch(string model, int epoch, double rate, double weight)
    {
        TrainingRecipe recipe = TrainingRecipes.Of(model);
        foreach (int step in new[] { (epoch * StepsPerEpoch) + 1, (epoch + 1) * StepsPerEpoch })
        {
            StepRates rates = recipe.RatesAt(step, StepsPerEpoch);
            Assert.Equal(rate, rates.LearningRate, 1e-9);
            Assert.Equal(weight, rates.DivergenceWeight, 1e-6);
        }
    }

    [Theory]
    [InlineData("sparse-lenet-300-100", 266_200)]
    [InlineData("sparse-lenet-5", 430_500)]
    public void The_sparse_networks_are_the_authors(string model, int weights)
    {
        TrainingRecipe recipe = TrainingRecipes.Of(model);
        Assert.Equal(weights, NetworkDescription.Parse(recipe.Layers, Digits.Pixels).Weights);
        Assert.Equal((200, 100, NetworkOptimiser.Adam, InputScale.Centred), (recipe.Epochs, recipe.Batch, recipe.Optimiser, recipe.Inputs));
        Assert.Equal(StepsPerEpoch, recipe.StepsPerEpoch(Digits.MnistTrainCount));
    }

    [Fact]
    public void Every_recipe_has_a_rate_for_its_last_epoch_and_layers_that_end_in_ten_classes()
    {
        Assert.All(TrainingRecipes.All, recipe => Assert.Same(recipe, recipe.Checked()));
        Assert.All(
            TrainingRecipes.All.Where(recipe => recipe.Layers.Length > 0),
            recipe => Assert.Equal(Digits.Classes, NetworkDescription.Parse(recipe.Layers, Digits.Pixels).Outputs));
    }

    [Fact]
    public void Epochs_without_a_rate_are_refused() => Assert.Equal(
        "--epochs is 201; it must be at most 200 with this learning rate 0.001 to epoch 100, then in a line to 0 at 200.",
        Assert.Throws<BadInputException>(() => (TrainingRecipes.Of("sparse-lenet-300-100") with { Epochs = 201 }).Checked()).Message);

    [Fact]
    public void A_batch_larger_than_the_data_is_refused() => Assert.Equal(
        "--batch is 128; it must be at most 100, the number of images.",
        Assert.Throws<BadInputException>(() => TrainingRecipes.Of("classifier").StepsPerEpoch(100)).Message);
}
