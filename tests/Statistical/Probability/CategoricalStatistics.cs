using BayesBench.Kernels;
using BayesBench.Kernels.Probability;
using BayesBench.Kernels.Random;
using BayesBench.Reference.Random;
using BayesBench.Statistical.Support;
using BayesBench.Tests.Support;
using Xunit;

namespace BayesBench.Statistical.Probability;

/// <summary>
/// Draws of the categorical law, by either method, have its probabilities, are independent of one another and of other
/// streams, and never what cannot happen.
/// </summary>
public class CategoricalStatistics
{
    private const double FalseAlarm = 1e-10;
    private const int Count = 1 << 21;
    private const int GumbelCount = 1 << 20;

    // Multiples of 2^-24, the resolution of a draw; the second category and the last cannot happen.
    private static readonly float[] Law = [0.125f, 0f, 0.5f, 0.0625f, 0.3125f, 0f];

    private static readonly float[] Logits =
    [
        MathF.Log(0.125f) + 3, float.NegativeInfinity, MathF.Log(0.5f) + 3, MathF.Log(0.0625f) + 3, MathF.Log(0.3125f) + 3,
        float.NegativeInfinity,
    ];

    private static readonly int[] Possible = [0, 2, 3, 4];

    private static readonly FrequencyAssertion ByInverse = Ledger.Frequencies(
        "categorical.draw.law", FalseAlarm, 6e-5, 0.999, Count, categories: 4);

    private static readonly FrequencyAssertion InverseNeighbours = Ledger.Frequencies(
        "categorical.draw.neighbours", FalseAlarm, 2e-4, 0.999, Count / 2, categories: 16, verdicts: 2);

    private static readonly FrequencyAssertion InverseStreams = Ledger.Frequencies(
        "categorical.draw.streams", FalseAlarm, 1e-4, 0.999, Count, categories: 16);

    private static readonly FrequencyAssertion ByGumbelMax = Ledger.Frequencies(
        "categorical.draw-gumbel-max.law", FalseAlarm, 1.2e-4, 0.999, GumbelCount, categories: 4);

    private static readonly FrequencyAssertion GumbelMaxNeighbours = Ledger.Frequencies(
        "categorical.draw-gumbel-max.neighbours", FalseAlarm, 4e-4, 0.999, GumbelCount / 2, categories: 16);

    private static readonly ProportionAssertion RareOfGumbelMax = Ledger.Proportion(
        "categorical.draw-gumbel-max.rare", FalseAlarm, 3.5e-4, 0.999, GumbelCount, 1.0 / (1 + Math.Exp(7)));

    [Fact]
    public void Draws_by_the_inverse_have_the_probabilities() => ByInverse.Follow(
        Counts(Inverse(ByInverse.Design.Id, 3)), Probabilities());

    [Fact]
    public void Draws_by_Gumbel_max_have_the_same_probabilities() => ByGumbelMax.Follow(
        Counts(GumbelMax(ByGumbelMax.Design.Id, Logits)), Probabilities());

    [Fact]
    public void Neighbours_by_the_inverse_are_independent()
    {
        int[] draws = Inverse(InverseNeighbours.Design.Id, 3);
        // Words of one block, and the same word of neighbouring blocks.
        InverseNeighbours.Follow(PairCounts(draws, draws[1..], step: 2), Pairs());
        InverseNeighbours.Follow(
            PairCounts([.. draws.Where((_, i) => i / 4 % 2 == 0)], [.. draws.Where((_, i) => i / 4 % 2 == 1)], step: 1), Pairs());
    }

    [Fact]
    public void Streams_of_one_key_are_independent() => InverseStreams.Follow(
        PairCounts(Inverse(InverseStreams.Design.Id, 3), Inverse(InverseStreams.Design.Id, 4), step: 1), Pairs());

    [Fact]
    public void Neighbours_by_Gumbel_max_are_independent()
    {
        int[] draws = GumbelMax(GumbelMaxNeighbours.Design.Id, Logits);
        GumbelMaxNeighbours.Follow(PairCounts(draws, draws[1..], step: 2), Pairs());
    }

    [Fact]
    public void A_rare_category_is_drawn_by_Gumbel_max_as_often_as_it_should() => RareOfGumbelMax.Agrees(
        GumbelMax(RareOfGumbelMax.Design.Id, [7, 0]).LongCount(k => k == 1), GumbelCount);

    [Fact]
    public void What_cannot_happen_is_never_drawn()
    {
        Assert.Equal(Possible, Inverse("categorical.draw.never", 3).Distinct().Order());
        Assert.Equal(Possible, GumbelMax("categorical.draw-gumbel-max.never", Logits).Distinct().Order());
    }

    private static double[] Probabilities() => [.. Possible.Select(k => (double)Law[k])];

    private static double[] Pairs() => [.. Probabilities().SelectMany(p => Probabilities().Select(q => p * q))];

    private static long[] Counts(int[] draws) => [.. Possible.Select(k => draws.LongCount(draw => draw == k))];

    private static long[] PairCounts(int[] first, int[] second, int step)
    {
        var counts = new long[16];
        for (int i = 0; i < second.Length; i += step)
        {
            counts[(4 * Array.IndexOf(Possible, first[i])) + Array.IndexOf(Possible, second[i])]++;
        }

        return counts;
    }

    private static int[] Inverse(string id, uint stream) => Drawn(id, Count, Law, (device, law, key, draws) =>
        CategoricalKernels.Draw(device, law, key, stream, 0, draws));

    private static int[] GumbelMax(string id, float[] logits) => Drawn(id, GumbelCount, logits, (device, law, key, draws) =>
        CategoricalKernels.DrawGumbelMax(device, law, key, 3, 0, draws));

    private static int[] Drawn(
        string id, int count, float[] law, Action<Device, DeviceArray<float>, DeviceKey, DeviceArray<int>> draw)
    {
        PhiloxKey key = TestKey.For(id);
        Device device = TestDevices.Fastest;
        using DeviceArray<float> parameters = device.Upload<float>(law);
        using DeviceArray<int> draws = device.Allocate<int>(count);
        draw(device, parameters, new DeviceKey(key.K0, key.K1), draws);
        return draws.ToArray();
    }
}
