using BayesBench.Kernels.Numerics;
using BayesBench.Kernels.Random;
using ILGPU;

namespace BayesBench.Kernels.Models;

/// <content>Predictions from many draws: a running sum of outputs and of densities, nothing of the number of draws' size.</content>
public static partial class MonteCarloDropoutRegressorKernels
{
    // Work items of a GPU, each with memory of its own; a processor's share a few predictions each.
    private const int WorkersOfGpu = 1 << 15, WorkersOfCore = 8;

    /// <summary>Adds draws to the predictions of every model for its test data.</summary>
    /// <param name="device">Where to run.</param>
    /// <param name="size">The sizes.</param>
    /// <param name="rows">Test data of every model.</param>
    /// <param name="from">The first draw; 0 begins.</param>
    /// <param name="to">The first draw that is left for the next time.</param>
    /// <param name="key">The masks' key.</param>
    /// <param name="data">Rows of inputs and target, shape [R, D + 1].</param>
    /// <param name="starts">The row of every model's first test datum, shape [models].</param>
    /// <param name="numbers">Of the models, shape [models].</param>
    /// <param name="settings">Drop rate and precision of the noise, shape [models, 2].</param>
    /// <param name="parameters">Shape [models, stride].</param>
    /// <param name="state">Shape [models, rows, 6], changed; what it holds counts for nothing where from is 0.</param>
    /// <exception cref="ArgumentException">A shape differs.</exception>
    /// <exception cref="ArgumentOutOfRangeException">There is no draw or no test datum.</exception>
    public static void AddDraws(
        Device device,
        DropoutRegressorSize size,
        int rows,
        int from,
        int to,
        DeviceKey key,
        ArrayView<float> data,
        ArrayView<int> starts,
        ArrayView<int> numbers,
        ArrayView<float> settings,
        ArrayView<float> parameters,
        ArrayView<float> state)
    {
        ArgumentNullException.ThrowIfNull(device);
        DeviceGuard.AtLeastOne(rows, nameof(rows));
        DeviceGuard.AtLeast(0, from, nameof(from));
        DeviceGuard.AtLeast(from + 1, to, nameof(to));
        DeviceGuard.RowsOf(size.RowLength, data, nameof(data));
        DeviceGuard.Length(size.Models, starts, nameof(starts));
        DeviceGuard.Length(size.Models, numbers, nameof(numbers));
        DeviceGuard.Length(2L * size.Models, settings, nameof(settings));
        DeviceGuard.Length((long)size.Models * size.ParameterStride, parameters, nameof(parameters));
        DeviceGuard.Length((long)size.Models * rows * StateLength, state, nameof(state));
        bool isGpu = device.Kind is DeviceKind.Cuda or DeviceKind.OpenClGpu;
        int workers = Math.Min(size.Models * rows, isGpu ? WorkersOfGpu : WorkersOfCore * Environment.ProcessorCount);
        int own = workers * size.OwnStride;
        lock (device.Gate)
        {
            ArrayView<float> scratch = device.Scratch<float>(own + (workers * size.MaskWords));
            device.Launch(
                AddDrawsOfSome, isGpu ? workers : Work.Tiles(workers), size, new DropoutRegressorDraws(rows, from, to, workers), key,
                data, starts, numbers, settings, parameters, scratch.SubView(0, own),
                scratch.SubView(own, workers * size.MaskWords).Cast<int>(), state);
        }
    }

    // One work item: every so many-th prediction, its draws one after the other.
    private static void AddDrawsOfSome(
        Index1D worker,
        DropoutRegressorSize size,
        DropoutRegressorDraws draws,
        DeviceKey key,
        ArrayView<float> data,
        ArrayView<int> starts,
        ArrayView<int> numbers,
        ArrayView<float> settings,
        ArrayView<float> parameters,
        ArrayView<float> memory,
        ArrayView<int> masks,
        ArrayView<float> state)
    {
        int own = worker * size.OwnStride;
        int mask = worker * size.MaskWords;
        for (int i = worker; i < size.Models * draws.Rows; i += draws.Workers)
        {
            int model = i / draws.Rows;
            int example = i % draws.Rows;
            int row = (starts[model] + example) * size.RowLength;
            float rate = settings[2 * model];
            float keep = 1f / (1f - rate);
            int threshold = DeviceBernoulli.Threshold(rate);
            double halfPrecision = 0.5 * settings[(2 * model) + 1];
            int at = StateLength * i;
            bool begins = draws.From == 0;
            double largest = begins ? double.MinValue : (double)state[at] + state[at + 1];
            double relative = begins ? 0.0 : (double)state[at + 2] + state[at + 3];
            double sum = begins ? 0.0 : (double)state[at + 4] + state[at + 5];
            for (int t = draws.From; t < draws.To; t++)
            {
                DrawMask(size, example, threshold, DropoutRegressorStreams.Prediction, t, numbers[model], key, masks, mask);
                float output = Forward(size, model * size.ParameterStride, row, keep, data, parameters, masks, mask, memory, own);
                double error = (double)output - data[row + size.Inputs];
                double exponent = -halfPrecision * error * error;
                // One exponential serves both: the new one of the old, or the old ones of the new.
                double rise = exponent - largest;
                double smaller = DeviceMath.Exp((float)(rise > 0.0 ? -rise : rise));
                relative = rise > 0.0 ? (relative * smaller) + 1.0 : relative + smaller;
                largest = rise > 0.0 ? exponent : largest;
                sum += output;
            }

            // A double that is stored would halve the lanes of everything before it; two floats are near enough.
            state[at] = (float)largest;
            state[at + 1] = (float)(largest - (float)largest);
            state[at + 2] = (float)relative;
            state[at + 3] = (float)(relative - (float)relative);
            state[at + 4] = (float)sum;
            state[at + 5] = (float)(sum - (float)sum);
        }
    }
}
