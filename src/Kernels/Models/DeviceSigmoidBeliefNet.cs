using ILGPU;
using Kernel = BayesBench.Kernels.Models.SigmoidBeliefNetKernels;

namespace BayesBench.Kernels.Models;

/// <summary>
/// A sigmoid belief net and its encoder in the memory of a device. The parameters are one flat buffer: the prior's logits [H], the
/// decoder [D, H + 1], the encoder [H, D + 1], biases last. Everything is allocated once; what a step does is a pure function of
/// parameters, images, key and step.
/// </summary>
public sealed partial class DeviceSigmoidBeliefNet : IDisposable
{
    private readonly List<IDisposable> _arrays = [];
    private readonly Device _device;
    private readonly DeviceArray<float> _parameters, _gradient, _firstMoment, _secondMoment, _pixelMeans;

    /// <summary>Allocates a net and its workspace; parameters and pixel means are 0 until they are set.</summary>
    /// <param name="device">Where it lives.</param>
    /// <param name="pixels">D.</param>
    /// <param name="latents">H.</param>
    /// <param name="images">B, images of a batch.</param>
    /// <param name="draws">The most latent states of an image held at once.</param>
    public DeviceSigmoidBeliefNet(Device device, int pixels, int latents, int images, int draws)
    {
        ArgumentNullException.ThrowIfNull(device);
        DeviceGuard.AtLeastOne(pixels, nameof(pixels));
        DeviceGuard.AtLeastOne(latents, nameof(latents));
        DeviceGuard.AtLeastOne(images, nameof(images));
        DeviceGuard.AtLeastOne(draws, nameof(draws));
        _device = device;
        Size = new BeliefNetSize(pixels, latents, images, draws);
        _parameters = Keep<float>(ParameterCount);
        _gradient = Keep<float>(ParameterCount);
        _firstMoment = Keep<float>(ParameterCount);
        _secondMoment = Keep<float>(ParameterCount);
        _pixelMeans = Keep<float>(pixels);
        _places = Keep<int>(Size.ImageStride);
        _pixels = Keep<float>(pixels * Size.ImageStride);
        _inputs = Keep<float>((pixels + 1) * Size.ImageStride);
        _inputRows = Keep<float>((pixels + 1) * images);
        _logits = Keep<float>(latents * Size.ImageStride);
        _logitGradient = Keep<float>(latents * Size.ImageStride);
        _states = Keep<float>((latents + 1) * Size.Stride);
        _stateRows = Keep<float>((latents + 1) * Size.Columns);
        _pixelLogits = Keep<float>(pixels * Size.Stride);
        _sums = Keep<float>((Kernel.Parts(pixels) + (2 * Kernel.Parts(latents))) * Size.Stride);
        _objective = Keep<double>(Size.Columns);
        _bound = Keep<double>(images);
        _parameters.Clear();
        _pixelMeans.Clear();
        Forget();
    }

    /// <summary>D, H, B and the most draws held at once.</summary>
    public BeliefNetSize Size { get; }

    /// <summary>H + D (H + 1) + H (D + 1).</summary>
    public int ParameterCount => Size.Latents + Size.Decoder.Weights + Size.Encoder.Weights;

    /// <summary>The last gradient by the encoder's logits on the device, shape [H, image stride], 0 in the padding.</summary>
    public ArrayView<float> LogitGradient => _logitGradient.View;

    private ArrayView<float> Prior => PriorOf(_parameters);

    private ArrayView<float> Decoder => DecoderOf(_parameters);

    private ArrayView<float> Encoder => EncoderOf(_parameters);

    /// <summary>Sets prior, decoder and encoder, and forgets the optimiser's moments.</summary>
    /// <param name="parameters">Shape [H + D (H + 1) + H (D + 1)].</param>
    public void SetParameters(ReadOnlySpan<float> parameters)
    {
        _parameters.CopyFrom(parameters);
        Forget();
    }

    /// <summary>Sets what inputs are centred by.</summary>
    /// <param name="means">Shape [D].</param>
    public void SetPixelMeans(ReadOnlySpan<float> means) => _pixelMeans.CopyFrom(means);

    /// <summary>Reads the parameters back.</summary>
    /// <returns>Prior, decoder, encoder.</returns>
    public float[] GetParameters() => _parameters.ToArray();

    /// <summary>
    /// Reads the last gradient by parameters back: the sum over the batch of the bounds' gradients; after a step minus its mean.
    /// </summary>
    /// <returns>Shape of the parameters.</returns>
    public float[] GetGradient() => _gradient.ToArray();

    /// <inheritdoc />
    public void Dispose()
    {
        foreach (IDisposable array in _arrays)
        {
            array.Dispose();
        }
    }

    private ArrayView<float> PriorOf(ArrayView<float> all) => all.SubView(0, Size.Latents);

    private ArrayView<float> DecoderOf(ArrayView<float> all) => all.SubView(Size.Latents, Size.Decoder.Weights);

    private ArrayView<float> EncoderOf(ArrayView<float> all) =>
        all.SubView(Size.Latents + Size.Decoder.Weights, Size.Encoder.Weights);

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
