using BayesBench.Kernels;
using BayesBench.Kernels.Networks;
using BayesBench.Reference.Numerics;
using BayesBench.Statistical.Support;
using Xunit;

namespace BayesBench.Statistical.Networks;

/// <summary>The layer's outputs on a device have the law of weights drawn as theta + sigma noise.</summary>
public class AdditiveNoiseStatistics
{
    private static readonly float[] Input = [0.5f, -2, 0.25f, 3];
    private static readonly float[] Mean = [1, 0.5f, -4, 0.125f];
    private static readonly float[] LogVariance = [-1, 0, 2, -3];

    private static readonly DistributionAssertion SameLaw =
        Ledger.Distribution("additive-noise.same-law", 1e-10, 0.04, 0.999, draws: 20_000);

    [Fact]
    public void Outputs_follow_the_sums_of_drawn_weights()
    {
        int examples = (int)SameLaw.Design.Draws;
        double[] outputs = Sampled.Of(SameLaw.Design.Id, examples, (device, key, draws) =>
        {
            using DeviceArray<float> input = device.Upload<float>([.. Enumerable.Repeat(Input, examples).SelectMany(row => row)]);
            using DeviceArray<float> mean = device.Upload<float>(Mean), logVariance = device.Upload<float>(LogVariance);
            using DeviceArray<float> variance = device.Allocate<float>(Mean.Length);
            AdditiveNoiseKernels.Forward(device, examples, input, mean, logVariance, key, 0, 0, variance, draws);
        });
        double location = Input.Zip(Mean, (x, m) => (double)x * m).Sum();
        double spread = Input.Zip(LogVariance, (x, l) => x * x * Math.Exp(l)).Sum();
        SameLaw.Follows(outputs, y => 0.5 * SpecialFunctions.Erfc((location - y) / Math.Sqrt(2 * spread)));
    }
}
