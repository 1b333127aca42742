using BayesBench.Kernels;
using BayesBench.Kernels.Models;
using BayesBench.Kernels.Random;
using BayesBench.Reference.Models;
using BayesBench.Reference.Random;
using BayesBench.Statistical.Support;
using BayesBench.Tests.Support;
using Xunit;

namespace BayesBench.Statistical.Models;

/// <summary>Depths drawn on a device from the posterior and from a law in halting form have these laws, and neighbours are independent.</summary>
public class AdaptiveDepthStatistics
{
    private const double FalseAlarm = 1e-10;
    private const int Count = 1 << 20;

    private static readonly double[] LogLikelihood = [-2.5, -1, -0.75, -1.25];

    private static readonly FrequencyAssertion Posterior = Ledger.Frequencies(
        "adaptive-depth.draw.posterior", FalseAlarm, 1.2e-4, 0.999, Count, categories: 4);

    private static readonly FrequencyAssertion Halting = Ledger.Frequencies(
        "adaptive-depth.draw.halting", FalseAlarm, 1.2e-4, 0.999, Count, categories: 4);

    private static readonly FrequencyAssertion Neighbours = Ledger.Frequencies(
        "adaptive-depth.draw.neighbours", FalseAlarm, 4e-4, 0.999, Count / 2, categories: 16);

    [Fact]
    public void Draws_of_the_posterior_have_its_law()
    {
        double[] prior = AdaptiveDepth.Prior(0.5, 3).Probabilities;
        double[] exact = AdaptiveDepth.Posterior(prior, LogLikelihood).Posterior;
        int[] draws = Drawn(Posterior.Design.Id, (device, laws) =>
        {
            using DeviceArray<float> priors = device.Upload<float>(Repeated(prior));
            using DeviceArray<float> logLikelihood = device.Upload<float>(Repeated(LogLikelihood));
            using DeviceArray<float> evidence = device.Allocate<float>(Count);
            AdaptiveDepthKernels.Posterior(device, priors, logLikelihood, laws, evidence);
        });
        Posterior.Follow(Counts(draws), exact);
    }

    [Fact]
    public void Draws_of_a_halting_law_have_its_probabilities_and_neighbours_are_independent()
    {
        double[] logits = [-1, 0.25, 0.5];
        double[] exact = AdaptiveDepth.Halting(logits).Probabilities;
        int[] draws = Drawn(Halting.Design.Id, (device, laws) =>
        {
            using DeviceArray<float> given = device.Upload<float>(Repeated(logits));
            using DeviceArray<float> mean = device.Allocate<float>(Count);
            AdaptiveDepthKernels.Halting(device, given, laws, mean);
        });
        Halting.Follow(Counts(draws), exact);
        var pairs = new long[16];
        for (int n = 0; n < Count; n += 2)
        {
            pairs[(4 * draws[n]) + draws[n + 1]]++;
        }

        Neighbours.Follow(pairs, [.. exact.SelectMany(p => exact.Select(q => p * q))]);
    }

    private static int[] Drawn(string id, Action<Device, DeviceArray<float>> fill)
    {
        PhiloxKey key = TestKey.For(id);
        Device device = TestDevices.Fastest;
        using DeviceArray<float> laws = device.Allocate<float>(4 * Count);
        using DeviceArray<int> depths = device.Allocate<int>(Count);
        fill(device, laws);
        AdaptiveDepthKernels.Draw(device, laws, new DeviceKey(key.K0, key.K1), 1, depths);
        return depths.ToArray();
    }

    private static float[] Repeated(double[] row)
    {
        var rows = new float[Count * row.Length];
        for (int i = 0; i < rows.Length; i++)
        {
            rows[i] = (float)row[i % row.Length];
        }

        return rows;
    }

    private static long[] Counts(int[] draws)
    {
        var counts = new long[4];
        foreach (int depth in draws)
        {
            counts[depth]++;
        }

        return counts;
    }
}
