using BayesBench.Kernels;
using BayesBench.Kernels.Networks;
using BayesBench.Statistical.Support;
using Xunit;

namespace BayesBench.Statistical.Networks;

/// <summary>Masks on the device: their rate, and that a number's neighbours do not tell of it.</summary>
public class DropoutStatistics
{
    private const float Rate = 0.3f;
    private const int Width = 1 << 19;
    private const int Pairs = Width / 2;

    private static readonly ProportionAssertion Dropped =
        Ledger.Proportion("dropout.rate", 1e-10, 0.008, 0.999, draws: Width, probability: Rate);

    private static readonly FrequencyAssertion Neighbours =
        Ledger.Frequencies("dropout.neighbours", 1e-10, 0.0004, 0.999, draws: Pairs, categories: 4);

    [Fact]
    public void Numbers_are_dropped_at_the_rate_and_independently_of_their_neighbours()
    {
        double[] masked = Sampled.Of(Dropped.Design.Id, Width, (device, key, draws) =>
        {
            using DeviceArray<float> ones = device.Upload<float>([.. Enumerable.Repeat(1f, Width)]);
            DropoutKernels.Forward(device, ones, Rate, key, 3, 4, draws);
        });
        Dropped.Agrees(masked.LongCount(x => x == 0), Width);

        var counts = new long[4];
        for (int pair = 0; pair < Pairs; pair++)
        {
            counts[(masked[2 * pair] == 0 ? 0 : 1) + (masked[(2 * pair) + 1] == 0 ? 0 : 2)]++;
        }

        double p = Rate;
        Neighbours.Follow(counts, [p * p, (1 - p) * p, p * (1 - p), (1 - p) * (1 - p)]);
    }
}
