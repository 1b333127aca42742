using BayesBench.Kernels.Numerics;
using ILGPU;

namespace BayesBench.Kernels.Networks;

/// <summary>A dense layer over a batch on a device: one row an example.</summary>
public static class DenseKernels
{
    /// <summary><c>output = input weights + bias</c>.</summary>
    /// <param name="device">Where to run.</param>
    /// <param name="input">Shape [B, D]; at least one example.</param>
    /// <param name="weights">Shape [D, K].</param>
    /// <param name="bias">Shape [K].</param>
    /// <param name="output">Shape [B, K], written.</param>
    /// <exception cref="ArgumentException">A shape differs.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The batch is empty, or there are no outputs.</exception>
    public static void Forward(
        Device device, ArrayView<float> input, ArrayView<float> weights, ArrayView<float> bias, ArrayView<float> output)
    {
        DeviceGuard.AtLeastOne(bias.Length, nameof(bias));
        LayerSize size = LayerSize.Of(
            device, (int)bias.Length, input, (weights, nameof(weights)), (output, nameof(output)));
        MatrixProductKernels.Value(device, size.Examples, size.Inputs, size.Outputs, input, weights, output, bias);
    }

    /// <summary>From a loss's derivative by the outputs to those by input, weights and bias.</summary>
    /// <param name="device">Where to run.</param>
    /// <param name="input">Shape [B, D]; at least one example.</param>
    /// <param name="weights">Shape [D, K].</param>
    /// <param name="outputGradient">Shape [B, K].</param>
    /// <param name="inputGradient">Shape [B, D], written; empty where nobody asks for it.</param>
    /// <param name="weightGradient">Shape [D, K], written.</param>
    /// <param name="biasGradient">Shape [K], written.</param>
    /// <exception cref="ArgumentException">A shape differs.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The batch is empty, or there are no outputs.</exception>
    public static void Backward(
        Device device,
        ArrayView<float> input,
        ArrayView<float> weights,
        ArrayView<float> outputGradient,
        ArrayView<float> inputGradient,
        ArrayView<float> weightGradient,
        ArrayView<float> biasGradient)
    {
        DeviceGuard.AtLeastOne(biasGradient.Length, nameof(biasGradient));
        LayerSize size = LayerSize.Of(
            device, (int)biasGradient.Length, input, (weights, nameof(weights)), (outputGradient, nameof(outputGradient)));
        DeviceGuard.Length(weights.Length, weightGradient, nameof(weightGradient));
        if (inputGradient.Length > 0)
        {
            DeviceGuard.Length(input.Length, inputGradient, nameof(inputGradient));
            MatrixProductKernels.TransposedRight(
                device, size.Examples, size.Outputs, size.Inputs, outputGradient, weights, inputGradient);
        }

        MatrixProductKernels.TransposedLeft(
            device, size.Inputs, size.Examples, size.Outputs, input, outputGradient, weightGradient);
        SumOfRows(device, size.Examples, size.Outputs, outputGradient, biasGradient);
    }

    /// <summary>The sum of all rows of a matrix: a bias's derivative.</summary>
    internal static void SumOfRows(Device device, int rows, int columns, ArrayView<float> matrix, ArrayView<float> sums)
    {
        if (device.PrefersLoops || columns < Lanes.Count)
        {
            device.Launch(SumOfColumn, columns, rows, columns, matrix, sums);
        }
        else
        {
            int tiles = (columns + Lanes.Count - 1) / Lanes.Count;
            device.Launch(SumsOfLanes, Work.Tiles(tiles), rows, columns, matrix, sums);
        }
    }

    // One work item: the sum of one column.
    private static void SumOfColumn(
        Index1D j, int rows, int columns, ArrayView<float> matrix, ArrayView<float> sums)
    {
        float sum = 0f;
        for (int i = 0; i < rows; i++)
        {
            sum += matrix[(i * columns) + j];
        }

        sums[j] = sum;
    }

    // One work item: the sums of sixteen columns. The last sixteen overlap their neighbours, and both write the same numbers.
    private static void SumsOfLanes(
        Index1D index, int rows, int columns, ArrayView<float> matrix, ArrayView<float> sums)
    {
        int j = Math.Min(index * Lanes.Count, columns - Lanes.Count);
        Lanes sum = default;
        for (int i = 0; i < rows; i++)
        {
            sum = sum.Plus(Lanes.Load(matrix, (i * columns) + j));
        }

        sum.Store(sums, j);
    }
}
