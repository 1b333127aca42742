using BayesBench.Kernels.Networks;
using BayesBench.Kernels.Random;
using ILGPU;
using Kernel = BayesBench.Kernels.Models.AdaptiveDepthNetworkKernels;

namespace BayesBench.Kernels.Models;

/// <summary>
/// An adaptive-depth network in the memory of a device: a stem, L residual layers, a head for the classes that all depths share
/// and heads for stopping. The parameters are one flat buffer. Everything is allocated once; what a step does is a pure function of
/// parameters, data, key and step.
/// </summary>
public sealed partial class DeviceAdaptiveDepthNetwork : IDisposable
{
    private readonly List<IDisposable> _arrays = [];
    private readonly Device _device;
    private readonly DeviceArray<int> _places, _labels;
    private readonly DeviceArray<double> _totals;
    private readonly DeviceArray<float> _parameters, _gradient, _firstMoment, _secondMoment, _tau;
    private readonly DeviceArray<float> _inputs, _state, _residual, _stateGradient, _features, _featureGradient;
    private readonly DeviceArray<float> _logits, _logitGradient, _crossEntropy, _shares, _halting, _haltingGradient, _bounds, _tauGradient;
    private float _cost;

    /// <summary>Allocates a network and its workspace; parameters and tau are 0 until they are set.</summary>
    /// <param name="device">Where it lives.</param>
    /// <param name="size">The sizes, each at least 1.</param>
    public DeviceAdaptiveDepthNetwork(Device device, DepthNetworkSize size)
    {
        ArgumentNullException.ThrowIfNull(device);
        DeviceGuard.AtLeastOne(size.Inputs, nameof(size.Inputs));
        DeviceGuard.AtLeastOne(size.Width, nameof(size.Width));
        DeviceGuard.AtLeastOne(size.Layers, nameof(size.Layers));
        DeviceGuard.AtLeastOne(size.Classes, nameof(size.Classes));
        DeviceGuard.AtLeastOne(size.Examples, nameof(size.Examples));
        _device = device;
        Size = size;
        _parameters = Keep<float>(size.Parameters);
        _gradient = Keep<float>(size.Parameters);
        _firstMoment = Keep<float>(size.Parameters);
        _secondMoment = Keep<float>(size.Parameters);
        _tau = Keep<float>(size.Examples);
        _places = Keep<int>(Batch.Stride);
        _labels = Keep<int>(size.Rows);
        _inputs = Keep<float>(size.Examples * size.Inputs);
        _state = Keep<float>(size.Features);
        _residual = Keep<float>(size.Features);
        _stateGradient = Keep<float>(size.Features);
        _features = Keep<float>(size.Rows * size.Width);
        _featureGradient = Keep<float>(size.Rows * size.Width);
        _logits = Keep<float>(size.Rows * size.Classes);
        _logitGradient = Keep<float>(size.Rows * size.Classes);
        _crossEntropy = Keep<float>(size.Rows);
        _shares = Keep<float>(size.Rows);
        _halting = Keep<float>(size.Layers * size.Examples);
        _haltingGradient = Keep<float>(size.Layers * size.Examples);
        _bounds = Keep<float>(size.Examples);
        _tauGradient = Keep<float>(size.Examples);
        _totals = Keep<double>(3 * size.Examples);
        _active = Keep<int>(2 * Batch.Stride);
        _goes = Keep<int>(size.Examples);
        _from = Keep<int>(size.Examples);
        _counts = Keep<int>(Kernel.Parts(size.Examples));
        _standing = Keep<float>(size.Examples);
        _depths = Keep<int>(size.Examples);
        _answers = Keep<float>(size.Examples * size.Classes);
        _parameters.Clear();
        _counts.Clear();
        ClearTotals();
        Forget();
        SetTau(0);
    }

    /// <summary>The sizes.</summary>
    public DepthNetworkSize Size { get; }

    private ClassifierSize Batch => new(Size.Inputs, Size.Classes, Size.Examples);

    /// <summary>Sets all parameters, and forgets the optimiser's moments.</summary>
    /// <param name="parameters">As many as <see cref="DepthNetworkSize.Parameters"/>.</param>
    public void SetParameters(ReadOnlySpan<float> parameters)
    {
        _parameters.CopyFrom(parameters);
        Forget();
    }

    /// <summary>Sets what a layer costs, in nats.</summary>
    /// <param name="tau">Non-negative and finite.</param>
    public void SetTau(float tau)
    {
        DeviceGuard.Within(tau, 0, float.MaxValue, nameof(tau));
        _cost = tau;
        _tau.CopyFrom([.. Enumerable.Repeat(tau, Size.Examples)]);
    }

