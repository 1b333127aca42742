using ILGPU;

namespace BayesBench.Kernels.Networks;

/// <summary>
/// A network on a device: any stack of layers, with any number of outputs. Parameters and gradient are flat buffers that its
/// user owns, so that two networks may share one optimiser; what lies between layers is allocated once, for the largest batch.
/// </summary>
/// <remarks>
/// A pass is a function of parameters, input and <see cref="LayerPass"/>: nothing is drawn and kept. <see cref="Backward"/>
/// wants the pass and the input of the forward pass before it, in <see cref="LayerMode.Training"/>, and draws the same noise
/// again. It overwrites the whole gradient. Nothing is allocated after the constructor, and nothing waits for the device but
/// <see cref="Divergence"/>.
/// </remarks>
public sealed class DeviceNetwork : IDisposable
{
    private readonly Device _device;
    private readonly DeviceLayer[] _layers;
    private readonly DeviceArray<float> _memory;
    private readonly DeviceArray<double> _divergence;
    private readonly ArrayView<float>[] _buffers;
    private readonly ArrayView<float>[] _outputs;
    private readonly ArrayView<float> _first, _second;
    private readonly int _firstWithParameters;

    /// <summary>Builds a network over its user's parameters.</summary>
    /// <param name="device">Where it lives.</param>
    /// <param name="description">Its layers.</param>
    /// <param name="largestBatch">The most examples of a pass.</param>
    /// <param name="parameters">Shape [P], laid out as <see cref="NetworkLayer"/> says, layer behind layer.</param>
    /// <param name="gradient">Shape [P], for <see cref="Backward"/> to write.</param>
    /// <param name="firstStream">The first of eight streams of noise for every layer; two networks of a model want two.</param>
    /// <param name="noise">Of the weights of dense layers; without it they have none.</param>
    /// <exception cref="ArgumentException">A shape differs, or the noise is that of another number of layers.</exception>
    /// <exception cref="ArgumentOutOfRangeException">There is no room for an example.</exception>
    public DeviceNetwork(
        Device device,
        NetworkDescription description,
        int largestBatch,
        ArrayView<float> parameters,
        ArrayView<float> gradient,
        uint firstStream = LayerStreams.First,
        WeightNoise? noise = null)
    {
        ArgumentNullException.ThrowIfNull(device);
        ArgumentNullException.ThrowIfNull(description);
        DeviceGuard.AtLeastOne(largestBatch, nameof(largestBatch));
        DeviceGuard.Length(description.Parameters, parameters, nameof(parameters));
        DeviceGuard.Length(description.Parameters, gradient, nameof(gradient));
        (_device, Description, LargestBatch) = (device, description, largestBatch);
        _layers = [.. description.Layers.Select((layer, l) => Create(device, layer, firstStream + ((uint)l * LayerStreams.OfLayer)))];
        if (noise is not null)
        {
            MakeNoisy(noise);
        }

        _firstWithParameters = Array.FindIndex(_layers, layer => layer.Layer.Parameters > 0);
        int widest = largestBatch * description.Layers.Max(layer => Math.Max(layer.Input.Length, layer.Output.Length));
        int scratch = _layers.Max(layer => layer.ScratchLength(largestBatch));
        int length = _layers.Sum(layer => (largestBatch * layer.Layer.Output.Length) + layer.KeptLength(largestBatch));
        _memory = device.Allocate<float>(checked(length + scratch + (2 * widest)));
        _divergence = device.Allocate<double>(NetworkKernels.Parts * _layers.Length);
        _divergence.Clear();
        _buffers = new ArrayView<float>[_layers.Length];
        _outputs = new ArrayView<float>[_layers.Length];
        int at = 0;
        ArrayView<float> Take(int count)
        {
            at += count;
            return count == 0 ? default : _memory.View.SubView(at - count, count);
        }

        (_first, _second) = (Take(widest), Take(widest));
        ArrayView<float> shared = Take(scratch);
        for (int l = 0; l < _layers.Length; l++)
        {
            _buffers[l] = Take(largestBatch * description.Layers[l].Output.Length);
            _layers[l].Place(parameters, gradient, Take(_layers[l].KeptLength(largestBatch)), shared);
        }
    }

    /// <summary>The layers.</summary>
    public NetworkDescription Description { get; }

    /// <summary>The most examples of a pass.</summary>
    public int LargestBatch { get; }

    /// <summary>Runs the network.</summary>
    /// <param name="pass">Examples and noise.</param>
    /// <param name="input">Shape [B, D]; it must stay as it is until <see cref="Backward"/>.</param>
    /// <returns>Shape [B, K]: memory of the network's own, good until the next pass.</returns>
    /// <exception cref="ArgumentException">A shape differs.</exception>
    /// <exception cref="ArgumentOutOfRangeException">There are no examples, or too many.</exception>
    public ArrayView<float> Forward(LayerPass pass, ArrayView<float> input)
    {
        Check(pass, input);
        ArrayView<float> current = input;
        for (int l = 0; l < _layers.Length; l++)
        {
            current = _layers[l].Forward(pass, current, _buffers[l].SubView(0, pass.Examples * _layers[l].Layer.Output.Length));
            _outputs[l] = current;
        }

        return current;
    }

