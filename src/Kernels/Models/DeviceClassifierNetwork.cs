using BayesBench.Kernels.Networks;
using BayesBench.Kernels.Random;
using ILGPU;

namespace BayesBench.Kernels.Models;

/// <summary>
/// Any network as a Bayesian classifier, in the memory of a device: the softmax of its outputs, priors on its weights, trained
/// by stochastic variational inference. Everything is allocated once; a step is a function of parameters, optimiser's state,
/// data, key and the step's number.
/// </summary>
/// <remarks>
/// The loss is minus the evidence lower bound by the datum, <c>-(1/B) sum_b ln p(y_b | x_b) + (factor / N) KL</c>, in nats, so
/// that a learning rate means the same whatever N is. The factor is 1 but for a warm-up.
/// </remarks>
public sealed partial class DeviceClassifierNetwork : IDisposable
{
    private readonly List<IDisposable> _arrays = [];
    private readonly Device _device;
    private readonly DeviceNetwork _network;
    private readonly TrainedParameters _trained;

    /// <summary>Allocates a network and its workspaces; the parameters are those of seed 0.</summary>
    /// <param name="device">Where it lives.</param>
    /// <param name="description">Its layers; the last one's outputs are the logits of K classes.</param>
    /// <param name="largestBatch">The most examples worked through at once.</param>
    /// <param name="largestDraws">The most draws that a prediction averages.</param>
    /// <param name="optimiser">How parameters move.</param>
    /// <param name="noise">Of the weights of dense layers; without it they have none.</param>
    /// <exception cref="ArgumentOutOfRangeException">A size is below 1.</exception>
    public DeviceClassifierNetwork(
        Device device,
        NetworkDescription description,
        int largestBatch,
        int largestDraws = 1,
        NetworkOptimiser optimiser = NetworkOptimiser.Adam,
        WeightNoise? noise = null)
    {
        ArgumentNullException.ThrowIfNull(device);
        ArgumentNullException.ThrowIfNull(description);
        DeviceGuard.AtLeastOne(largestBatch, nameof(largestBatch));
        DeviceGuard.AtLeastOne(largestDraws, nameof(largestDraws));
        (_device, Description, LargestDraws) = (device, description, largestDraws);
        int parameters = description.Parameters;
        int logits = largestBatch * description.Outputs;
        _trained = new TrainedParameters(device, parameters, optimiser);
        _places = Keep<int>(new ClassifierSize(description.Inputs, description.Outputs, largestBatch).Stride);
        _input = Keep<float>(largestBatch * description.Inputs);
        _slope = Keep<float>(logits);
        _logLikelihood = Keep<double>(largestBatch);
        _running = Keep<double>(2 * largestBatch);
        _members = Keep<float>(largestDraws * logits);
        _mean = Keep<float>(logits);
        _uncertainty = Keep<float>(2 * largestBatch);
        _network = new DeviceNetwork(device, description, largestBatch, _trained.Values, _trained.Gradient, noise: noise);
        _running.Clear();
        SetParameters(description.InitialParameters(0));
    }

    /// <summary>The layers.</summary>
    public NetworkDescription Description { get; }

    /// <summary>The most examples worked through at once.</summary>
    public int LargestBatch => _network.LargestBatch;

    /// <summary>The most draws that a prediction averages.</summary>
    public int LargestDraws { get; }

    /// <summary>Steps taken since the parameters were set.</summary>
    public int Steps => _trained.Steps;

    /// <summary>Kernels that the last step launched.</summary>
    public int LaunchesOfLastStep { get; private set; }

    /// <summary>The parameters on the device, shape [P].</summary>
    public ArrayView<float> Parameters => _trained.Values.View;

    /// <summary>The last gradient of the loss on the device, shape [P].</summary>
    public ArrayView<float> LastGradient => _trained.Gradient.View;

    /// <summary>Sets the parameters, and forgets what the optimiser remembers.</summary>
    /// <param name="parameters">Shape [P].</param>
    public void SetParameters(ReadOnlySpan<float> parameters) => _trained.Set(parameters);

    /// <summary>Goes on where another model stood: the same steps follow, bit by bit.</summary>
    /// <param name="parameters">Shape [P].</param>
    /// <param name="firstMemory">The optimiser's, shape [P].</param>
    /// <param name="secondMemory">The optimiser's, shape [P] for Adam, else empty.</param>
    /// <param name="steps">Steps taken before.</param>
    public void SetState(
        ReadOnlySpan<float> parameters, ReadOnlySpan<float> firstMemory, ReadOnlySpan<float> secondMemory, int steps) =>
        _trained.Restore(parameters, firstMemory, secondMemory, steps);

    /// <summary>Reads the parameters back.</summary>
    /// <returns>Shape [P].</returns>
    public float[] GetParameters() => _trained.Values.ToArray();

    /// <summary>Reads back what the optimiser remembers: Adam's moments, the velocity, or the sum of squares.</summary>
    /// <returns>Shape [P] each; the second is empty but for Adam.</returns>
    public (float[] First, float[] Second) GetOptimiserState() => _trained.Memory;

    /// <summary>Reads <see cref="LastGradient"/> back.</summary>
    /// <returns>Shape [P].</returns>
    public float[] GetGradient() => _trained.Gradient.ToArray();

    /// <summary>
    /// One step of stochastic variational inference: draws a minibatch of the largest size, with replacement, and moves the
    /// parameters down the loss's gradient under fresh noise.
    /// </summary>
    /// <param name="data">The data.</param>
    /// <param name="key">The key of all noise; the step's number is its replicate.</param>
    /// <param name="learningRate">Positive.</param>
    /// <param name="divergenceFactor">Of the divergence, 1 but for a warm-up.</param>
    public void Step(ClassifierData data, DeviceKey key, double learningRate, double divergenceFactor = 1)
    {
        long launches = _device.Launches;
        DrawMinibatch(data, key, Steps + 1);
        Update(key, learningRate, divergenceFactor);
        LaunchesOfLastStep = (int)(_device.Launches - launches);
    }

    /// <summary>The same on the batch at hand.</summary>
    /// <param name="key">The key of all noise; the step's number is its replicate.</param>
    /// <param name="learningRate">Positive.</param>
    /// <param name="divergenceFactor">Of the divergence, 1 but for a warm-up.</param>
    public void Update(DeviceKey key, double learningRate, double divergenceFactor = 1)
    {
        Gradient(key, _trained.Begin(), divergenceFactor);
        _trained.Move(learningRate);
    }

    /// <inheritdoc />
    public void Dispose()
    {
        _network.Dispose();
        _trained.Dispose();
        foreach (IDisposable array in _arrays)
        {
            array.Dispose();
        }
    }

    private DeviceArray<T> Keep<T>(int length)
        where T : unmanaged
    {
        DeviceArray<T> array = _device.Allocate<T>(length);
        _arrays.Add(array);
        return array;
    }
}
