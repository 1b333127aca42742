using BayesBench.Reference.Numerics;
using BayesBench.Reference.Random;

namespace BayesBench.Reference.Probability;

/// <summary>
/// The one convention of a batch of draws: draw i comes from block <c>firstBlock + floor(i / 4)</c> of its stream,
/// place i mod 4; the block's counter is (draw 0, stream, replicate = block).
/// </summary>
internal static class BlockDraws
{
    public static double[] Of(
        int count, PhiloxKey key, uint stream, ulong firstBlock, Func<Words, (double, double, double, double)> four)
    {
        Guard.AtLeast(count, 0);
        var draws = new double[count];
        Span<double> block = stackalloc double[4];
        for (int first = 0; first < count; first += 4)
        {
            ulong replicate = unchecked(firstBlock + ((ulong)first / 4));
            Words words = Philox4x32.Block(Words.Counter(0, stream, replicate), key);
            (block[0], block[1], block[2], block[3]) = four(words);
            int taken = Math.Min(4, count - first);
            block[..taken].CopyTo(draws.AsSpan(first, taken));
        }

        return draws;
    }

    public static double[] OfUniforms(
        int count, PhiloxKey key, uint stream, ulong firstBlock, Func<double, double> transform) =>
        Of(count, key, stream, firstBlock, words => (
            transform(UnitInterval.FromWord(words.W0)),
            transform(UnitInterval.FromWord(words.W1)),
            transform(UnitInterval.FromWord(words.W2)),
            transform(UnitInterval.FromWord(words.W3))));
}
