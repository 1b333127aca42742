using BayesBench.Kernels.Networks;

namespace BayesBench.Kernels.Models;

/// <summary>The parameters of a model on a device in one flat array, their gradient, and what the optimiser remembers.</summary>
internal sealed class TrainedParameters : IDisposable
{
    private const double Momentum = 0.9;

    private readonly Device _device;
    private readonly NetworkOptimiser _optimiser;
    private readonly AdamSettings _adam;
    private readonly DeviceArray<float> _firstMemory, _secondMemory;

    /// <summary>Allocates them, with undefined content.</summary>
    /// <param name="device">Where they live.</param>
    /// <param name="count">P.</param>
    /// <param name="optimiser">How they move.</param>
    /// <param name="adam">Adam's numbers; null are the usual ones.</param>
    public TrainedParameters(Device device, int count, NetworkOptimiser optimiser, AdamSettings? adam = null)
    {
        (_device, _optimiser, _adam) = (device, optimiser, adam ?? new AdamSettings());
        Values = device.Allocate<float>(count);
        Gradient = device.Allocate<float>(count);
        _firstMemory = device.Allocate<float>(count);
        _secondMemory = device.Allocate<float>(optimiser == NetworkOptimiser.Adam ? count : 0);
    }

    /// <summary>The parameters, shape [P].</summary>
    public DeviceArray<float> Values { get; }

    /// <summary>The loss's derivative by them, shape [P].</summary>
    public DeviceArray<float> Gradient { get; }

    /// <summary>Steps taken since they were set.</summary>
    public int Steps { get; private set; }

    /// <summary>What the optimiser remembers: Adam's moments, the velocity, or the sum of squares; the second is Adam's only.</summary>
    public (float[] First, float[] Second) Memory => (_firstMemory.ToArray(), _secondMemory.ToArray());

    /// <summary>Sets the parameters, and forgets what the optimiser remembers.</summary>
    public void Set(ReadOnlySpan<float> values)
    {
        Values.CopyFrom(values);
        _firstMemory.Clear();
        _secondMemory.CopyFrom(Enumerable.Repeat(_adam.FirstSquare, _secondMemory.Length).ToArray());
        Steps = 0;
    }

    /// <summary>Goes on where other parameters stood: the same steps follow, bit by bit.</summary>
    public void Restore(
        ReadOnlySpan<float> parameters, ReadOnlySpan<float> firstMemory, ReadOnlySpan<float> secondMemory, int steps)
    {
        DeviceGuard.AtLeast(0, steps, nameof(steps));
        Values.CopyFrom(parameters);
        _firstMemory.CopyFrom(firstMemory);
        _secondMemory.CopyFrom(secondMemory);
        Steps = steps;
    }

    /// <summary>Counts the step that begins, whose number is the replicate of its noise.</summary>
    public int Begin() => ++Steps;

    /// <summary>Moves the parameters down the gradient of the step that was begun.</summary>
    /// <param name="learningRate">Positive.</param>
    /// <param name="decay">Precision of a Gaussian prior of every parameter around 0, in the loss's units.</param>
    public void Move(double learningRate, float decay = 0)
    {
        if (decay > 0)
        {
            OptimisersKernels.AddDecay(_device, Values, Gradient, decay);
        }

        switch (_optimiser)
        {
            case NetworkOptimiser.Adam:
                OptimisersKernels.Adam(
                    _device, Values, Gradient, _firstMemory, _secondMemory, Steps, learningRate, _adam.FirstDecay, _adam.SecondDecay, _adam.Epsilon);
                break;
            case NetworkOptimiser.Sgd:
                OptimisersKernels.Sgd(_device, Values, Gradient, _firstMemory, learningRate, Momentum);
                break;
            default:
                OptimisersKernels.Adagrad(_device, Values, Gradient, _firstMemory, learningRate);
                break;
        }
    }

    /// <inheritdoc />
    public void Dispose()
    {
        Values.Dispose();
        Gradient.Dispose();
        _firstMemory.Dispose();
        _secondMemory.Dispose();
    }
}
