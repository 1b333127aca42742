using BayesBench.Kernels;
using BayesBench.Kernels.Models;
using BayesBench.Kernels.Random;
using BayesBench.Reference.Random;

namespace BayesBench.Agreements.Models;

/// <summary>
/// The arguments that the classifier's formulas begin with: mean, standardDeviation, images, labels, classes,
/// data; and the way of one call through the device's model.
/// </summary>
internal sealed record ClassifierCall(
    double[] Mean, double[] StandardDeviation, double[] Images, int[] Labels, int Classes, int Data)
{
    public int Features => Images.Length / Labels.Length;

    public int Weights => Classes * (Features + 1);

    public static ClassifierCall From(object[] call) => new(
        (double[])call[0], (double[])call[1], (double[])call[2], (int[])call[3], (int)call[4], (int)call[5]);

    /// <summary>Small sizes, those of a tile's edge among them.</summary>
    public static ClassifierCall Draw(InputSource source)
    {
        int features = source.Pick(1, 3, 17);
        int classes = source.Pick(2, 3, 10);
        int examples = source.Pick(1, 3, 17);
        int weights = classes * (features + 1);
        return new ClassifierCall(
            source.Vector(weights, s => s.Normal()),
            source.Vector(weights, s => s.LogUniform(0.01, 1)),
            source.Vector(examples * features, s => s.Uniform(0, 1)),
            [.. Enumerable.Range(0, examples).Select(_ => source.Integer(0, classes - 1))],
            classes,
            source.Integer(examples, 60_000));
    }

    /// <summary>The call's arguments followed by others.</summary>
    public object[] With(params object[] others) =>
        [Mean, StandardDeviation, Images, Labels, Classes, Data, .. others];

    public static PhiloxKey Key(InputSource source) => new(source.Word(), source.Word());

    public static DeviceKey Convert(PhiloxKey key) => new(key.K0, key.K1);

    /// <summary>Puts posterior and batch on the device and asks for something.</summary>
    public T On<T>(Device device, int draws, Func<DeviceBayesianClassifier, T> ask)
    {
        using var examples = new ClassifierData(
            device, Floats(Images), [.. Labels.Select(label => (byte)label)], Classes);
        using var model = new DeviceBayesianClassifier(device, Features, Classes, Labels.Length, draws);
        model.SetPosterior(Floats(Mean), Floats(StandardDeviation));
        model.TakeConsecutive(examples, 0, Data);
        return ask(model);
    }

    public static float[] Floats(double[] numbers) => Array.ConvertAll(numbers, number => (float)number);
}
