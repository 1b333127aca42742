using BayesBench.Kernels.Random;
using ILGPU;

namespace BayesBench.Kernels.Models;

/// <summary>
/// Many small regressors with dropout at once, on a device: a model is a work item, so that one launch is a minibatch of every model.
/// Everything of a model lies together, one model after the other. Masks are drawn from the counter where they are needed and never
/// stored; a model's number tells its noise from the others'.
/// </summary>
public static partial class MonteCarloDropoutRegressorKernels
{
    /// <summary>
    /// Floats that a prediction keeps, two a number: the largest exponent so far, the sum of exponentials relative to it, the sum of
    /// outputs.
    /// </summary>
    public const int StateLength = 6;

    /// <summary>Draws the order in which an epoch takes the data of every model.</summary>
    /// <param name="device">Where to run.</param>
    /// <param name="size">The sizes.</param>
    /// <param name="key">The order's key.</param>
    /// <param name="epoch">Not negative.</param>
    /// <param name="numbers">Of the models, shape [models].</param>
    /// <param name="starts">The row of every model's first datum, shape [models].</param>
    /// <param name="order">Rows, shape [models, N], written.</param>
    /// <exception cref="ArgumentException">A shape differs.</exception>
    public static void Order(
        Device device, DropoutRegressorSize size, DeviceKey key, int epoch, ArrayView<int> numbers, ArrayView<int> starts, ArrayView<int> order)
    {
        ArgumentNullException.ThrowIfNull(device);
        DeviceGuard.AtLeast(0, epoch, nameof(epoch));
        DeviceGuard.Length(size.Models, numbers, nameof(numbers));
        DeviceGuard.Length(size.Models, starts, nameof(starts));
        DeviceGuard.Length((long)size.Models * size.Data, order, nameof(order));
        device.Launch(OrderOfModel, Work.Tiles(size.Models), size.Data, key, epoch, numbers, starts, order);
    }

    // One work item: one model; from the last place down, a datum changes places with a random one before it.
    private static void OrderOfModel(
        Index1D model, int data, DeviceKey key, int epoch, ArrayView<int> numbers, ArrayView<int> starts, ArrayView<int> order)
    {
        int first = model * data;
        int number = numbers[model];
        for (int i = 0; i < data; i++)
        {
            order[first + i] = starts[model] + i;
        }

        for (int i = data - 1; i > 0; i--)
        {
            DeviceWords words = DevicePhilox.Block((uint)(i >> 2), DropoutRegressorStreams.Order, (uint)epoch, (uint)number, key);
            uint low = (i & 1) == 0 ? words.W0 : words.W1;
            uint high = (i & 1) == 0 ? words.W2 : words.W3;
            uint word = (i & 2) == 0 ? low : high;
            int place = first + (int)(((ulong)word * (ulong)(uint)(i + 1)) >> 32);
            int datum = order[first + i];
            order[first + i] = order[place];
            order[place] = datum;
        }
    }
}