    /// <summary>Reads the parameters back.</summary>
    /// <returns>Stem, layers, head, stopping.</returns>
    public float[] GetParameters() => _parameters.ToArray();

    /// <summary>Reads the last gradient of the loss back.</summary>
    /// <returns>Shape of the parameters.</returns>
    public float[] GetGradient() => _gradient.ToArray();

    /// <summary>Reads the evidence lower bounds of the batch at hand back; waits for the device.</summary>
    /// <returns>Shape [B], in nats.</returns>
    public float[] GetBounds() => _bounds.ToArray();

    /// <summary>Reads the optimiser's moments back.</summary>
    /// <returns>Both, each of the parameters' shape.</returns>
    public (float[] First, float[] Second) GetMoments() => (_firstMoment.ToArray(), _secondMoment.ToArray());

    /// <summary>Sets all that a step changes.</summary>
    /// <param name="parameters">As many as <see cref="DepthNetworkSize.Parameters"/>.</param>
    /// <param name="first">The optimiser's first moments.</param>
    /// <param name="second">Its second moments.</param>
    /// <param name="totals">As <see cref="GetTotals"/> gives them.</param>
    public void SetState(
        ReadOnlySpan<float> parameters, ReadOnlySpan<float> first, ReadOnlySpan<float> second, ReadOnlySpan<double> totals)
    {
        _parameters.CopyFrom(parameters);
        _firstMoment.CopyFrom(first);
        _secondMoment.CopyFrom(second);
        _totals.CopyFrom(totals);
    }

    /// <summary>
    /// Sums over the steps since the last <see cref="ClearTotals"/>, of every example of a batch: expected log-likelihood, bound,
    /// expected depth. Waits for the device.
    /// </summary>
    /// <returns>Shape [3, B].</returns>
    public double[] GetTotals() => _totals.ToArray();

    /// <summary>Lets the sums begin anew.</summary>
    public void ClearTotals() => _totals.Clear();

    /// <summary>Reads the logits of stopping back, of the batch at hand.</summary>
    /// <returns>Shape [L, B].</returns>
    public float[] GetHaltingLogits() => _halting.ToArray();

    /// <summary>Draws a minibatch: B data, independently, with replacement.</summary>
    /// <param name="data">The data.</param>
    /// <param name="key">The draw's key.</param>
    /// <param name="step">The draw's replicate.</param>
    public void DrawMinibatch(ClassifierData data, DeviceKey key, int step)
    {
        Check(data);
        BayesianClassifierKernels.DrawPlaces(_device, Batch, data.Count, key, step, _places);
        Gather(data);
    }

    /// <summary>Takes the next data from a first one on; past the last one are zeros of class 0.</summary>
    /// <param name="data">The data.</param>
    /// <param name="first">Place of the first.</param>
    public void TakeConsecutive(ClassifierData data, int first)
    {
        Check(data);
        DeviceGuard.Within(first, 0, data.Count - 1, nameof(first));
        BayesianClassifierKernels.ConsecutivePlaces(_device, Batch, data.Count, first, _places);
        Gather(data);
    }

    /// <summary>The class logits of the batch at hand by a network of so many layers; waits for the device.</summary>
    /// <param name="depth">z, from 0 to L.</param>
    /// <returns>Shape [B, C].</returns>
    public float[] Logits(int depth)
    {
        DeviceGuard.Within(depth, 0, Size.Layers, nameof(depth));
        Forward(depth);
        ArrayView<float> logits = _logits.View.SubView(0, Size.Examples * Size.Classes);
        (ArrayView<float> weights, ArrayView<float> bias) = Size.Head(_parameters);
        DenseKernels.Forward(_device, FeaturesAt(depth), weights, bias, logits);
        return _logits.ToArray()[..(Size.Examples * Size.Classes)];
    }

    /// <summary>Minus the mean bound of the batch at hand: the bounds, and the loss's gradient, by one pass and back.</summary>
    public void LossGradient()
    {
        Forward(Size.Layers);
        HaltingLogits();
        Heads();
        Backward();
    }

    /// <summary>One step of Adam down the loss of a minibatch.</summary>
    /// <param name="data">The data.</param>
    /// <param name="key">The key of all noise.</param>
    /// <param name="step">Counts from 1; also the replicate of the noise.</param>
    /// <param name="learningRate">Positive.</param>
    public void Step(ClassifierData data, DeviceKey key, int step, float learningRate)
    {
        DrawMinibatch(data, key, step);
        LossGradient();
        Kernel.AddToTotals(_device, Size, _shares, _crossEntropy, _bounds, _totals);
        OptimisersKernels.Adam(_device, _parameters, _gradient, _firstMoment, _secondMoment, step, learningRate);
    }