    /// <summary>
    /// From a loss's derivative by the outputs to the whole gradient, that of the loss plus a weight times the divergence.
    /// </summary>
    /// <param name="pass">As forward.</param>
    /// <param name="divergenceWeight">Of the weights' divergence from their priors; 0 for the loss alone.</param>
    /// <param name="input">As forward.</param>
    /// <param name="outputGradient">Shape [B, K]; no memory of the network's own.</param>
    /// <param name="inputGradient">Shape [B, D], written; empty where nobody asks for it.</param>
    /// <exception cref="ArgumentException">A shape differs, or the pass was not one of training.</exception>
    /// <exception cref="ArgumentOutOfRangeException">There are no examples, or too many.</exception>
    public void Backward(
        LayerPass pass,
        float divergenceWeight,
        ArrayView<float> input,
        ArrayView<float> outputGradient,
        ArrayView<float> inputGradient = default)
    {
        Check(pass, input);
        if (pass.Mode != LayerMode.Training)
        {
            throw new ArgumentException($"pass has mode {pass.Mode}; only a pass of training goes backward.", nameof(pass));
        }

        DeviceGuard.Length((long)pass.Examples * Description.Outputs, outputGradient, nameof(outputGradient));
        bool wantsInput = inputGradient.Length > 0;
        if (wantsInput)
        {
            DeviceGuard.Length(input.Length, inputGradient, nameof(inputGradient));
        }

        ArrayView<float> current = outputGradient;
        ArrayView<float> next = _first;
        ArrayView<float> other = _second;
        int last = wantsInput ? 0 : Math.Max(0, _firstWithParameters);
        for (int l = _layers.Length - 1; l >= last; l--)
        {
            ArrayView<float> from = l == 0 ? input : _outputs[l - 1];
            ArrayView<float> target = l == 0 ? inputGradient : next.SubView(0, from.Length);
            _layers[l].Backward(pass, divergenceWeight, from, _outputs[l], current, l == last && !wantsInput ? default : target);
            current = target;
            (next, other) = (other, next);
        }
    }

    /// <summary>KL(posterior || prior) of all weights, at the parameters as they are; waits for the device.</summary>
    /// <param name="pass">Its noise is that of priors that are mixtures; else it does not matter.</param>
    /// <returns>In nats.</returns>
    public double Divergence(LayerPass pass = default)
    {
        for (int l = 0; l < _layers.Length; l++)
        {
            _layers[l].Divergence(pass, _divergence.View.SubView(l * NetworkKernels.Parts, NetworkKernels.Parts));
        }

        return _divergence.ToArray().Sum();
    }

    /// <inheritdoc />
    public void Dispose()
    {
        _memory.Dispose();
        _divergence.Dispose();
    }

    private static DeviceLayer Create(Device device, NetworkLayer layer, uint stream) => layer.Kind switch
    {
        LayerKind.Dense => new DenseLayer(device, layer, stream),
        LayerKind.Dropout => new DropoutLayer(device, layer, stream),
        LayerKind.GaussianDropout => new GaussianDropoutLayer(device, layer, stream),
        LayerKind.DropConnect => new DropConnectLayer(device, layer, stream),
        LayerKind.MeanField => new MeanFieldLayer(device, layer, stream),
        LayerKind.Local => new LocalNoiseLayer(device, layer, stream),
        LayerKind.Flipout => new FlipoutLayer(device, layer, stream),
        LayerKind.Sparse => new SparseDenseLayer(device, layer, stream),
        LayerKind.Conv => new ConvolutionLayer(device, layer, stream),
        LayerKind.SparseConv => new SparseConvolutionLayer(device, layer, stream),
        LayerKind.Pool => new PoolingLayer(device, layer, stream),
        _ => new ActivationLayer(device, layer, stream),
    };

    private void MakeNoisy(WeightNoise noise)
    {
        int[] places = [.. Enumerable.Range(0, _layers.Length).Where(l => _layers[l].Layer.Kind == LayerKind.Dense)];
        DeviceGuard.SameLength(places.Length, noise.Alpha.Count, nameof(noise));
        foreach ((int l, double alpha) in places.Zip(noise.Alpha))
        {
            DeviceGuard.Within((float)alpha, 0f, float.MaxValue, nameof(alpha));
            _layers[l] = new NoisyDenseLayer(_device, _layers[l].Layer, _layers[l].Stream, noise.Kind, alpha);
        }
    }

    private void Check(LayerPass pass, ArrayView<float> input)
    {
        DeviceGuard.Within(pass.Examples, 1, LargestBatch, "examples");
        DeviceGuard.Length((long)pass.Examples * Description.Inputs, input, nameof(input));
    }
}
