using BayesBench.Kernels;
using BayesBench.Kernels.Models;
using BayesBench.Kernels.Random;
using BayesBench.Reference.Random;

namespace BayesBench.Agreements.Models;

/// <summary>Parameters and data of a dropout regressor, which begin the arguments of its formulas; its rate follows.</summary>
internal sealed record DropoutCall(double[] Parameters, double[] Inputs, double[] Targets, double DropRate)
{
    // B, D, H: single ones, odd ones, and about the edges of lanes and of a mask's words.
    private static readonly (int Examples, int Inputs, int Hidden)[] Sizes =
        [(1, 1, 1), (3, 2, 5), (17, 8, 50), (2, 16, 33), (5, 3, 16), (4, 31, 17)];

    public int Width => Inputs.Length / Targets.Length;

    public int Hidden => (Parameters.Length - 1) / (Width + 2);

    /// <summary>The call whose parameters, inputs, targets and rate stand at such places.</summary>
    public static DropoutCall From(object[] call, int inputs = 1) =>
        new((double[])call[0], (double[])call[inputs], (double[])call[inputs + 1], (double)call[inputs + 2]);

    /// <summary>A net of about unit pre-activations, and targets about its outputs.</summary>
    public static DropoutCall Draw(InputSource source)
    {
        (int examples, int inputs, int hidden) = source.Pick(Sizes);
        double weight = Math.Sqrt(1.0 / inputs), output = Math.Sqrt(1.0 / hidden);
        return new DropoutCall(
            [
                .. source.Vector(inputs * hidden, s => (float)(weight * s.Normal())), .. source.Vector(hidden, s => (float)(output * s.Normal())),
                .. source.Vector(hidden, s => (float)(0.5 * s.Normal())), source.Normal(),
            ],
            source.Vector(examples * inputs, s => s.Normal()),
            source.Vector(examples, s => s.Normal()),
            source.Pick(0, 0.005f, 0.1f, source.Uniform(0, 0.9)));
    }

    /// <summary>Few keys and steps: calls that share them share a launch, a model each.</summary>
    public static object[] Noise(InputSource source) =>
        [new PhiloxKey(5, (uint)source.Integer(0, 1)), source.Integer(0, int.MaxValue), source.Pick(1, 70)];

    /// <summary>Rows of inputs and target.</summary>
    public IEnumerable<float> Rows() => Inputs.Chunk(Width)
        .Zip(Targets, (x, y) => x.Append(y)).SelectMany(row => row).Select(x => (float)x);

    /// <summary>All calls of a batch side by side on the device, a model each; the number of a model stands at a place of its call.</summary>
    public static DeviceDropoutRegressors On(Device device, Batch batch, int inputs, int number, int? weightDecay)
    {
        DropoutCall[] calls = [.. Enumerable.Range(0, batch.Count).Select(c => From(batch.Call(c), inputs))];
        var models = new DeviceDropoutRegressors(
            device, calls[0].Width, calls[0].Hidden, calls[0].Targets.Length,
            [.. calls.Select((call, c) => new DropoutRegressorSettings(
                batch.At<int>(c, number), c * call.Targets.Length, (float)call.DropRate,
                weightDecay is { } place ? (float)batch.At<double>(c, place) : 0))],
            Data(calls));
        models.SetParameters([.. calls.SelectMany(call => call.Parameters).Select(x => (float)x)]);
        return models;
    }

    /// <summary>The rows of all calls of a batch.</summary>
    public static float[] Data(Batch batch) => Data(Enumerable.Range(0, batch.Count).Select(c => From(batch.Call(c))));

    /// <summary>Floats of an array argument, call after call.</summary>
    public static float[] All(Batch batch, int argument) =>
        [.. Enumerable.Range(0, batch.Count).SelectMany(c => batch.At<double[]>(c, argument)).Select(x => (float)x)];

    public static DeviceKey Key(Batch batch, int argument)
    {
        PhiloxKey key = batch.Shared<PhiloxKey>(argument);
        return new DeviceKey(key.K0, key.K1);
    }

    private static float[] Data(IEnumerable<DropoutCall> calls) => [.. calls.SelectMany(call => call.Rows())];
}
