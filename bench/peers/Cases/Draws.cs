using BayesBench.Kernels.Probability;
using BayesBench.Kernels.Random;
using MathNet.Numerics.Distributions;

namespace BayesBench.Peers.Cases;

/// <summary>Numbers drawn into memory.</summary>
internal static class Draws
{
    private const float P = 0.3f;

    public static IReadOnlyList<PeerCase> List { get; } =
    [
        new DrawCase("unit-interval.fill", "uniform numbers")
        {
            Kernel = UnitIntervalKernels.Fill,
            Torch = (tensor, generator) => tensor.uniform_(0, 1, generator),
            Library = (random, count) => Filled(new double[count], numbers => ContinuousUniform.Samples(random, numbers, 0, 1)),
            How = ("uniform_", "double, ContinuousUniform.Samples"),
            Mean = 0.5,
            Variance = 1.0 / 12,
        },
        new DrawCase("box-muller.fill", "normal numbers")
        {
            Kernel = BoxMullerKernels.Fill,
            Torch = (tensor, generator) => tensor.normal_(0, 1, generator),
            Library = (random, count) => Filled(new double[count], numbers => Normal.Samples(random, numbers, 0, 1)),
            How = ("normal_", "double, Normal.Samples"),
            Mean = 0,
            Variance = 1,
            Range = (-20, 20),
        },
        // bernoulli_ is a third as fast as this.
        new DrawCase("bernoulli.draw", "ones with probability 0.3, else zeros")
        {
            Kernel = (device, key, stream, block, draws) => BernoulliKernels.Draw(device, P, key, stream, block, draws),
            Torch = (tensor, generator) => tensor.uniform_(0, 1, generator).lt_(P),
            Library = (random, count) => Filled(new int[count], numbers => Bernoulli.Samples(random, numbers, P)),
            How = ("uniform_ and lt_", "int, Bernoulli.Samples"),
            Mean = P,
            Variance = P * (1.0 - P),
        },
    ];

    private static (Array Numbers, Action Fill) Filled<T>(T[] numbers, Action<T[]> fill) => (numbers, () => fill(numbers));
}
