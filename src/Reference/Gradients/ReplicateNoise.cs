using BayesBench.Reference.Numerics;
using BayesBench.Reference.Probability;
using BayesBench.Reference.Random;

namespace BayesBench.Reference.Gradients;

/// <summary>
/// The noise of a study of gradient estimators. A replicate is the calls that share generator blocks: a call of one sample
/// takes a quarter of a block, one of two samples a half, a longer one takes blocks of its own and leaves the rest.
/// </summary>
/// <remarks>Counter words: (block within the replicate, <see cref="Stream"/>, replicate low, replicate high).</remarks>
public sealed class ReplicateNoise
{
    /// <summary>The counters' stream: gradient estimators.</summary>
    public const uint Stream = 0x6772_6164;

    /// <summary>Calls of one block of a study, which is that many consecutive replicates' worth.</summary>
    public const int BlockCalls = 1 << 16;

    private readonly PhiloxKey _key;
    private readonly int _samples;

    /// <summary>The noise of a key.</summary>
    /// <param name="key">The generator's key.</param>
    /// <param name="samples">Numbers that one call takes, one a sample with most estimators; at least 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">There are no samples.</exception>
    public ReplicateNoise(PhiloxKey key, int samples)
    {
        Guard.AtLeast(samples, 1);
        (_key, _samples) = (key, samples);
    }

    /// <summary>How many calls one replicate serves: 4, 2 or 1.</summary>
    public int Calls => Math.Max(1, 4 / _samples);

    /// <summary>Standard normal numbers of each call of a replicate.</summary>
    /// <param name="replicate">Which replicate.</param>
    /// <returns>Shape [Calls, samples].</returns>
    public double[][] Normals(ulong replicate) => Share(replicate, words =>
    {
        (double z0, double z1) = BoxMuller.FromWords(words.W0, words.W1);
        (double z2, double z3) = BoxMuller.FromWords(words.W2, words.W3);
        return [z0, z1, z2, z3];
    });

    /// <summary>Numbers of Rayleigh's law and normal ones in turn, of each call of a replicate.</summary>
    /// <remarks>
    /// The lengths of two normal numbers, <c>sqrt(-2 ln u)</c>, of words 0 and 1, a normal pair of words 2 and 3: four
    /// independent numbers a block, in the order length, normal, length, normal.
    /// </remarks>
    /// <param name="replicate">Which replicate.</param>
    /// <returns>Shape [Calls, samples].</returns>
    public double[][] RayleighNormals(ulong replicate) => Share(replicate, words =>
    {
        (double z0, double z1) = BoxMuller.FromWords(words.W2, words.W3);
        return [BoxMuller.Radius(words.W0), z0, BoxMuller.Radius(words.W1), z1];
    });

    /// <summary>Two standard normal numbers, two uniform ones and so on, of each call of a replicate.</summary>
    /// <remarks>A normal pair of words 0 and 1, uniform numbers of words 2 and 3.</remarks>
    /// <param name="replicate">Which replicate.</param>
    /// <returns>Shape [Calls, samples].</returns>
    public double[][] NormalsAndUniforms(ulong replicate) => Share(replicate, words =>
    {
        (double z0, double z1) = BoxMuller.FromWords(words.W0, words.W1);
        return [z0, z1, UnitInterval.FromWord(words.W2), UnitInterval.FromWord(words.W3)];
    });

    /// <summary>Uniform numbers of each call of a replicate.</summary>
    /// <param name="replicate">Which replicate.</param>
    /// <returns>Shape [Calls, samples].</returns>
    public double[][] Uniforms(ulong replicate) => Share(replicate, words =>
    [
        UnitInterval.FromWord(words.W0), UnitInterval.FromWord(words.W1),
        UnitInterval.FromWord(words.W2), UnitInterval.FromWord(words.W3),
    ]);

