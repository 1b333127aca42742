using System.Diagnostics;
using BayesBench.Data;
using BayesBench.Kernels;
using BayesBench.Kernels.Models;
using BayesBench.Kernels.Networks;
using BayesBench.Kernels.Random;
using BayesBench.Reference.Random;
using BayesBench.Support;
using BayesBench.Training;
using ILGPU;

namespace BayesBench.Models;

/// <summary>A model of the published table in training, pass by pass: every pass has new binary images in a new order.</summary>
/// <remarks>
/// <para>As the authors' program has it: Adam with decays 0.99 and 0.999, its squares beginning with 1, 1e-4 beside their root, on the sum
/// over a minibatch; here the loss is the mean, so these numbers are divided by the batch's size or its square, and the steps are the
/// same. Weights begin as Glorot and Bengio (2010) have it, the output's biases with the log-odds of the mean image.</para>
/// <para>The evidence lower bound has its divergence in closed form, where the authors estimate it from the draws too: the same mean, with
/// less noise.</para>
/// </remarks>
public sealed class EvidenceTraining : IDisposable
{
    private const uint OrderStream = 0x0F01;
    private const int StepsBetweenWaits = 64;
    private const double RarestPixel = 1e-3;

    private readonly Device _device;
    private readonly EvidenceCell _cell;
    private readonly EvidenceOptions _options;
    private readonly DeviceBinaryImages _images;
    private readonly DeviceVariationalAutoencoder _model;
    private readonly PhiloxKey _key;

    /// <summary>Allocates the model, with the seed's initial parameters.</summary>
    /// <param name="device">Where it lives.</param>
    /// <param name="digits">What it learns, but for the images kept for validation.</param>
    /// <param name="cell">The bound, and its draws.</param>
    /// <param name="options">Seed, batch and sizes.</param>
    public EvidenceTraining(Device device, Digits digits, EvidenceCell cell, EvidenceOptions options)
    {
        ArgumentNullException.ThrowIfNull(device);
        ArgumentNullException.ThrowIfNull(digits);
        ArgumentNullException.ThrowIfNull(cell);
        ArgumentNullException.ThrowIfNull(options);
        (_device, _cell, _options, _key) = (device, cell, options, PhiloxKey.From(options.Seed));
        int learned = digits.TrainLabels.Length - Math.Min(EvidenceOptions.Validation, digits.TrainLabels.Length / 10);
        float[] images = digits.TrainImages[..(learned * Digits.Pixels)];
        _images = new DeviceBinaryImages(device, images, Digits.Pixels);
        double batch = options.Batch;
        _model = new DeviceVariationalAutoencoder(
            device, NetworkDescription.Parse(options.Encoder, Digits.Pixels), NetworkDescription.Parse(options.Decoder, options.Latents),
            options.Batch, cell.Draws, cell.Objective,
            adam: new AdamSettings(0.99, 0.999, 1e-4 / batch, (float)(1 / (batch * batch))));
        _model.SetParameters(Initial(images));
        var run = new RunDefinition(
            $"{cell.Name}: {options.Encoder} / {options.Decoder}",
            Format.Invariant($"the published schedule, batch {options.Batch}, pixels drawn for every pass"),
            options.Seed,
            Format.Invariant($"{Inputs.Fingerprint(digits)}, the first {learned}"));
        At = new Checkpoint(run, device.Name, 0, StepsPerPass * EvidenceSchedule.Passes(options.Stages), 0, [], Save());
    }

    /// <summary>Where the training stands: its arrays are those of the last pass that ended.</summary>
    public Checkpoint At { get; private set; }

    /// <summary>The parameters.</summary>
    public float[] Parameters => _model.GetParameters();

    private int StepsPerPass => _images.Count / _options.Batch;

    private DeviceKey Key => new(_key.K0, _key.K1);

