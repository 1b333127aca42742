using BayesBench.Reference.Networks;
using BayesBench.Reference.Random;
using BayesBench.Reference.Statistics;
using BayesBench.Statistical.Support;
using Xunit;

namespace BayesBench.Statistical.Networks;

/// <summary>Noise of a network's layers: of each layer its own, and of the law that masks add up to.</summary>
public class NetworkStatistics
{
    private const double Rate = 0.25;
    private static readonly double[] Weights = [1, -2, 0.5];

    private static readonly MeanAssertion OwnNoise = Ledger.Mean("network.layers-have-noise-of-their-own", 1e-10, 0.08, 0.999, 20_000);
    private static readonly MeanAssertion Masks = Ledger.Mean("network.mean-over-masks", 1e-10, 0.08, 0.999, 20_000);

    // With one noise for both, a number would be kept half as often as by one layer, and not a quarter.
    [Fact]
    public void Each_layer_has_noise_of_its_own()
    {
        LayerSpecification half = new(LayerType.Dropout, Rate: 0.5);
        double[] kept = Sample(OwnNoise, (key, draw) => Math.Min(1, Network.Forward(
            [half, half], new(1), [], [1], NetworkNoise.Training, key, draw)[0]));
        OwnNoise.Agrees(Moments.Of(kept), 0.25, Math.Sqrt(0.25 * 0.75));
    }

    [Fact]
    public void The_mean_of_a_sigmoid_over_dropout_is_that_over_all_masks()
    {
        LayerSpecification[] layers = [new(LayerType.Dropout, Rate: Rate), new(LayerType.Dense, 1), new(LayerType.Sigmoid)];
        double[] outputs = Sample(Masks, (key, draw) => Network.Forward(
            layers, new(3), [.. Weights, 0.25], [1, 1, 1], NetworkNoise.Training, key, draw)[0]);
        double mean = OverMasks(y => y);
        Masks.Agrees(Moments.Of(outputs), mean, Math.Sqrt(OverMasks(y => (y - mean) * (y - mean))));
    }

    private static double OverMasks(Func<double, double> f) => Enumerable.Range(0, 8).Sum(mask =>
    {
        bool[] keeps = [.. Enumerable.Range(0, 3).Select(d => (mask >> d & 1) == 1)];
        double sum = 0.25 + Weights.Where((_, d) => keeps[d]).Sum(w => w / (1 - Rate));
        return keeps.Aggregate(1.0, (p, keep) => p * (keep ? 1 - Rate : Rate)) * f(1 / (1 + Math.Exp(-sum)));
    });

    private static double[] Sample(MeanAssertion assertion, Func<PhiloxKey, ulong, double> draw)
    {
        PhiloxKey key = TestKey.For(assertion.Design.Id);
        var values = new double[assertion.Design.Draws];
        Parallel.For(0, values.Length, i => values[i] = draw(key, (ulong)i));
        return values;
    }
}