    /// <summary>Standard normal numbers of each call of a replicate, one in each of as many equally likely strata as samples.</summary>
    /// <remarks>
    /// Call c of replicate r takes the first points of <see cref="Sobol"/>'s dimension 0, under scrambling <c>r Calls + c</c>:
    /// Owen's scrambling makes them independent and uniform in the strata, in an order of its own, where the samples are a power of
    /// two. The number of scrambled digits w is the normal quantile of <c>(w + 1/2) 2^-32</c>; the last cells lie at 6.34 standard
    /// deviations, and <c>E e^2</c> falls short by 3e-10.
    /// </remarks>
    /// <param name="replicate">Which replicate.</param>
    /// <returns>Shape [Calls, samples].</returns>
    public double[][] ScrambledNormals(ulong replicate) =>
    [
        .. Enumerable.Range(0, Calls).Select(call => Enumerable.Range(0, _samples).Select(point =>
        {
            uint word = Sobol.Scrambled((uint)point, 0, _key, (replicate * (ulong)Calls) + (ulong)call);
            return Normal.Quantile((word + 0.5) / (1L << 32), 0.0, 1.0);
        }).ToArray()),
    ];

    /// <summary>The gradients of a replicate, by a call that takes so many normal numbers.</summary>
    internal static double[] OfNormals(PhiloxKey key, int samples, uint replicate, Func<double[], double[]> call) =>
        [.. new ReplicateNoise(key, samples).Normals(replicate).SelectMany(call)];

    /// <summary>The power sums of a block, by a call that takes so many normal numbers.</summary>
    internal static double[] PowerSumsOfNormals(
        PhiloxKey key, int samples, uint block, double[] centre, Func<double[], double[]> call)
    {
        var noises = new ReplicateNoise(key, samples);
        return noises.PowerSums(block, centre, replicate => [.. noises.Normals(replicate).SelectMany(call)]);
    }

    /// <summary>The gradients of a replicate, by a call that takes one uniform number.</summary>
    internal static double[] OfUniforms(PhiloxKey key, uint replicate, Func<double, double> call) =>
        [.. new ReplicateNoise(key, samples: 1).Uniforms(replicate).Select(noise => call(noise[0]))];

    /// <summary>The power sums of a block, by a call that takes one uniform number.</summary>
    internal static double[] PowerSumsOfUniforms(PhiloxKey key, uint block, double[] centre, Func<double, double> call)
    {
        var noises = new ReplicateNoise(key, samples: 1);
        return noises.PowerSums(block, centre, replicate => [.. noises.Uniforms(replicate).Select(noise => call(noise[0]))]);
    }

    /// <summary>Sums of the first four powers of <c>g - centre</c> over one block of a study.</summary>
    /// <param name="block">Which block.</param>
    /// <param name="centre">Shape [components].</param>
    /// <param name="gradients">The gradients of a replicate, shape [Calls, components].</param>
    /// <returns>Shape [components, 4].</returns>
    internal double[] PowerSums(uint block, double[] centre, Func<ulong, double[]> gradients)
    {
        var sums = new double[4 * centre.Length];
        ulong replicates = (ulong)(BlockCalls / Calls);
        for (ulong replicate = block * replicates; replicate < (block + 1UL) * replicates; replicate++)
        {
            double[] g = gradients(replicate);
            for (int i = 0; i < g.Length; i++)
            {
                int component = i % centre.Length;
                double d = g[i] - centre[component];
                sums[4 * component] += d;
                sums[(4 * component) + 1] += d * d;
                sums[(4 * component) + 2] += d * d * d;
                sums[(4 * component) + 3] += d * d * d * d;
            }
        }

        return sums;
    }

    private double[][] Share(ulong replicate, Func<Words, double[]> numbers)
    {
        int blocks = (_samples + 3) / 4;
        double[] all =
        [
            .. Enumerable.Range(0, blocks).SelectMany(block =>
                numbers(Philox4x32.Block(Words.Counter((uint)block, Stream, replicate), _key))),
        ];
        return [.. all.Chunk(_samples).Take(Calls)];
    }
}
