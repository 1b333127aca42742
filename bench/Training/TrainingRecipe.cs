using BayesBench.Data;
using BayesBench.Kernels;
using BayesBench.Kernels.Models;
using BayesBench.Support;

namespace BayesBench.Training;

/// <summary>A model and how it is trained: a row of <see cref="TrainingRecipes"/>, as the options of the command change it.</summary>
/// <param name="Name">As <c>--model</c> calls it.</param>
/// <param name="Description">One sentence.</param>
/// <param name="Layers">Its layers as text; empty where the model has none to choose.</param>
/// <param name="Epochs">Passes over as many examples as the data have.</param>
/// <param name="Batch">Examples of a minibatch.</param>
/// <param name="Optimiser">How parameters move.</param>
/// <param name="Rate">The learning rate by epoch.</param>
/// <param name="WarmUp">The divergence's weight by epoch; null is 1 throughout.</param>
/// <param name="Inputs">What the model sees of an image.</param>
/// <param name="Draws">Posterior draws that a prediction averages, beside the prediction by the mean.</param>
/// <param name="Build">Allocates the model on a device and initialises it by a seed.</param>
public sealed record TrainingRecipe(
    string Name,
    string Description,
    string Layers,
    int Epochs,
    int Batch,
    NetworkOptimiser Optimiser,
    LearningRate Rate,
    WarmUp? WarmUp,
    InputScale Inputs,
    int Draws,
    Func<Device, Digits, TrainingRecipe, ulong, ITrainedModel> Build)
{
    /// <summary>All that changes the numbers beside model, data and seed.</summary>
    public string Options => Format.Invariant($"{Optimiser}, {Rate}, {WarmUp?.ToString() ?? "whole divergence"}, batch {Batch}, {PixelsText}");

    private string PixelsText => Inputs == InputScale.Unit ? "pixels from 0 to 1" : "pixels over 256 less the mean image";

    /// <summary>Steps that make an epoch: what is left of the data then is less than a batch.</summary>
    /// <exception cref="BadInputException">There are fewer data than a batch has.</exception>
    public int StepsPerEpoch(int examples) => Batch <= examples ? examples / Batch : throw new BadInputException(Format.Invariant(
        $"--batch is {Batch}; it must be at most {examples}, the number of images."));

    /// <summary>The rates of a step.</summary>
    /// <param name="step">Counts from 1.</param>
    /// <param name="stepsPerEpoch">See <see cref="StepsPerEpoch"/>.</param>
    public StepRates RatesAt(int step, int stepsPerEpoch)
    {
        int epoch = (step - 1) / stepsPerEpoch;
        return new StepRates((float)Rate.At(epoch), (float)(WarmUp?.At(epoch) ?? 1));
    }

    /// <summary>The recipe as it stands, when every epoch that is asked for has a rate to learn at.</summary>
    /// <exception cref="BadInputException">One has not.</exception>
    public TrainingRecipe Checked() => Epochs == 0 || Rate.At(Epochs - 1) > 0 ? this : throw new BadInputException(Format.Invariant(
        $"--epochs is {Epochs}; it must be at most {Rate.To} with this {Rate}."));
}
