using System.Runtime.CompilerServices;
using BayesBench.Kernels.Numerics;
using BayesBench.Kernels.Random;
using ILGPU;

namespace BayesBench.Kernels.Models;

/// <content>Loss and gradient of a minibatch of every model, in one launch.</content>
public static partial class MonteCarloDropoutRegressorKernels
{
    /// <summary>Loss and gradient of a minibatch of every model.</summary>
    /// <param name="device">Where to run.</param>
    /// <param name="size">The sizes.</param>
    /// <param name="batch">Which data, and which masks.</param>
    /// <param name="key">The masks' key.</param>
    /// <param name="data">Rows of inputs and target, shape [R, D + 1].</param>
    /// <param name="order">Rows, shape [models, N].</param>
    /// <param name="numbers">Of the models, shape [models].</param>
    /// <param name="settings">Drop rate and weight decay, shape [models, 2].</param>
    /// <param name="parameters">Shape [models, stride].</param>
    /// <param name="gradient">Shape [models, stride], written.</param>
    /// <param name="loss">Shape [models], written.</param>
    /// <exception cref="ArgumentException">A shape differs.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The minibatch is empty or leaves the data.</exception>
    public static void Gradient(
        Device device,
        DropoutRegressorSize size,
        DropoutRegressorBatch batch,
        DeviceKey key,
        ArrayView<float> data,
        ArrayView<int> order,
        ArrayView<int> numbers,
        ArrayView<float> settings,
        ArrayView<float> parameters,
        ArrayView<float> gradient,
        ArrayView<float> loss)
    {
        ArgumentNullException.ThrowIfNull(device);
        DeviceGuard.Within(batch.First, 0, size.Data - 1, "the minibatch's first place");
        DeviceGuard.Within(batch.Count, 1, size.Data - batch.First, "the minibatch's number of data");
        DeviceGuard.AtLeast(0, batch.Step, "step");
        DeviceGuard.RowsOf(size.RowLength, data, nameof(data));
        DeviceGuard.Length((long)size.Models * size.Data, order, nameof(order));
        DeviceGuard.Length(size.Models, numbers, nameof(numbers));
        DeviceGuard.Length(2L * size.Models, settings, nameof(settings));
        DeviceGuard.Length((long)size.Models * size.ParameterStride, parameters, nameof(parameters));
        DeviceGuard.Length(parameters.Length, gradient, nameof(gradient));
        DeviceGuard.Length(size.Models, loss, nameof(loss));
        int own = size.Models * size.OwnStride;
        lock (device.Gate)
        {
            ArrayView<float> scratch = device.Scratch<float>(own + (size.Models * size.MaskWords));
            device.Launch(
                GradientOfModel, Work.Tiles(size.Models), size, batch, key, data, order, numbers, settings, parameters, gradient,
                scratch.SubView(0, own), scratch.SubView(own, size.Models * size.MaskWords).Cast<int>(), loss);
        }
    }

    // One work item: one model, the examples of its minibatch one after the other, forward and back.
    private static void GradientOfModel(
        Index1D model,
        DropoutRegressorSize size,
        DropoutRegressorBatch batch,
        DeviceKey key,
        ArrayView<float> data,
        ArrayView<int> order,
        ArrayView<int> numbers,
        ArrayView<float> settings,
        ArrayView<float> parameters,
        ArrayView<float> gradient,
        ArrayView<float> memory,
        ArrayView<int> masks,
        ArrayView<float> loss)
    {
        int at = model * size.ParameterStride;
        int own = model * size.OwnStride;
        int mask = model * size.MaskWords;
        float rate = settings[2 * model];
        float decay = settings[(2 * model) + 1];
        float keep = 1f / (1f - rate);
        int threshold = DeviceBernoulli.Threshold(rate);
        float share = 2f / batch.Count;
        float norm = BeginWithDecay(size, at, 2f * decay, parameters, gradient, memory, own);
        float squares = 0f;
        float outputGradient = 0f;
        for (int b = 0; b < batch.Count; b++)
        {
            int row = order[(model * size.Data) + batch.First + b] * size.RowLength;
            DrawMask(size, b, threshold, DropoutRegressorStreams.Training, batch.Step, numbers[model], key, masks, mask);
            float error = Forward(size, at, row, keep, data, parameters, masks, mask, memory, own) - data[row + size.Inputs];
            squares += error * error;
            float slope = share * error;
            outputGradient += slope;
            Backward(size, at, slope, keep, parameters, gradient, memory, own);
        }

        gradient[at + size.ParameterStride - Lanes.Count] = outputGradient;
        loss[model] = (squares / batch.Count) + (decay * norm);
    }

    // A gradient of nothing but the decay; returns the sum of the weights' squares.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static float BeginWithDecay(
        DropoutRegressorSize size, int at, float twiceDecay, ArrayView<float> parameters, ArrayView<float> gradient,
        ArrayView<float> memory, int own)
    {
        Lanes squares = Lanes.Of(0f);
        for (int j = at; j < at + size.Weights; j += Lanes.Count)
        {
            Lanes weights = Lanes.Load(parameters, j);
            squares = squares.Plus(weights.Square());
            weights.Times(twiceDecay).Store(gradient, j);
        }

        for (int j = at + size.Weights; j < at + size.ParameterStride; j += Lanes.Count)
        {
            Lanes.Of(0f).Store(gradient, j);
        }

        squares.Store(memory, own + (2 * size.Lane));
        return Sum(memory, own + (2 * size.Lane), size.Lane);
    }

    // Adds an example's share. A hidden number is positive where its unit is kept and its pre-activation positive.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Backward(
        DropoutRegressorSize size, int at, float slope, float keep, ArrayView<float> parameters, ArrayView<float> gradient,
        ArrayView<float> memory, int own)
    {
        int inputs = own + (2 * size.Lane) + Lanes.Count;
        int outputs = at + (size.Inputs * size.Lane);
        for (int h = 0; h < size.Lane; h += Lanes.Count)
        {
            Lanes hidden = Lanes.Load(memory, own + h);
            Lanes.Load(gradient, outputs + h).Add(hidden, slope).Store(gradient, outputs + h);
            Lanes back = Lanes.Load(parameters, outputs + h).Times(slope * keep).WherePositive(hidden);
            Lanes.Load(gradient, at + size.Weights + h).Plus(back).Store(gradient, at + size.Weights + h);
            back.Store(memory, own + size.Lane + h);
            int weight = at + h;
            for (int d = 0; d < size.Inputs; d++)
            {
                Lanes.Load(gradient, weight).Add(Lanes.Load(memory, own + size.Lane + h), memory[inputs + d]).Store(gradient, weight);
                weight += size.Lane;
            }
        }
    }
}
