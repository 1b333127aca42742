using BayesBench.Kernels.Random;
using Kernel = BayesBench.Kernels.Models.MonteCarloDropoutRegressorKernels;

namespace BayesBench.Kernels.Models;

/// <content>Predictions.</content>
public sealed partial class DeviceDropoutRegressors
{
    private const double LogTwoPi = 1.83787706640934548356;

    // So many evaluations of a model that a launch takes a second at most, and can be interrupted after it.
    private const int EvaluationsOfLaunch = 1 << 22;

    /// <summary>Predictive means, and log-likelihoods of the targets, of every model for its test data; waits for the device.</summary>
    /// <param name="data">Rows of inputs and target, shape [R, D + 1].</param>
    /// <param name="starts">The row of every model's first test datum.</param>
    /// <param name="rows">Test data of every model.</param>
    /// <param name="precisions">Of every model's noise, positive.</param>
    /// <param name="draws">T.</param>
    /// <param name="key">The masks' key.</param>
    /// <param name="progress">Told after every launch which share is done; may be null, and may stop it all by an exception.</param>
    /// <returns>Shape [models, rows] each; the log-likelihoods in nats.</returns>
    /// <exception cref="ArgumentException">A shape differs.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A number breaks its rule.</exception>
    public (double[] Mean, double[] LogLikelihood) Predict(
        ReadOnlySpan<float> data,
        IReadOnlyList<int> starts,
        int rows,
        IReadOnlyList<float> precisions,
        int draws,
        DeviceKey key,
        Action<double>? progress = null)
    {
        ArgumentNullException.ThrowIfNull(starts);
        ArgumentNullException.ThrowIfNull(precisions);
        DeviceGuard.AtLeastOne(rows, nameof(rows));
        DeviceGuard.AtLeastOne(draws, nameof(draws));
        DeviceGuard.SameLength(Size.Models, starts.Count, nameof(starts));
        DeviceGuard.SameLength(Size.Models, precisions.Count, nameof(precisions));
        foreach ((int start, float precision) in starts.Zip(precisions))
        {
            DeviceGuard.Within(start, 0, (data.Length / Size.RowLength) - rows, "a model's start");
            DeviceGuard.Positive(precision, "a model's precision");
        }

        using DeviceArray<float> test = _device.Upload(data);
        using DeviceArray<int> first = _device.Upload<int>([.. starts]);
        using DeviceArray<float> settings = _device.Upload<float>(
            [.. _settings.Zip(precisions, (model, precision) => (float[])[model.DropRate, precision]).SelectMany(pair => pair)]);
        using DeviceArray<float> state = _device.Allocate<float>(Size.Models * rows * Kernel.StateLength);
        int atOnce = Math.Max(1, EvaluationsOfLaunch / (Size.Models * rows));
        for (int from = 0; from < draws; from += atOnce)
        {
            int to = Math.Min(draws, from + atOnce);
            Kernel.AddDraws(_device, Size, rows, from, to, key, test, first, _numbers, settings, _parameters, state);
            if (progress is not null)
            {
                _device.Synchronize();
                progress((double)to / draws);
            }
        }

        double[][] sums =
        [
            .. state.ToArray().Chunk(Kernel.StateLength)
                .Select(halves => (double[])[(double)halves[0] + halves[1], (double)halves[2] + halves[3], (double)halves[4] + halves[5]]),
        ];
        return (
            [.. sums.Select(sum => sum[2] / draws)],
            [.. sums.Select((sum, i) => sum[0] + Math.Log(sum[1] / draws) + (0.5 * (Math.Log(precisions[i / rows]) - LogTwoPi)))]);
    }
}
