using BayesBench.Reference.Random;

namespace BayesBench.Statistical.Support;

/// <summary>A stream of reference draws under a test's key; replicates of an experiment are independent streams.</summary>
/// <param name="key">Of the test.</param>
/// <param name="replicate">Which repetition of the experiment.</param>
public sealed class Draws(PhiloxKey key, ulong replicate)
{
    private uint _block;

    /// <summary>The same experiment under so many replicates of the key that belongs to an id.</summary>
    public static T[] Repeat<T>(string id, long experiments, Func<Draws, T> experiment)
    {
        PhiloxKey key = TestKey.For(id);
        var results = new T[experiments];
        // Each experiment is a function of key and replicate alone: threads change nothing but the time.
        Parallel.For(0L, experiments, i => results[i] = experiment(new Draws(key, (ulong)i)));
        return results;
    }

    /// <summary>Uniform numbers from all 32 bits of a word, at the middle of their cell: a test of a continuous law must
    /// not see the grid.</summary>
    public double[] Uniform(int count) => Fill(
        count, words => (Middle(words.W0), Middle(words.W1), Middle(words.W2), Middle(words.W3)));

    /// <summary>Exponential numbers of mean 1: skewness 2, kurtosis 9.</summary>
    public double[] Exponential(int count) => Fill(count, words => (
        -Math.Log(Middle(words.W0)), -Math.Log(Middle(words.W1)), -Math.Log(Middle(words.W2)), -Math.Log(Middle(words.W3))));

    public double[] Normal(int count) => Fill(count, words =>
    {
        (double z0, double z1) = BoxMuller.FromWords(words.W0, words.W1);
        (double z2, double z3) = BoxMuller.FromWords(words.W2, words.W3);
        return (z0, z1, z2, z3);
    });

    private double[] Fill(int count, Func<Words, (double, double, double, double)> map)
    {
        var draws = new double[(count + 3) & ~3];
        for (int i = 0; i < draws.Length; i += 4)
        {
            (draws[i], draws[i + 1], draws[i + 2], draws[i + 3]) =
                map(Philox4x32.Block(Words.Counter(_block++, 0, replicate), key));
        }

        return draws.Length == count ? draws : draws[..count];
    }

    private static double Middle(uint word) => (word + 0.5) / 4294967296.0;
}
