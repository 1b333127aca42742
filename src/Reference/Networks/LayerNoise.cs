using BayesBench.Reference.Random;

namespace BayesBench.Reference.Networks;

/// <summary>Noise of a layer: a pure function of key, stream, replicate and element, so the backward pass draws it again.</summary>
/// <remarks>
/// The four words of block (element / 4, stream, replicate) serve four neighbouring elements; where the elements are those of a
/// matrix, element <c>i columns + j</c> is that of row i and column j.
/// </remarks>
internal static class LayerNoise
{
    private const int BitsOfBlock = 128;

    /// <summary>A uniform number: that of word <c>element % 4</c>.</summary>
    public static double Uniform(long element, PhiloxKey key, uint stream, ulong replicate)
    {
        Words words = Block(element, key, stream, replicate);
        ReadOnlySpan<uint> four = [words.W0, words.W1, words.W2, words.W3];
        return UnitInterval.FromWord(four[(int)(element % 4)]);
    }

    /// <summary>A standard normal number: component <c>element % 4</c> of the two pairs of the block.</summary>
    public static double Normal(long element, PhiloxKey key, uint stream, ulong replicate)
    {
        Words words = Block(element, key, stream, replicate);
        NormalPair pair = element % 4 < 2
            ? BoxMuller.FromWords(words.W0, words.W1)
            : BoxMuller.FromWords(words.W2, words.W3);
        return element % 2 == 0 ? pair.Z0 : pair.Z1;
    }

    /// <summary>A matrix of standard normal numbers.</summary>
    public static double[][] Normals(int rows, int columns, PhiloxKey key, uint stream, ulong replicate) =>
        Matrix(rows, columns, element => Normal(element, key, stream, replicate));

    /// <summary>
    /// A matrix of signs: minus where bit <c>element % 32</c> of word <c>element / 32 % 4</c> is set, of the block with counter
    /// (element / 128, stream, replicate).
    /// </summary>
    public static double[][] Signs(int rows, int columns, PhiloxKey key, uint stream, ulong replicate) =>
        Matrix(rows, columns, element =>
        {
            Words block = Philox4x32.Block(Words.Counter((uint)(element / BitsOfBlock), stream, replicate), key);
            uint word = (element / 32 % 4) switch { 0 => block.W0, 1 => block.W1, 2 => block.W2, _ => block.W3 };
            return (word >> (element % 32) & 1) == 0 ? 1.0 : -1.0;
        });

    private static Words Block(long element, PhiloxKey key, uint stream, ulong replicate) =>
        Philox4x32.Block(Words.Counter((uint)(element / 4), stream, replicate), key);

    private static double[][] Matrix(int rows, int columns, Func<int, double> element)
    {
        var matrix = new double[rows][];
        for (int i = 0; i < rows; i++)
        {
            matrix[i] = new double[columns];
            for (int j = 0; j < columns; j++)
            {
                matrix[i][j] = element((i * columns) + j);
            }
        }

        return matrix;
    }
}
