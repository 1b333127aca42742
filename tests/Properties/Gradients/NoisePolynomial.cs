namespace BayesBench.Properties.Gradients;

/// <summary>
/// A polynomial in independent standard normal numbers. What its products have for a mean is Isserlis' theorem: of each number
/// alone <c>E e^(2n) = 1 3 ... (2n - 1)</c>.
/// </summary>
internal sealed class NoisePolynomial
{
    private const int Numbers = 8;

    private readonly Dictionary<ulong, double> _terms = []; // a byte of the key for each number's power

    public static NoisePolynomial Of(double constant) => new NoisePolynomial().With(0, constant);

    /// <summary>One of the numbers.</summary>
    public static NoisePolynomial Noise(int number) => new NoisePolynomial().With(1UL << (8 * number), 1);

    public static NoisePolynomial operator +(NoisePolynomial a, NoisePolynomial b)
    {
        var sum = new NoisePolynomial();
        foreach ((ulong powers, double factor) in a._terms.Concat(b._terms))
        {
            sum.With(powers, factor);
        }

        return sum;
    }

    public static NoisePolynomial operator *(double factor, NoisePolynomial a) => Of(factor) * a;

    public static NoisePolynomial operator *(NoisePolynomial a, NoisePolynomial b)
    {
        var product = new NoisePolynomial();
        foreach ((ulong powers, double factor) in a._terms)
        {
            foreach ((ulong others, double by) in b._terms)
            {
                product.With(powers + others, factor * by); // powers stay below 256
            }
        }

        return product;
    }

    /// <summary>The mean of a product, and that of its terms' sizes.</summary>
    public static (double Mean, double Size) Mean(NoisePolynomial a, NoisePolynomial b)
    {
        (double mean, double size) = (0, 0);
        foreach ((ulong powers, double factor) in a._terms)
        {
            foreach ((ulong others, double by) in b._terms)
            {
                double term = factor * by * Moment(powers + others);
                (mean, size) = (mean + term, size + Math.Abs(term));
            }
        }

        return (mean, size);
    }

    private static double Moment(ulong powers)
    {
        double product = 1;
        for (int number = 0; number < Numbers; number++)
        {
            int power = (int)(powers >> (8 * number)) & 0xFF;
            product *= power % 2 == 1 ? 0 : Enumerable.Range(1, power / 2).Aggregate(1.0, (all, n) => all * ((2 * n) - 1));
        }

        return product;
    }

    private NoisePolynomial With(ulong powers, double factor)
    {
        _terms[powers] = _terms.GetValueOrDefault(powers) + factor;
        return this;
    }
}
