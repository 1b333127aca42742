namespace BayesBench.Kernels.Random;

/// <summary>Direction numbers of Sobol's points for a device.</summary>
public static class SobolDirections
{
    /// <summary>How many dimensions there are numbers for.</summary>
    public const int Dimensions = 16;

    private const int Digits = 32;

    // Joe and Kuo's primitive polynomials, all their coefficients, and initial numbers.
    private static readonly (uint Polynomial, uint[] Initial)[] Numbers =
    [
        (0b11, [1]),
        (0b111, [1, 3]),
        (0b1011, [1, 3, 1]),
        (0b1101, [1, 1, 1]),
        (0b10011, [1, 1, 3, 3]),
        (0b11001, [1, 3, 5, 13]),
        (0b100101, [1, 1, 5, 5, 17]),
        (0b101001, [1, 1, 5, 5, 5]),
        (0b101111, [1, 1, 7, 11, 19]),
        (0b110111, [1, 1, 5, 1, 1]),
        (0b111011, [1, 1, 1, 3, 11]),
        (0b111101, [1, 3, 5, 5, 31]),
        (0b1000011, [1, 3, 3, 9, 7, 49]),
        (0b1011011, [1, 1, 1, 15, 21, 21]),
        (0b1100001, [1, 3, 1, 13, 27, 49]),
    ];

    /// <summary>The direction numbers of all dimensions, as digits from the highest bit.</summary>
    /// <returns>Shape [16, 32].</returns>
    public static uint[] Table()
    {
        var table = new uint[Dimensions * Digits];
        for (int k = 0; k < Digits; k++)
        {
            table[k] = 1u << (Digits - 1 - k);
        }

        for (int dimension = 1; dimension < Dimensions; dimension++)
        {
            Fill(table.AsSpan(dimension * Digits, Digits), Numbers[dimension - 1]);
        }

        return table;
    }

    // As fractions v_k, one recurrence: v_k = v_(k-s) / 2^s, plus the v_(k-i) of the coefficients of x^(s-i), i from 1.
    private static void Fill(Span<uint> v, (uint Polynomial, uint[] Initial) numbers)
    {
        int degree = numbers.Initial.Length;
        for (int k = 0; k < degree; k++)
        {
            v[k] = numbers.Initial[k] << (Digits - 1 - k);
        }

        for (int k = degree; k < Digits; k++)
        {
            v[k] = v[k - degree] >> degree;
            for (int i = 1; i <= degree; i++)
            {
                v[k] ^= (numbers.Polynomial >> (degree - i) & 1) * v[k - i];
            }
        }
    }
}
