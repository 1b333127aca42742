using BayesBench.Data;
using BayesBench.Kernels;
using BayesBench.Kernels.Models;
using BayesBench.Kernels.Networks;
using BayesBench.Kernels.Random;
using BayesBench.Support;

namespace BayesBench.Training;

/// <summary>A variational autoencoder of digits in training. It classifies nothing: it is tested by its bound and the log-evidence.</summary>
public sealed class AutoencoderModel : ITrainedModel, IPicturedModel, IDomainModel
{
    private const int Samples = 100, Columns = 10, Grid = 15, Walks = 5, DomainRounds = 20, FirstStepOfDomain = 1 << 20;
    private readonly Device _device;
    private readonly ulong _seed;
    private readonly DeviceVariationalAutoencoder _model;
    private readonly NetworkArrays _encoder, _decoder;
    private readonly DeviceArray<float> _train, _test;
    private readonly DeviceKey _key;

    /// <summary>Allocates the model, with the seed's initial parameters.</summary>
    /// <param name="device">Where it lives.</param>
    /// <param name="digits">What it learns and is tested on.</param>
    /// <param name="recipe">Its layers, <c>encoder / decoder</c>, its optimiser and batch.</param>
    /// <param name="seed">Of the parameters, and key of all noise.</param>
    /// <param name="objective">What is raised.</param>
    /// <param name="draws">K of a step.</param>
    /// <exception cref="BadInputException">The layers are none, or do not fit.</exception>
    public AutoencoderModel(
        Device device, Digits digits, TrainingRecipe recipe, ulong seed, AutoencoderObjective objective, int draws)
    {
        ArgumentNullException.ThrowIfNull(device);
        ArgumentNullException.ThrowIfNull(digits);
        ArgumentNullException.ThrowIfNull(recipe);
        (NetworkDescription encoder, NetworkDescription decoder) = Described(recipe.Layers);
        (_device, _seed) = (device, seed);
        _encoder = new NetworkArrays(encoder);
        _decoder = new NetworkArrays(decoder);
        _key = new DeviceKey((uint)seed, (uint)(seed >> 32));
        _model = new DeviceVariationalAutoencoder(device, encoder, decoder, recipe.Batch, draws, objective, recipe.Optimiser);
        _model.Initialise(seed);
        _train = device.Upload<float>(digits.TrainImages);
        _test = device.Upload<float>(digits.TestImages);
    }

    public string Text => $"{_model.Encoder} / {_model.Decoder}";

    public int LaunchesPerStep => _model.LaunchesOfLastStep;

    public void Step(int step, StepRates rates) => _model.Step(_train, _key, rates.LearningRate, rates.DivergenceWeight);

    public ModelReport TakeReport(int examples)
    {
        AutoencoderReport report = _model.TakeReport();
        return new ModelReport(report.Bound + report.Divergence, report.Divergence);
    }

    /// <summary>The bound of a test image, or its log-evidence by so many rounds of draws.</summary>
    /// <param name="draws">Rounds; 0 is the evidence lower bound.</param>
    public TestScore Test(int draws) => new(
        null, draws == 0 ? _model.Elbo(_test, _key) : _model.LogEvidence(_test, draws, _key).Value.Average(value => (double)value), null);

    public IReadOnlyList<ModelArray> Save()
    {
        (float[] first, float[] second) = _model.GetOptimiserState();
        (double[] sums, long images) = _model.GetRunning();
        return
        [
            .. Split(string.Empty, _model.GetParameters()), .. Split("first memory of ", first), .. Split("second memory of ", second),
            new ModelArray(string.Empty, "sums since the last report", [sums.Length + 1, 3], ModelArray.Split([.. sums, images])),
        ];
    }

