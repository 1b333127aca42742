using BayesBench.Data;
using BayesBench.Kernels;

namespace BayesBench.Models;

/// <summary>What a study of dropout regressors on a UCI set does, besides what the set says.</summary>
/// <param name="Splits">The first so many of the published splits.</param>
/// <param name="EpochFactor">
/// Times the set's epochs. The published grid search took 100, as the logs of its numbers are named: ten times the 400 epochs of the
/// paper's first experiments, which is why it speaks of "10x epochs".
/// </param>
/// <param name="Draws">Of the masks, for a prediction.</param>
/// <param name="Seed">Key of all noise but the splits'.</param>
/// <param name="SplitsAtOnce">Splits whose models are trained side by side; it changes no number.</param>
/// <param name="Batch">Data of a minibatch.</param>
/// <param name="LearningRate">Adam's.</param>
/// <param name="LengthScale">Of the weights' prior.</param>
public sealed record DropoutRegressorOptions(
    int Splits,
    int EpochFactor = 100,
    int Draws = 10_000,
    ulong Seed = 1,
    int SplitsAtOnce = 2,
    int Batch = 128,
    double LearningRate = 1e-3,
    double LengthScale = 1e-2)
{
    /// <summary>As many models side by side as keep a device busy: a split of the grid search has twelve, its last model is alone.</summary>
    public static int SplitsAtOnceOn(Device device)
    {
        ArgumentNullException.ThrowIfNull(device);
        return device.Kind is DeviceKind.Cuda or DeviceKind.OpenClGpu ? 20 : 2;
    }

    /// <summary>What else changes a number, for the identity of a run.</summary>
    public object Definition(UciSet set) => new { set.Name, EpochFactor, Draws, Seed, Batch, LearningRate, LengthScale };
}

/// <summary>A row of splits.csv: one split of a set, the settings that were chosen for it, and how the model they make predicts.</summary>
/// <param name="Set">The set.</param>
/// <param name="EpochFactor">Times the set's epochs.</param>
/// <param name="Seed">Key of all noise.</param>
/// <param name="Split">Counts from 0.</param>
/// <param name="DropRate">Chosen.</param>
/// <param name="Precision">Chosen, in units of the target.</param>
/// <param name="ValidationLogLikelihood">Of the choice, in nats a datum.</param>
/// <param name="RootMeanSquareError">Of the predictive mean, on the test data.</param>
/// <param name="LogLikelihood">Of the test data, in nats a datum.</param>
public sealed record DropoutRegressorRow(
    string Set,
    int EpochFactor,
    ulong Seed,
    int Split,
    double DropRate,
    double Precision,
    double ValidationLogLikelihood,
    double RootMeanSquareError,
    double LogLikelihood);
