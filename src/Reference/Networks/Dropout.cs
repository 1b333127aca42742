using BayesBench.Reference.Numerics;
using BayesBench.Reference.Random;

namespace BayesBench.Reference.Networks;

/// <summary>Dropout of a layer's inputs: each is 0 with probability p, else divided by 1 - p, so that its mean stays.</summary>
/// <remarks>
/// <para>The mask is a pure function of key, stream and replicate: the number of row and column is element
/// <c>row width + column</c>, dropped where its uniform number is below p as a float. It is never stored: the backward pass
/// draws it again.</para>
/// <para>Source: Srivastava et al. (2014), Dropout: a simple way to prevent neural networks from overfitting; the deck, F77.
/// </para>
/// </remarks>
public static class Dropout
{
    /// <summary>The inputs that are left, rescaled.</summary>
    /// <remarks>Formula: <c>m x / (1 - p)</c>, <c>m ~ Bern(1 - p)</c> for every number. Rate 0 is the identity.</remarks>
    /// <param name="input">x, shape [B, D], finite, at least one element.</param>
    /// <param name="dropRate">p, in [0, 1 - 2^-24].</param>
    /// <param name="key">The mask's key.</param>
    /// <param name="stream">The mask's stream.</param>
    /// <param name="replicate">The mask's replicate, a step's number say.</param>
    /// <returns>Shape [B, D].</returns>
    /// <exception cref="ArgumentException">The input is empty.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The rate or a number breaks its rule.</exception>
    public static double[] Forward(double[] input, double dropRate, PhiloxKey key, uint stream, ulong replicate)
    {
        ArgumentNullException.ThrowIfNull(input);
        Guard.NotEmpty<double>(input);
        Guard.Finite(input);
        CheckRate(dropRate);
        return Masked(input, dropRate, key, stream, replicate);
    }

    /// <summary>The derivative by the inputs, through the mask of the forward pass.</summary>
    /// <remarks>Formula: <c>m g / (1 - p)</c>: the layer is linear.</remarks>
    /// <param name="outputGradient">g, the derivative by the outputs, shape [B, D], finite, at least one element.</param>
    /// <param name="dropRate">p, in [0, 1 - 2^-24].</param>
    /// <param name="key">The mask's key.</param>
    /// <param name="stream">The mask's stream.</param>
    /// <param name="replicate">The mask's replicate.</param>
    /// <returns>Shape [B, D].</returns>
    /// <exception cref="ArgumentException">The gradient is empty.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The rate or a number breaks its rule.</exception>
    public static double[] Backward(double[] outputGradient, double dropRate, PhiloxKey key, uint stream, ulong replicate)
    {
        ArgumentNullException.ThrowIfNull(outputGradient);
        Guard.NotEmpty<double>(outputGradient);
        Guard.Finite(outputGradient);
        CheckRate(dropRate);
        return Masked(outputGradient, dropRate, key, stream, replicate);
    }

    /// <summary>Moments of a pre-activation of dropped inputs.</summary>
    /// <remarks>Formula: <c>sum_d x[d] w[d]</c>, <c>p / (1 - p) sum_d x[d]^2 w[d]^2</c>: those of Gaussian dropout with
    /// <c>alpha = p / (1 - p)</c>. Source: Wang and Manning (2013), Fast dropout training; Kingma, Salimans and Welling
    /// (2015), section 3; the deck, F78.</remarks>
    /// <param name="input">x, shape [D], finite.</param>
    /// <param name="weight">w, shape [D], finite.</param>
    /// <param name="dropRate">p, in [0, 1 - 2^-24].</param>
    /// <returns>The moments.</returns>
    /// <exception cref="ArgumentException">The shapes differ.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The rate or a number breaks its rule.</exception>
    public static Preactivation PreactivationMoments(double[] input, double[] weight, double dropRate)
    {
        (double sum, double squares) = LayerShape.Products(input, weight);
        CheckRate(dropRate);
        return new Preactivation(sum, dropRate / (1 - dropRate) * squares);
    }

    /// <summary>A rate whose complement is no less than the grid of uniform numbers.</summary>
    internal static void CheckRate(double dropRate) => Guard.Within(dropRate, 0, MathF.BitDecrement(1));

    /// <summary>Whether the mask drops an element: the rate as a float, so that every device draws the same mask.</summary>
    internal static bool IsDropped(long element, double dropRate, PhiloxKey key, uint stream, ulong replicate) =>
        LayerNoise.Uniform(element, key, stream, replicate) < (float)dropRate;

    private static double[] Masked(double[] numbers, double dropRate, PhiloxKey key, uint stream, ulong replicate) =>
        [.. numbers.Select((x, i) => IsDropped(i, dropRate, key, stream, replicate) ? 0 : x / (1 - dropRate))];
}