    public void Restore(IReadOnlyList<ModelArray> arrays, int step)
    {
        ArgumentNullException.ThrowIfNull(arrays);
        int count = _encoder.Count + _decoder.Count;
        float[] Whole(int first) => [.. arrays.Take(arrays.Count - 1).Skip(first * count).Take(count).SelectMany(array => array.Values)];
        _model.SetState(Whole(0), Whole(1), Whole(2), step);
        double[] running = ModelArray.Join(arrays[^1].Values);
        _model.SetRunning(running.AsSpan(0, running.Length - 1), (long)running[^1]);
    }

    /// <summary>
    /// Draws of the model; test images and what it makes of them; walks from one test image to the next; of two latent numbers, the plane.
    /// </summary>
    public IEnumerable<(string Name, ImageGrid Images)> Pictures()
    {
        yield return ("draws", new ImageGrid(_model.Draw(Samples, _key), Columns));
        int shown = Math.Min(Samples / 2, _test.Length / Digits.Pixels);
        ILGPU.ArrayView<float> first = _test.View.SubView(0, shown * Digits.Pixels);
        float[][] images = [.. _test.ToArray()[..(shown * Digits.Pixels)].Chunk(Digits.Pixels)];
        float[][] again = [.. _model.Reconstruct(first).Chunk(Digits.Pixels)];
        yield return ("reconstructions", new ImageGrid(
            [.. images.Zip(again, (image, other) => image.Concat(other)).SelectMany(pair => pair)], Columns));
        yield return ("walks", new ImageGrid(
            [.. Enumerable.Range(0, Math.Min(Walks, shown - 1)).SelectMany(i => _model.Walk(_test.View.SubView(i * Digits.Pixels, 2 * Digits.Pixels), Columns))],
            Columns));
        if (_model.Latents == 2)
        {
            // Equal shares of the prior lie between neighbours.
            float[] quantiles = [.. Enumerable.Range(0, Grid).Select(i => (float)Reference.Probability.Normal.Quantile((i + 0.5) / Grid, 0, 1))];
            yield return ("plane", new ImageGrid(
                _model.Decode([.. from y in quantiles.Reverse() from x in quantiles from number in new[] { x, y } select number]), Grid));
        }
    }

    /// <summary>By the log-evidence of test digits and of images that are none.</summary>
    public IReadOnlyList<DomainRow> Domains() => OutOfDomain.Scores(
        _device,
        _test.ToArray(),
        (images, number) =>
        {
            using DeviceArray<float> uploaded = _device.Upload<float>(images);
            return _model.LogEvidence(uploaded, DomainRounds, _key, number * FirstStepOfDomain).Value;
        },
        _seed);

    public void Dispose()
    {
        _model.Dispose();
        _train.Dispose();
        _test.Dispose();
    }

    private IEnumerable<ModelArray> Split(string of, float[] flat)
    {
        int split = flat.Length == 0 ? 0 : _model.Encoder.Parameters;
        return _encoder.Split("encoder's " + of, flat[..split]).Concat(_decoder.Split("decoder's " + of, flat[split..]));
    }

    private static (NetworkDescription Encoder, NetworkDescription Decoder) Described(string layers)
    {
        string[] parts = layers.Split('/');
        if (parts.Length != 2)
        {
            throw new BadInputException($"--layers is '{layers}'; it must be encoder / decoder.");
        }

        try
        {
            var encoder = NetworkDescription.Parse(parts[0], Digits.Pixels);
            if (encoder.Outputs % 2 != 0)
            {
                throw new BadInputException(Format.Invariant(
                    $"--layers is '{layers}'; the encoder's last layer has {encoder.Outputs} outputs, ")
                    + "a mean and a log-variance for each latent number.");
            }

            var decoder = NetworkDescription.Parse(parts[1], encoder.Outputs / 2);
            return decoder.Outputs == Digits.Pixels ? (encoder, decoder) : throw new BadInputException(Format.Invariant(
                $"--layers is '{layers}'; the decoder's last layer must have {Digits.Pixels} outputs and has {decoder.Outputs}."));
        }
        catch (FormatException e)
        {
            throw new BadInputException($"--layers: {e.Message}");
        }
    }
}
