using System.Diagnostics;
using BayesBench.Data;
using BayesBench.Kernels;
using BayesBench.Kernels.Models;
using BayesBench.Kernels.Networks;
using BayesBench.Kernels.Random;
using BayesBench.Reference.Random;
using BayesBench.Results;
using BayesBench.Studies;
using BayesBench.Support;
using ILGPU;

namespace BayesBench.Models;

/// <summary>The images of a study of bounds, on the device.</summary>
internal sealed class BoundCurveData(Device device, Digits digits, int tested) : IDisposable
{
    private readonly DeviceArray<float> _train = device.Upload<float>(digits.TrainImages), _test = device.Upload<float>(digits.TestImages);

    public string Name { get; } = ClassifierStudies.NameOf(digits);

    public int Count => digits.TrainLabels.Length;

    public ArrayView<float> Train => _train;

    /// <summary>Training images whose bound is told.</summary>
    public ArrayView<float> TrainTested => First(_train);

    public ArrayView<float> Test => First(_test);

    public void Dispose()
    {
        _train.Dispose();
        _test.Dispose();
    }

    private ArrayView<float> First(DeviceArray<float> images) => images.View.SubView(0, Math.Min(images.Length, tested * Digits.Pixels));
}

/// <summary>
/// A curve of the published figure: a grey pixel is its Bernoulli law's mean, one hidden layer of tanh on each side, one draw of an image,
/// Adagrad, all parameters N(0, 0.01) at first and under the prior N(0, 1).
/// </summary>
/// <remarks>0.01 is taken for a variance, as the paper writes N(mean, variance) elsewhere.</remarks>
internal sealed class BoundCurve : IDisposable
{
    private const uint InitialStream = 0x0F02;
    private const int StepsBetweenWaits = 64;

    private readonly BoundCurveData _data;
    private readonly BoundCurveOptions _options;
    private readonly int _latents;
    private readonly DeviceVariationalAutoencoder _model;
    private readonly DeviceKey _key;
    private readonly Machine _machine;

    public BoundCurve(Device device, BoundCurveData data, BoundCurveOptions options, int latents)
    {
        (_data, _options, _latents) = (data, options, latents);
        PhiloxKey key = PhiloxKey.From(options.Seed);
        _key = new DeviceKey(key.K0, key.K1);
        _machine = Machine.Of(device, profile: string.Empty, data: string.Empty);
        _model = new DeviceVariationalAutoencoder(
            device,
            NetworkDescription.Parse(Format.Invariant($"dense {options.Hidden}, tanh, dense {2 * latents}"), Digits.Pixels),
            NetworkDescription.Parse(Format.Invariant($"dense {options.Hidden}, tanh, dense {Digits.Pixels}"), latents),
            options.Batch,
            optimiser: NetworkOptimiser.Adagrad,
            decay: 1f / data.Count);
    }

    /// <summary>Chooses a rate and runs the curve.</summary>
    public BoundCurveRow[] Run(Action<double, string> progress, CancellationToken cancellation)
    {
        var watch = Stopwatch.StartNew();
        int last = (int)(_options.Samples / _options.Batch);
        double all = last + (BoundCurveOptions.Rates.Count * _options.StepsOfChoice);
        double rate = BoundCurveOptions.Rates.Index().MaxBy(one =>
        {
            Begin();
            Climb(_options.StepsOfChoice, one.Item, done => progress(((one.Index * _options.StepsOfChoice) + done) / all, "choice of the rate"), cancellation);
            double bound = _model.TakeReport().Bound;
            return double.IsNaN(bound) ? double.NegativeInfinity : bound;
        }).Item;
        Begin();
        var rows = new List<BoundCurveRow>();
        foreach (int step in _options.Points())
        {
            Climb(step, rate, done => progress((all - last + done) / all, Format.Invariant($"{done * _options.Batch} samples")), cancellation);
            rows.Add(new BoundCurveRow(
                _latents, _options.Seed, (long)step * _options.Batch, rate, Finite(_model.Elbo(_data.TrainTested, _key)),
                Finite(_model.Elbo(_data.Test, _key)), watch.Elapsed.TotalSeconds, _data.Name, _machine.Device, _machine.Commit,
                _machine.Date.ToString("yyyy-MM-dd HH:mm", null)));
        }

        return [.. rows];
    }

    public void Dispose() => _model.Dispose();

    private void Begin() => _model.SetParameters(
        [.. BoxMuller.Fill(PhiloxKey.From(_options.Seed), InitialStream, 0, _model.Encoder.Parameters + _model.Decoder.Parameters).Select(e => (float)(0.1 * e))]);

    private void Climb(int to, double rate, Action<int> progress, CancellationToken cancellation)
    {
        while (_model.Steps < to)
        {
            cancellation.ThrowIfCancellationRequested();
            _model.Step(_data.Train, _key, rate);
            if (_model.Steps % StepsBetweenWaits == 0)
            {
                // Launches wait in a queue: so long at most that Ctrl-C is heard.
                _model.Synchronize();
                progress(_model.Steps);
            }
        }
    }

    private double Finite(double bound) => double.IsFinite(bound) ? bound : throw new CheckFailedException(Format.Invariant(
        $"the curve of {_latents} latent numbers stopped: after {_model.Steps} steps its bound is {bound}."));
}
