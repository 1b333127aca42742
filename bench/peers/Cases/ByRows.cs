using BayesBench.Kernels.Inference;
using BayesBench.Kernels.Networks;
using BayesBench.Support;
using MathNet.Numerics.Distributions;

namespace BayesBench.Peers.Cases;

/// <summary>A row of numbers in for every item.</summary>
internal static class ByRows
{
    private const int Dimensions = 64;
    private const int Classes = 10;
    private const int Weights = 17;

    public static IReadOnlyList<PeerCase> List { get; } =
    [
        new FunctionCase(
            "kullback-leibler.to-standard-normal",
            "KL of mean-field posteriors from the standard normal, 64 dimensions",
            new Cost(Bytes: (8 * Dimensions) + 4, Operations: 25 * Dimensions))
        {
            Inputs = [(Dimensions, Standard), (Dimensions, random => Normal.Sample(random, -1, 1))],
            Kernel = (device, inputs, outputs) =>
                KullbackLeiblerKernels.ToStandardNormal(device, inputs.Floats[0], inputs.Floats[1], outputs[0]),
            Script = """
                def run(mean, v, y, t):
                    torch.exp(v, out=t)
                    t.sub_(v)
                    torch.addcmul(t, mean, mean, out=t)
                    torch.sum(t, [1], out=y)
                    y.sub_(64.0).mul_(0.5)
                """,
            Temporaries = [Dimensions],
            // Torch's sum holds the 64 that is taken off after it.
            Terms = (x, i) => Sum(x, i, Dimensions, j => 1 + (x[0][j] * x[0][j]) + Math.Exp(x[1][j]) + Math.Abs(x[1][j])),
        },
        .. new[] { 10, Dimensions, 1000, 100_000 }.Select(LogSumExpOf),
        .. new[] { Classes, 1000 }.Select(SoftmaxOf),
        new FunctionCase("softmax.cross-entropy", "softmax cross-entropy of rows of 10", new Cost(Bytes: (4 * Classes) + 8, Operations: 20 * Classes))
        {
            Inputs = [(Classes, random => 3 * Standard(random))],
            Classes = Classes,
            Kernel = (device, inputs, outputs) =>
                SoftmaxKernels.CrossEntropy(device, inputs.Floats[0], inputs.Labels!, outputs[0]),
            // cross_entropy is these two and no more.
            Script = """
                def run(x, label, y, t):
                    torch._log_softmax(x, 1, False, out=t)
                    torch.gather(t, 1, label, out=y.unsqueeze(1))
                    y.neg_()
                """,
            Temporaries = [Classes],
            Terms = (x, i) => 2 + (2 * Sum(x, i, Classes, j => Math.Abs(x[0][j]))),
        },
        new FunctionCase(
            "local-reparameterization.gaussian-moments",
            "moments of pre-activations of 17 Gaussian weights",
            new Cost(Bytes: (3 * 4 * Weights) + 8, Operations: 5 * Weights))
        {
            Inputs = [(Weights, Standard), (Weights, Standard), (Weights, random => 0.05 + random.NextDouble())],
            Outputs = [1, 1],
            Kernel = (device, inputs, outputs) => LocalReparameterizationKernels.GaussianMoments(
                device, inputs.Floats[0], inputs.Floats[1], inputs.Floats[2], outputs[0], outputs[1]),
            Script = """
                def run(x, mean, s, m, v, t):
                    torch.mul(x, mean, out=t)
                    torch.sum(t, [1], out=m)
                    torch.mul(x, s, out=t)
                    t.mul_(t)
                    torch.sum(t, [1], out=v)
                """,
            Temporaries = [Weights],
            Terms = (x, i) => i < x[0].Length / Weights
                ? Sum(x, i, Weights, j => Math.Abs(x[0][j] * x[1][j]))
                : Sum(x, i - (x[0].Length / Weights), Weights, j => Math.Pow(x[0][j] * x[2][j], 2)),
        },
    ];

    private static FunctionCase LogSumExpOf(int width) => new(
        "log-sum-exp.value",
        Format.Invariant($"log-sum-exp of rows of {width:N0}"),
        new Cost(Bytes: (4 * width) + 4, Operations: 20 * width))
    {
        Inputs = [(width, random => 3 * Standard(random))],
        Kernel = (device, inputs, outputs) => LogSumExpKernels.Value(device, inputs.Floats[0], outputs[0]),
        Script = """
            def run(x, y):
                torch.logsumexp(x, [1], out=y)
            """,
        // The largest value and the logarithm of the sum below it may cancel.
        Terms = (x, i) => 1 + x[0].AsSpan(i * width, width).ToArray().Max(Math.Abs) + Math.Log(width),
    };

    private static FunctionCase SoftmaxOf(int width) => new(
        "softmax.probabilities",
        Format.Invariant($"softmax of rows of {width:N0}"),
        new Cost(Bytes: 8 * width, Operations: 22 * width))
    {
        Inputs = [(width, random => 3 * Standard(random))],
        Outputs = [width],
        Kernel = (device, inputs, outputs) =>
            SoftmaxKernels.Probabilities(device, outputs[0].Length / width, inputs.Floats[0], outputs[0]),
        Script = """
            def run(x, y):
                torch._softmax(x, 1, False, out=y)
            """,
        // An exponential's argument is rounded; it reaches -20 or so.
        Units = 64,
    };

    private static double Standard(System.Random random) => Normal.Sample(random, 0, 1);

    private static double Sum(float[][] inputs, int row, int width, Func<int, double> term)
    {
        double sum = 0;
        for (int j = row * width; j < (row + 1) * width; j++)
        {
            sum += term(j);
        }

        return sum;
    }
}
