using BayesBench.Reference.Random;

namespace BayesBench.Reference.Networks;

/// <summary>The noise of a layer, never stored: a pure function of key, stream, replicate and element.</summary>
internal static class LayerNoise
{
    private const int BitsOfBlock = 128;

    /// <summary>
    /// A matrix of standard normal numbers: element <c>e = i columns + j</c> is component <c>e % 4</c> of the block with
    /// counter (e / 4, stream, replicate).
    /// </summary>
    public static double[][] Normal(int rows, int columns, PhiloxKey key, uint stream, ulong replicate) =>
        Matrix(rows, columns, e =>
        {
            Words block = Philox4x32.Block(Words.Counter((uint)e / 4, stream, replicate), key);
            NormalPair pair = e % 4 < 2
                ? BoxMuller.FromWords(block.W0, block.W1)
                : BoxMuller.FromWords(block.W2, block.W3);
            return e % 2 == 0 ? pair.Z0 : pair.Z1;
        });

    /// <summary>
    /// A matrix of signs: element <c>e = i columns + j</c> is minus where bit <c>e % 32</c> of word <c>e / 32 % 4</c> is set,
    /// of the block with counter (e / 128, stream, replicate).
    /// </summary>
    public static double[][] Signs(int rows, int columns, PhiloxKey key, uint stream, ulong replicate) =>
        Matrix(rows, columns, e =>
        {
            Words block = Philox4x32.Block(Words.Counter((uint)(e / BitsOfBlock), stream, replicate), key);
            uint word = (e / 32 % 4) switch { 0 => block.W0, 1 => block.W1, 2 => block.W2, _ => block.W3 };
            return (word >> (e % 32) & 1) == 0 ? 1.0 : -1.0;
        });

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
