using BayesBench.Reference.Random;

namespace BayesBench.Agreements;

/// <summary>Numbers to call a formula with, from a seed. Every number is an exact float, so that the
/// reference is asked about the very number the kernel gets.</summary>
/// <param name="seed">Same seed, same numbers.</param>
public sealed class InputSource(ulong seed)
{
    private const uint Stream = 0x1A9075; // a stream of its own: inputs never share a counter with the draws they test
    private readonly PhiloxKey _key = PhiloxKey.From(seed);
    private ulong _next;

    /// <summary>A random word.</summary>
    /// <returns>The word.</returns>
    public uint Word() => Philox4x32.Block(Words.Counter(0, Stream, _next++), _key).W0;

    /// <summary>A number spread evenly.</summary>
    /// <param name="low">The least.</param>
    /// <param name="high">The greatest.</param>
    /// <returns>A float in [low, high].</returns>
    public double Uniform(double low, double high) =>
        (float)Math.Clamp((float)(low + ((high - low) * UnitInterval.FromWord(Word()))), low, high);

    /// <summary>A positive number whose logarithm is spread evenly.</summary>
    /// <param name="low">The least, positive.</param>
    /// <param name="high">The greatest.</param>
    /// <returns>A float in [low, high].</returns>
    public double LogUniform(double low, double high) =>
        (float)Math.Clamp((float)Math.Exp(Uniform(Math.Log(low), Math.Log(high))), low, high);

    /// <summary>A number of either sign whose magnitude's logarithm is spread evenly.</summary>
    /// <param name="low">The least magnitude, positive.</param>
    /// <param name="high">The greatest magnitude.</param>
    /// <returns>A float.</returns>
    public double SignedLogUniform(double low, double high) =>
        (Word() & 1) == 0 ? LogUniform(low, high) : -LogUniform(low, high);

    /// <summary>A standard normal number.</summary>
    /// <returns>A float.</returns>
    public double Normal() => (float)BoxMuller.FromWords(Word(), Word()).Z0;

    /// <summary>A whole number.</summary>
    /// <param name="low">The least.</param>
    /// <param name="high">The greatest.</param>
    /// <returns>An integer in [low, high].</returns>
    public int Integer(int low, int high) => low + (int)(Word() % (uint)(high - low + 1));

    /// <summary>One of several.</summary>
    /// <typeparam name="T">Type of the choices.</typeparam>
    /// <param name="choices">At least one.</param>
    /// <returns>One of them.</returns>
    public T Pick<T>(params T[] choices)
    {
        ArgumentNullException.ThrowIfNull(choices);
        return choices[Integer(0, choices.Length - 1)];
    }

    /// <summary>A matrix, row by row.</summary>
    /// <param name="rows">Its rows.</param>
    /// <param name="columns">Its columns.</param>
    /// <param name="draw">Draws one element.</param>
    /// <returns>The matrix.</returns>
    public double[][] Matrix(int rows, int columns, Func<InputSource, double> draw) =>
        [.. Enumerable.Range(0, rows).Select(_ => Vector(columns, draw))];

    /// <summary>A vector.</summary>
    /// <param name="length">Its length.</param>
    /// <param name="draw">Draws one element.</param>
    /// <returns>The vector.</returns>
    public double[] Vector(int length, Func<InputSource, double> draw) =>
        [.. Enumerable.Range(0, length).Select(_ => draw(this))];
}