    /// <summary>Goes on from a checkpoint of this run, on this device or another.</summary>
    /// <exception cref="BadInputException">It is of another run, or further than this one shall come.</exception>
    public void TakeUp(string path)
    {
        Checkpoint found = CheckpointFile.Read(path);
        string? difference = found.Run.DifferenceTo(At.Run) ?? (found.Step <= At.Steps
            ? null
            : Format.Invariant($"it has taken {found.Step} steps, and --stages {_options.Stages} ends after {At.Steps}"));
        if (difference is not null)
        {
            throw new BadInputException($"{path} is the checkpoint of another run: {difference}; --fresh begins anew.");
        }

        _model.SetState(found.Arrays[0].Values, found.Arrays[1].Values, found.Arrays[2].Values, found.Step);
        At = found with { Steps = At.Steps, Device = _device.Name };
    }

    /// <summary>Trains to the end of the stages.</summary>
    /// <param name="passed">Told after every pass.</param>
    /// <param name="progress">Told which share is done, and what is being done.</param>
    /// <param name="cancellation">Stops between steps, by an exception.</param>
    /// <exception cref="CheckFailedException">The bound is no finite number.</exception>
    public void Run(Action<Checkpoint> passed, Action<double, string> progress, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(passed);
        ArgumentNullException.ThrowIfNull(progress);
        while (At.Step < At.Steps)
        {
            At = Pass(At.Step / StepsPerPass, progress, cancellation);
            passed(At);
        }
    }

    /// <inheritdoc />
    public void Dispose()
    {
        _model.Dispose();
        _images.Dispose();
    }

    private Checkpoint Pass(int pass, Action<double, string> progress, CancellationToken cancellation)
    {
        var watch = Stopwatch.StartNew();
        int stage = EvidenceSchedule.StageOf(pass);
        double rate = EvidenceSchedule.Rate(stage);
        ArrayView<float> images = _images.Draw(Key, pass, Order(pass));
        for (int step = 0; step < StepsPerPass; step++)
        {
            if (step % StepsBetweenWaits == 0)
            {
                // Launches wait in a queue: so long at most that Ctrl-C is heard.
                _device.Synchronize();
                cancellation.ThrowIfCancellationRequested();
                progress((double)(At.Step + step) / At.Steps, Format.Invariant($"{_cell.Name}, pass {pass + 1}, stage {stage + 1}"));
            }

            _model.StepOn(images, step * _options.Batch, Key, rate);
        }

        AutoencoderReport report = _model.TakeReport();
        if (!double.IsFinite(report.Bound))
        {
            throw new CheckFailedException(Format.Invariant(
                $"training of {_cell.Name} stopped: the bound of pass {pass + 1} is {report.Bound} (learning rate {rate})."));
        }

        double seconds = At.Seconds + watch.Elapsed.TotalSeconds;
        var point = new TrainingPoint(
            _model.Steps, pass + 1, report.Bound + report.Divergence, report.Divergence, null, rate, 1, seconds,
            report.Images / watch.Elapsed.TotalSeconds);
        return At with { Step = _model.Steps, Seconds = seconds, History = [.. At.History, point], Arrays = Save() };
    }

    private int[] Order(int pass)
    {
        double[] numbers = UnitInterval.Fill(_key, OrderStream, (ulong)pass << 32, _images.Count);
        int[] order = [.. Enumerable.Range(0, _images.Count)];
        Array.Sort(numbers, order);
        return order;
    }

    private float[] Initial(float[] images)
    {
        _model.Initialise(_options.Seed);
        float[] parameters = _model.GetParameters();
        Span<float> bias = parameters.AsSpan(parameters.Length - Digits.Pixels);
        for (int d = 0; d < bias.Length; d++)
        {
            double sum = 0;
            for (int at = d; at < images.Length; at += Digits.Pixels)
            {
                sum += images[at];
            }

            double mean = Math.Clamp(sum / _images.Count, RarestPixel, 1 - RarestPixel);
            bias[d] = (float)Math.Log(mean / (1 - mean));
        }

        return parameters;
    }

    private ModelArray[] Save()
    {
        (float[] first, float[] second) = _model.GetOptimiserState();
        return [Whole("parameters", _model.GetParameters()), Whole("first moments", first), Whole("second moments", second)];

        static ModelArray Whole(string name, float[] values) => new(string.Empty, name, [values.Length], values);
    }
}
