using BayesBench.Reference.Numerics;

namespace BayesBench.Reference.Random;

/// <summary>
/// Sobol's points, and their nested uniform scrambling: each scrambled point is uniform, and together they keep the balance
/// that makes a sum over them an integral.
/// </summary>
/// <remarks>
/// <para>
/// Sources: Sobol (1967), "On the distribution of points in a cube and the approximate evaluation of integrals"; primitive
/// polynomials and initial numbers of Joe and Kuo (2008), "Constructing Sobol sequences with better two-dimensional
/// projections", their list new-joe-kuo-6; scrambling of Owen (1995), "Randomly permuted (t, m, s)-nets and (t, s)-sequences".
/// </para>
/// <para>
/// The scrambling is Owen's own and no hash that resembles it (Laine and Karras 2011, Burley 2020): digit d is flipped by a
/// fair bit of its own for every value of the d digits before it. These 2^32 - 1 bits are the nodes of a binary tree, and a
/// generator block of 128 bits holds 127 of them, a subtree of seven digits: five blocks scramble a point. So the bits are
/// independent as far as the generator's words are, and what theory says of scrambled nets holds to the letter.
/// </para>
/// </remarks>
public static class Sobol
{
    /// <summary>How many dimensions there are numbers for.</summary>
    public const int Dimensions = 16;

    /// <summary>The counters' stream in dimension 0; dimension j has the j-th one after it.</summary>
    public const uint Stream = 0x736F_6200;

    private const int Digits = 32;
    private const int SubtreeDigits = 7;

    // Of each dimension but the first: the inner coefficients a_1 ... a_(s-1) of x^s + a_1 x^(s-1) + ... + a_(s-1) x + 1, a_1
    // the highest bit, and the numbers m_1 ... m_s.
    private static readonly (int Coefficients, uint[] Initial)[] JoeKuo =
    [
        (0, [1]),
        (1, [1, 3]),
        (1, [1, 3, 1]),
        (2, [1, 1, 1]),
        (1, [1, 1, 3, 3]),
        (4, [1, 3, 5, 13]),
        (2, [1, 1, 5, 5, 17]),
        (4, [1, 1, 5, 5, 5]),
        (7, [1, 1, 7, 11, 19]),
        (11, [1, 1, 5, 1, 1]),
        (13, [1, 1, 1, 3, 11]),
        (14, [1, 3, 5, 5, 31]),
        (1, [1, 3, 3, 9, 7, 49]),
        (13, [1, 1, 1, 15, 21, 21]),
        (16, [1, 3, 1, 13, 27, 49]),
    ];

    private static readonly uint[][] Directions = [.. Enumerable.Range(0, Dimensions).Select(DirectionsOf)];

    /// <summary>The binary digits of a point's coordinate, the first one the highest bit: the coordinate is word / 2^32.</summary>
    /// <remarks>
    /// Formula: the exclusive or of <c>m_k 2^(32-k)</c> over the digits k of the index that are 1, the lowest being digit 1;
    /// <c>m_k = 2 a_1 m_(k-1) xor 4 a_2 m_(k-2) xor ... xor 2^s m_(k-s) xor m_(k-s)</c> for k above s. In dimension 0 every
    /// m_k is 1: the index read backwards.
    /// </remarks>
    /// <param name="index">Which point.</param>
    /// <param name="dimension">Which coordinate, 0 to 15.</param>
    /// <returns>The digits.</returns>
    /// <exception cref="ArgumentOutOfRangeException">There is no such dimension.</exception>
    public static uint Word(uint index, int dimension)
    {
        Guard.Within(dimension, 0, Dimensions - 1);
        uint word = 0;
        for (int k = 0; k < Digits; k++)
        {
            word ^= (index >> k & 1) == 1 ? Directions[dimension][k] : 0;
        }

        return word;
    }

    /// <summary>The same digits, scrambled.</summary>
    /// <remarks>
    /// Digit d, from 0, is flipped by a bit that the digits before it choose. Of the digits' subtree, which starts at digit
    /// <c>r = d - d mod 7</c>: its block has the counter (2^r + the first r digits, <see cref="Stream"/> + dimension,
    /// replicate), and in it the bit is number <c>2^(d-r)</c> + the digits from r to d - 1.
    /// </remarks>
    /// <param name="index">Which point.</param>
    /// <param name="dimension">Which coordinate, 0 to 15.</param>
    /// <param name="key">The generator's key.</param>
    /// <param name="replicate">Which of the key's scramblings.</param>
    /// <returns>The scrambled digits.</returns>
    /// <exception cref="ArgumentOutOfRangeException">There is no such dimension.</exception>
    public static uint Scrambled(uint index, int dimension, PhiloxKey key, ulong replicate)
    {
        uint word = Word(index, dimension);
        uint scrambled = word;
        Words block = default;
        for (int digit = 0; digit < Digits; digit++)
        {
            int within = digit % SubtreeDigits;
            uint before = (uint)((ulong)word >> (Digits - digit));
            if (within == 0)
            {
                block = Philox4x32.Block(Words.Counter((1u << digit) + before, Stream + (uint)dimension, replicate), key);
            }

            uint node = (1u << within) + (before & ((1u << within) - 1));
            scrambled ^= Bit(block, (int)node) << (Digits - 1 - digit);
        }

        return scrambled;
    }

    /// <summary>Consecutive scrambled points in the open unit cube.</summary>
    /// <remarks>Each coordinate is <see cref="UnitInterval.FromWord"/> of its scrambled digits.</remarks>
    /// <param name="key">The generator's key.</param>
    /// <param name="replicate">Which of the key's scramblings.</param>
    /// <param name="first">Index of the first point.</param>
    /// <param name="count">How many points, 0 or more.</param>
    /// <param name="dimensions">Coordinates of a point, 1 to 16.</param>
    /// <returns>Shape [count, dimensions].</returns>
    /// <exception cref="ArgumentOutOfRangeException">
    /// The count is negative, an index would pass 2^32 - 1, or there are not so many dimensions.
    /// </exception>
    public static double[][] Points(PhiloxKey key, ulong replicate, uint first, int count, int dimensions)
    {
        Guard.AtLeast(count, 0);
        Guard.Within(first + (long)count, 0, 1L << Digits, $"{nameof(first)} + {nameof(count)}");
        Guard.Within(dimensions, 1, Dimensions);
        return
        [
            .. Enumerable.Range(0, count).Select(point => Enumerable.Range(0, dimensions)
                .Select(dimension => UnitInterval.FromWord(Scrambled(first + (uint)point, dimension, key, replicate)))
                .ToArray()),
        ];
    }

    private static uint Bit(Words block, int number)
    {
        (uint w0, uint w1, uint w2, uint w3) = block;
        ReadOnlySpan<uint> words = [w0, w1, w2, w3];
        return words[number / 32] >> (number % 32) & 1;
    }

    // m_k 2^(32-k), k from 1.
    private static uint[] DirectionsOf(int dimension)
    {
        (int coefficients, uint[] initial) = dimension == 0 ? (0, []) : JoeKuo[dimension - 1];
        int degree = initial.Length;
        var m = new uint[Digits];
        for (int k = 0; k < Digits; k++)
        {
            m[k] = k < degree ? initial[k] : degree == 0 ? 1 : (m[k - degree] << degree) ^ m[k - degree];
            for (int i = 1; i < degree && k >= degree; i++)
            {
                m[k] ^= (coefficients >> (degree - 1 - i) & 1) == 1 ? m[k - i] << i : 0;
            }
        }

        return [.. m.Select((number, k) => number << (Digits - 1 - k))];
    }
}
