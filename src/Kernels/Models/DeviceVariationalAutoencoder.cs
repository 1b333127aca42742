using BayesBench.Kernels.Networks;

namespace BayesBench.Kernels.Models;

/// <summary>
/// A variational autoencoder in the memory of a device: any network for encoder, whose outputs are a code (mean, logVariance, lower), and
/// any for decoder, from Z latent numbers to the log-odds of D pixels. The parameters are one flat buffer, encoder first. Everything
/// is allocated once; a step is a function of parameters, optimiser's state, images, key and the step's number.
/// </summary>
/// <remarks>
/// The loss is minus the bound by the image, in nats. Draw k of image b is row b K + k; noise is never kept, but drawn again: that of
/// the encoder's layers has the replicate (step, 0), that of the decoder's (step, 1).
/// </remarks>
public sealed partial class DeviceVariationalAutoencoder : IDisposable
{
    private readonly List<IDisposable> _arrays = [];
    private readonly Device _device;
    private readonly DeviceNetwork _encoder, _decoder;
    private readonly TrainedParameters _trained;
    private readonly float _decay;

    /// <summary>Allocates a model and its workspaces; the parameters are those of seed 0.</summary>
    /// <param name="device">Where it lives.</param>
    /// <param name="encoder">From D pixels to 2 Z numbers, or 2 Z + Z (Z - 1) / 2 for a full covariance.</param>
    /// <param name="decoder">From Z latent numbers to D log-odds.</param>
    /// <param name="batch">The most images worked through at once.</param>
    /// <param name="draws">K, draws of every image.</param>
    /// <param name="objective">What is raised.</param>
    /// <param name="optimiser">How parameters move: Adam or Adagrad.</param>
    /// <param name="adam">Adam's numbers; null are the usual ones.</param>
    /// <param name="decay">
    /// Precision of a Gaussian prior of every parameter around 0, over the number of images that are learned: 0 is a flat prior.
    /// </param>
    /// <exception cref="ArgumentException">Encoder and decoder do not fit.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A size is below 1, the optimiser is none of both, or the decay is negative.</exception>
    public DeviceVariationalAutoencoder(
        Device device,
        NetworkDescription encoder,
        NetworkDescription decoder,
        int batch,
        int draws = 1,
        AutoencoderObjective objective = AutoencoderObjective.Elbo,
        NetworkOptimiser optimiser = NetworkOptimiser.Adam,
        AdamSettings? adam = null,
        float decay = 0)
    {
        ArgumentNullException.ThrowIfNull(device);
        ArgumentNullException.ThrowIfNull(encoder);
        ArgumentNullException.ThrowIfNull(decoder);
        DeviceGuard.AtLeastOne(batch, nameof(batch));
        DeviceGuard.AtLeastOne(draws, nameof(draws));
        DeviceGuard.Within(decay, 0, float.MaxValue, nameof(decay));
        Check(encoder, decoder, objective, optimiser);
        _decay = decay;
        (_device, Encoder, Decoder, LargestBatch, Draws, Objective) = (device, encoder, decoder, batch, draws, objective);
        int parameters = checked(encoder.Parameters + decoder.Parameters);
        _trained = new TrainedParameters(device, parameters, optimiser, adam);
        _places = Keep<int>(new ClassifierSize(Pixels, 1, batch).Stride);
        _images = Keep<float>(batch * Pixels);
        _latent = Keep<float>(batch * draws * Latents);
        _latentGradient = Keep<float>(batch * draws * Latents);
        _slopes = Keep<float>(batch * draws * Pixels);
        _codeGradient = Keep<float>(batch * encoder.Outputs);
        _terms = Keep<float>(batch * draws);
        _shares = Keep<float>(batch * draws);
        _bound = Keep<float>(batch);
        _divergence = Keep<float>(batch);
        _running = Keep<double>(2 * batch);
        int split = encoder.Parameters;
        _encoder = new DeviceNetwork(
            device, encoder, batch, _trained.Values.View.SubView(0, split), _trained.Gradient.View.SubView(0, split));
        _decoder = new DeviceNetwork(
            device,
            decoder,
            batch * draws,
            _trained.Values.View.SubView(split, decoder.Parameters),
            _trained.Gradient.View.SubView(split, decoder.Parameters));
        _running.Clear();
        _shares.CopyFrom(Enumerable.Repeat(1f / draws, batch * draws).ToArray());
        Initialise(0);
    }

    /// <summary>From pixels to a code.</summary>
    public NetworkDescription Encoder { get; }

    /// <summary>From latent numbers to log-odds of pixels.</summary>
    public NetworkDescription Decoder { get; }

    /// <summary>D.</summary>
    public int Pixels => Decoder.Outputs;

    /// <summary>Z.</summary>
    public int Latents => Decoder.Inputs;

    /// <summary>The most images worked through at once.</summary>
    public int LargestBatch { get; }

    /// <summary>K, draws of every image.</summary>
    public int Draws { get; }

    /// <summary>What is raised.</summary>
    public AutoencoderObjective Objective { get; }

    /// <summary>Steps taken since the parameters were set.</summary>
    public int Steps => _trained.Steps;

    /// <summary>Kernels that the last step launched.</summary>
    public int LaunchesOfLastStep { get; private set; }

    /// <summary>Sets the parameters to those that training begins with.</summary>
    /// <param name="seed">The seed.</param>
    public void Initialise(ulong seed) =>
        SetParameters([.. Encoder.InitialParameters(seed), .. Decoder.InitialParameters(unchecked(seed + (1UL << 32)))]);

    /// <summary>Sets the parameters, and forgets what the optimiser remembers.</summary>
    /// <param name="parameters">Shape [P], encoder first.</param>
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
    /// <returns>Shape [P], encoder first.</returns>
    public float[] GetParameters() => _trained.Values.ToArray();

    /// <summary>Reads back what the optimiser remembers: Adam's moments, or the sum of squares.</summary>
    /// <returns>Shape [P] each; the second is empty but for Adam.</returns>
    public (float[] First, float[] Second) GetOptimiserState() => _trained.Memory;

    /// <summary>Reads the last gradient of the loss back.</summary>
    /// <returns>Shape [P], encoder first.</returns>
    public float[] GetGradient() => _trained.Gradient.ToArray();

    /// <summary>Waits until the steps so far are done.</summary>
    public void Synchronize() => _device.Synchronize();

    /// <inheritdoc />
    public void Dispose()
    {
        _encoder.Dispose();
        _decoder.Dispose();
        _trained.Dispose();
        foreach (IDisposable array in _arrays)
        {
            array.Dispose();
        }
    }

    private static void Check(
        NetworkDescription encoder, NetworkDescription decoder, AutoencoderObjective objective, NetworkOptimiser optimiser)
    {
        DeviceGuard.SameLength(encoder.Inputs, decoder.Outputs, "the decoder's outputs");
        int latents = decoder.Inputs, diagonal = 2 * latents, full = diagonal + (latents * (latents - 1) / 2);
        bool wantsDiagonal = objective is AutoencoderObjective.StickingTheLanding or AutoencoderObjective.DoublyReparameterized;
        DeviceGuard.SameLength(!wantsDiagonal && encoder.Outputs == full ? full : diagonal, encoder.Outputs, "the encoder's outputs");
        if (optimiser is not (NetworkOptimiser.Adam or NetworkOptimiser.Adagrad))
        {
            throw new ArgumentOutOfRangeException(nameof(optimiser), $"optimiser is {optimiser}; it must be Adam or Adagrad.");
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
