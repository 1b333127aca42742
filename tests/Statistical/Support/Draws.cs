using BayesBench.Reference.Random;

namespace BayesBench.Statistical.Support;

/// <summary>A stream of reference draws under a test's key; independent streams have different replicates.</summary>
/// <param name="key">Of the test.</param>
/// <param name="replicate">Which repetition of the experiment.</param>
public sealed class Draws(PhiloxKey key, ulong replicate)
{
    private uint _block;

    /// <summary>Uniform numbers of all 32 bits of a word, at the middle of their cell: a test of a continuous law must
    /// not see the grid.</summary>
    public double[] Uniform(int count) => Fill(count, word => (word + 0.5) / 4294967296.0);

    public double[] Exponential(int count) => Fill(count, word => -Math.Log((word + 0.5) / 4294967296.0));

    public double[] Normal(int count)
    {
        var draws = new double[count];
        for (int i = 0; i < count; i += 4)
        {
            Words words = Next();
            NormalPair first = BoxMuller.FromWords(words.W0, words.W1);
            NormalPair second = BoxMuller.FromWords(words.W2, words.W3);
            Store(draws, i, first.Z0, first.Z1, second.Z0, second.Z1);
        }

        return draws;
    }

    private double[] Fill(int count, Func<uint, double> map)
    {
        var draws = new double[count];
        for (int i = 0; i < count; i += 4)
        {
            Words words = Next();
            Store(draws, i, map(words.W0), map(words.W1), map(words.W2), map(words.W3));
        }

        return draws;
    }

    private Words Next() => Philox4x32.Block(Words.Counter(_block++, 0, replicate), key);

    private static void Store(double[] draws, int start, params ReadOnlySpan<double> values)
    {
        for (int i = 0; i < values.Length && start + i < draws.Length; i++)
        {
            draws[start + i] = values[i];
        }
    }
}
