using BayesBench.Kernels;
using BayesBench.Kernels.Models;
using BayesBench.Kernels.Random;
using BayesBench.Reference.Models;
using BayesBench.Reference.Random;
using BayesBench.Reference.Statistics;
using BayesBench.Statistical.Support;
using BayesBench.Tests.Support;

namespace BayesBench.Statistical.Models;

/// <summary>
/// A belief net of three units and four pixels, and one image over and over in a batch: each copy has noise of its own, so that a
/// gradient of the batch is as many independent gradients of the image.
/// </summary>
internal static class BeliefNetToy
{
    public const int Units = 3, Copies = 4096, Draws = 10 * Copies;

    private static readonly double[] Prior = [0.4, -0.8, 0.2];
    private static readonly double[] Decoder =
        [1.2, -0.7, 0.5, 0.1, -0.4, 1.1, 0.9, -0.6, 0.8, 0.6, -1.3, 0.3, -1.1, 0.9, 0.7, -0.2];

    private static readonly double[] Logits = [-0.9, 0.3, 1.4];
    private static readonly double[] Image = [1, 0, 1, 1];

    // The numbers that the device gets.
    private static readonly double[] FloatPrior = Rounded(Prior), FloatDecoder = Rounded(Decoder), FloatLogits = Rounded(Logits);

    /// <summary>f of every state: bit h of the index is unit h.</summary>
    private static readonly double[] Objectives = [.. Enumerable.Range(0, 1 << Units).Select(state =>
    {
        double[] bits = [.. Enumerable.Range(0, Units).Select(h => (double)((state >> h) & 1))];
        double posterior = bits.Zip(FloatLogits, (bit, t) => -Math.Log(1 + Math.Exp(bit == 1 ? -t : t))).Sum();
        return SigmoidBeliefNet.LogJoint(FloatPrior, FloatDecoder, Image, bits)[0] - posterior;
    })];

    /// <summary>Exact mean, gradient and variances.</summary>
    public static BeliefNetOutcomes Exact { get; } = new(Objectives, FloatLogits);

    /// <summary>The standard deviation of the bound's estimate of one draw.</summary>
    public static double DeviationOfBound { get; } = Math.Sqrt(Law(
        from state in Enumerable.Range(0, 1 << Units) select (Weight(state), Objectives[state])).Variance);

    /// <summary>The kurtosis of one component of a gradient.</summary>
    public static double Kurtosis(BeliefNetEstimator estimator, int h) => Law(estimator switch
    {
        BeliefNetEstimator.ScoreFunction =>
            from state in Enumerable.Range(0, 1 << Units) select (Weight(state), Objectives[state] * Score(state, h)),
        BeliefNetEstimator.LeaveOneOut =>
            from a in Enumerable.Range(0, 1 << Units)
            from b in Enumerable.Range(0, 1 << Units)
            select (Weight(a) * Weight(b), 0.5 * (Objectives[a] - Objectives[b]) * (Score(a, h) - Score(b, h))),
        BeliefNetEstimator.AugmentReinforceMerge => OverUniforms((b, c, u) => (Objectives[c] - Objectives[b]) * (u[h] - 0.5)),
        _ => OverUniforms((b, c, _) =>
            0.5 * (Objectives[b] - Objectives[c]) * (((b >> h) & 1) - ((c >> h) & 1)) * Math.Max(Q(h), 1 - Q(h))),
    }).Kurtosis;

    /// <summary>The moments of every component over independent gradients of the image, drawn by the device's kernels.</summary>
    public static Moments[] Gradients(string id, BeliefNetEstimator estimator) =>
        Sampled(id, (net, key, step) => Array.ConvertAll(net.GradientOf(estimator, key, step), g => (double)g), Units);

    /// <summary>The moments of the bound's estimate of one draw.</summary>
    public static Moments Bounds(string id) => Sampled(id, (net, key, step) => net.Elbo(1, key, step), 1)[0];

    private static Moments[] Sampled(string id, Func<DeviceSigmoidBeliefNet, DeviceKey, int, double[]> draw, int components)
    {
        Device device = TestDevices.Fastest;
        PhiloxKey key = TestKey.For(id);
        using DeviceArray<float> images = device.Upload<float>([.. Enumerable.Repeat(Floats(Image), Copies).SelectMany(x => x)]);
        using var net = new DeviceSigmoidBeliefNet(device, Image.Length, Units, Copies, DeviceSigmoidBeliefNet.Pair);
        net.SetParameters([.. Floats(Prior), .. Floats(Decoder), .. new float[Units * (Image.Length + 1)]]);
        net.TakeFirst(images);
        net.SetLogits([.. Enumerable.Repeat(Floats(Logits), Copies).SelectMany(t => t)]);
        double[] all = [.. Enumerable.Range(0, Draws / Copies).SelectMany(step => draw(net, new DeviceKey(key.K0, key.K1), step))];
        return [.. Enumerable.Range(0, components).Select(h => Moments.Of([.. all.Where((_, i) => i % components == h)]))];
    }

    private static float[] GradientOf(this DeviceSigmoidBeliefNet net, BeliefNetEstimator estimator, DeviceKey key, int step)
    {
        net.Gradient(estimator, key, step);
        return net.GetLogitGradient();
    }

    // Three Gauss-Legendre nodes in each cell of every unit's uniform number: exact for fourth powers of what is linear there.
    private static IEnumerable<(double Weight, double Value)> OverUniforms(Func<int, int, double[], double> call) =>
        from x in Nodes(0)
        from y in Nodes(1)
        from z in Nodes(2)
        let u = new[] { x.U, y.U, z.U }
        select (x.Weight * y.Weight * z.Weight, call(State(u), State([.. u.Select(v => 1 - v)]), u));

    private static IEnumerable<(double Weight, double U)> Nodes(int h)
    {
        double r = Math.Min(Q(h), 1 - Q(h));
        double[] ends = [0, r, 1 - r, 1];
        return
            from cell in Enumerable.Range(0, 3)
            let half = (ends[cell + 1] - ends[cell]) / 2
            from node in new[] { -1, 0, 1 }
            select (half * (node == 0 ? 8 : 5) / 9, ends[cell] + half + (node * half * Math.Sqrt(0.6)));
    }

    private static int State(double[] uniforms) => uniforms.Select((u, h) => u < Q(h) ? 1 << h : 0).Sum();

    private static double Q(int h) => 1 / (1 + Math.Exp(-FloatLogits[h]));

    private static double Score(int state, int h) => ((state >> h) & 1) - Q(h);

    private static double Weight(int state) =>
        Enumerable.Range(0, Units).Aggregate(1.0, (product, h) => product * (((state >> h) & 1) == 1 ? Q(h) : 1 - Q(h)));

    private static (double Variance, double Kurtosis) Law(IEnumerable<(double Weight, double Value)> outcomes)
    {
        (double Weight, double Value)[] all = [.. outcomes];
        double mean = all.Sum(outcome => outcome.Weight * outcome.Value);
        double Central(int power) => all.Sum(outcome => outcome.Weight * Math.Pow(outcome.Value - mean, power));
        return (Central(2), Central(4) / (Central(2) * Central(2)));
    }

    private static float[] Floats(double[] numbers) => Array.ConvertAll(numbers, number => (float)number);

    private static double[] Rounded(double[] numbers) => Array.ConvertAll(numbers, number => (double)(float)number);
}
