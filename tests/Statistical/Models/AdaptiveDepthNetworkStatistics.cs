using BayesBench.Kernels;
using BayesBench.Kernels.Models;
using BayesBench.Kernels.Random;
using BayesBench.Reference.Models;
using BayesBench.Reference.Random;
using BayesBench.Statistical.Support;
using BayesBench.Tests.Support;
using Xunit;

namespace BayesBench.Statistical.Models;

/// <summary>A network on a device that stops by chance stops at every depth as often as q(z | x) says.</summary>
public class AdaptiveDepthNetworkStatistics
{
    private const int Batch = 1 << 12, Batches = 16;

    private static readonly FrequencyAssertion Stops = Ledger.Frequencies(
        "adaptive-depth-network.stops", 1e-10, 1.9e-3, 0.999, Batch * Batches, categories: 4);

    [Fact]
    public void Draws_of_the_depth_have_the_law_of_the_halting_logits()
    {
        // Weights of 0: the biases of the heads for stopping are the logits, for every example.
        double[] logits = [-1, 0.25, 0.5];
        var size = new DepthNetworkSize(Inputs: 1, Width: 1, Layers: 3, Classes: 1, Batch);
        var parameters = new float[size.Parameters];
        for (int l = 0; l < 3; l++)
        {
            parameters[^((2 * (2 - l)) + 1)] = (float)logits[l];
        }

        PhiloxKey key = TestKey.For(Stops.Design.Id);
        Device device = TestDevices.Fastest;
        using var data = new ClassifierData(device, new float[Batch], new byte[Batch], 1);
        using var network = new DeviceAdaptiveDepthNetwork(device, size);
        network.SetParameters(parameters);
        var counts = new long[4];
        for (int batch = 0; batch < Batches; batch++)
        {
            foreach (int depth in network.Classify(data, 0, DepthRule.Draw, new DeviceKey(key.K0, key.K1), batch).Depths)
            {
                counts[depth]++;
            }
        }

        Stops.Follow(counts, AdaptiveDepth.Halting(logits).Probabilities);
    }
}