    /// <inheritdoc />
    public void Dispose()
    {
        foreach (IDisposable array in _arrays)
        {
            array.Dispose();
        }
    }

    /// <summary>The logits of stopping of the batch at hand, from its features at all depths.</summary>
    private void HaltingLogits() => Kernel.HaltingLogits(
        _device, Size.Width, Size.Examples, _features.View.SubView(0, Size.Layers * Size.Features), Size.Stopping(_parameters), _halting);

    // Features at depths 0 to the one asked for: each goes on from the one before.
    private void Forward(int depth)
    {
        (ArrayView<float> weights, ArrayView<float> bias) = Size.Stem(_parameters);
        DenseKernels.Forward(_device, _inputs, weights, bias, _state);
        ActivationKernels.Relu(_device, _state, FeaturesAt(0));
        for (int l = 1; l <= depth; l++)
        {
            (weights, bias) = Size.Block(_parameters, l);
            DenseKernels.Forward(_device, FeaturesAt(l - 1), weights, bias, _residual);
            Kernel.AddResidual(_device, _residual, _state, FeaturesAt(l));
        }
    }

    // The classes at every depth, the bound, and its derivatives by all logits.
    private void Heads()
    {
        (ArrayView<float> weights, ArrayView<float> bias) = Size.Head(_parameters);
        DenseKernels.Forward(_device, _features, weights, bias, _logits);
        SoftmaxKernels.CrossEntropy(_device, _logits, _labels, _crossEntropy);
        SoftmaxKernels.CrossEntropyGradient(_device, _logits, _labels, _logitGradient);
        AdaptiveDepthKernels.AmortizedElbo(
            _device, Size.Laws, -1f, -1f / Size.Examples,
            _halting, _crossEntropy, _tau, _bounds, _haltingGradient, _shares, _tauGradient);
        Kernel.ScaleRows(_device, _shares, _logitGradient);
    }

    private void Backward()
    {
        (ArrayView<float> weights, _) = Size.Head(_parameters);
        (ArrayView<float> byWeights, ArrayView<float> byBias) = Size.Head(_gradient);
        DenseKernels.Backward(_device, _features, weights, _logitGradient, _featureGradient, byWeights, byBias);
        Kernel.AddHaltingGradient(_device, Size, _haltingGradient, Size.Stopping(_parameters), _featureGradient);
        Kernel.HaltingWeightGradient(_device, Size, _haltingGradient, _features, Size.Stopping(_gradient));
        ActivationKernels.ReluBackward(_device, FeaturesAt(Size.Layers), At(_featureGradient, Size.Layers), _stateGradient);
        for (int l = Size.Layers; l >= 1; l--)
        {
            (weights, _) = Size.Block(_parameters, l);
            (byWeights, byBias) = Size.Block(_gradient, l);
            DenseKernels.Backward(_device, FeaturesAt(l - 1), weights, _stateGradient, _residual, byWeights, byBias);
            Kernel.ResidualBackward(_device, FeaturesAt(l - 1), At(_featureGradient, l - 1), _residual, _stateGradient);
        }

        (weights, _) = Size.Stem(_parameters);
        (byWeights, byBias) = Size.Stem(_gradient);
        DenseKernels.Backward(_device, _inputs, weights, _stateGradient, default, byWeights, byBias);
    }

    private void Gather(ClassifierData data)
    {
        Kernel.GatherImages(_device, Size, data.Images, _places, _inputs);
        Kernel.GatherLabels(_device, Size, data.Labels, _places, _labels);
    }

    private void Check(ClassifierData data)
    {
        ArgumentNullException.ThrowIfNull(data);
        DeviceGuard.SameLength(Size.Inputs, data.Features, nameof(data));
        DeviceGuard.SameLength(Size.Classes, data.Classes, nameof(data));
    }

    private ArrayView<float> FeaturesAt(int depth) => At(_features, depth);

    private ArrayView<float> At(ArrayView<float> features, int depth) => features.SubView(depth * Size.Features, Size.Features);

    private void Forget()
    {
        _firstMoment.Clear();
        _secondMoment.Clear();
    }

    private DeviceArray<T> Keep<T>(int length)
        where T : unmanaged
    {
        DeviceArray<T> array = _device.Allocate<T>(length);
        _arrays.Add(array);
        return array;
    }
}
