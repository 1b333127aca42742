using BayesBench.Reference.Numerics;
using BayesBench.Reference.Random;

namespace BayesBench.Reference.Networks;

/// <summary>Derivatives of Gaussian dropout of inputs.</summary>
/// <param name="Input">By the inputs, shape [B, D].</param>
/// <param name="LogAlpha">By ln alpha of every input unit, shape [D].</param>
public sealed record GaussianDropoutGradient(double[] Input, double[] LogAlpha);

/// <summary>Derivatives of Gaussian dropout in the pre-activations.</summary>
/// <param name="Input">By the inputs, shape [B, D].</param>
/// <param name="Weights">By the weights, shape [D, K].</param>
/// <param name="LogAlpha">By ln alpha of every input unit, shape [D].</param>
public sealed record LocalDropoutGradient(double[] Input, double[] Weights, double[] LogAlpha);

/// <summary>
/// Gaussian dropout: multiplicative noise N(1, alpha) on the inputs, or the noise that it makes of every pre-activation.
/// <c>alpha = p / (1 - p)</c> gives the moments of dropout at rate p.
/// </summary>
/// <remarks>
/// <para>Every input unit has its alpha: all alike, and held, it is one rate for the layer; else it is learned, and the
/// derivative by the logarithm of one that units share is the sum of theirs. alpha = 0 is the identity, and stays.</para>
/// <para>Noise of row and column is element <c>row width + column</c>, of the inputs in the first form and of the outputs in
/// the second; it is never stored. Source: Srivastava et al. (2014); Wang and Manning (2013); Kingma, Salimans and Welling
/// (2015), section 3; the deck, F78.</para>
/// </remarks>
public static class GaussianDropout
{
    /// <summary>The noise whose moments dropout's are.</summary>
    /// <remarks>Formula: <c>p / (1 - p)</c>.</remarks>
    /// <param name="dropRate">p, in [0, 1 - 2^-24].</param>
    /// <returns>alpha.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The rate breaks its rule.</exception>
    public static double Alpha(double dropRate)
    {
        Dropout.CheckRate(dropRate);
        return dropRate / (1 - dropRate);
    }

    /// <summary>Inputs with multiplicative noise.</summary>
    /// <remarks>Formula: <c>x[b, d] (1 + sqrt(alpha[d]) noise[b, d])</c>.</remarks>
    /// <param name="input">x, shape [B, D], finite.</param>
    /// <param name="alpha">Shape [D], not negative.</param>
    /// <param name="key">The noise's key.</param>
    /// <param name="stream">The noise's stream.</param>
    /// <param name="replicate">The noise's replicate.</param>
    /// <returns>Shape [B, D].</returns>
    /// <exception cref="ArgumentException">A shape does not fit.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A number breaks its rule.</exception>
    public static double[] Forward(double[] input, double[] alpha, PhiloxKey key, uint stream, ulong replicate)
    {
        CheckRows(input, alpha);
        return [.. input.Select((x, i) =>
            x * (1 + (Math.Sqrt(alpha[i % alpha.Length]) * LayerNoise.Normal(i, key, stream, replicate))))];
    }

    /// <summary>Derivatives of <see cref="Forward"/>.</summary>
    /// <remarks>Formula: <c>g (1 + sqrt(alpha) noise)</c> by x, <c>sum_b g x sqrt(alpha) noise / 2</c> by ln alpha.</remarks>
    /// <param name="input">x, shape [B, D], finite.</param>
    /// <param name="alpha">Shape [D], not negative.</param>
    /// <param name="outputGradient">g, shape [B, D], finite.</param>
    /// <param name="key">The noise's key.</param>
    /// <param name="stream">The noise's stream.</param>
    /// <param name="replicate">The noise's replicate.</param>
    /// <returns>The derivatives.</returns>
    /// <exception cref="ArgumentException">A shape does not fit.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A number breaks its rule.</exception>
    public static GaussianDropoutGradient Backward(
        double[] input, double[] alpha, double[] outputGradient, PhiloxKey key, uint stream, ulong replicate)
    {
        CheckRows(input, alpha);
        ArgumentNullException.ThrowIfNull(outputGradient);
        Guard.SameLength<double, double>(nameof(input), input, nameof(outputGradient), outputGradient);
        Guard.Finite(outputGradient);
        var gradient = new GaussianDropoutGradient(new double[input.Length], new double[alpha.Length]);
        for (int i = 0; i < input.Length; i++)
        {
            double noise = Math.Sqrt(alpha[i % alpha.Length]) * LayerNoise.Normal(i, key, stream, replicate);
            gradient.Input[i] = outputGradient[i] * (1 + noise);
            gradient.LogAlpha[i % alpha.Length] += 0.5 * outputGradient[i] * input[i] * noise;
        }

        return gradient;
    }

    /// <summary>Moments of a pre-activation of such inputs.</summary>
    /// <remarks>Formula: <c>sum_d x[d] w[d]</c>, <c>sum_d alpha[d] x[d]^2 w[d]^2</c>.</remarks>
    /// <param name="input">x, shape [D], finite.</param>
    /// <param name="weight">w, shape [D], finite.</param>
    /// <param name="alpha">Shape [D], not negative.</param>
    /// <returns>The moments.</returns>
    /// <exception cref="ArgumentException">The shapes differ.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A number breaks its rule.</exception>
    public static Preactivation PreactivationMoments(double[] input, double[] weight, double[] alpha)
    {
        (double mean, _) = LayerShape.Products(input, weight);
        ArgumentNullException.ThrowIfNull(alpha);
        Guard.SameLength<double, double>(nameof(input), input, nameof(alpha), alpha);
        Guard.NonNegative(alpha);
        return new Preactivation(mean, input.Select((x, d) => alpha[d] * (x * weight[d]) * (x * weight[d])).Sum());
    }

    /// <summary>Pre-activations with the noise that the inputs' would make of each, drawn for each alone.</summary>
    /// <remarks>Formula: <c>y[b, k] = sum_d x[b, d] w[d, k] + sqrt(sum_d alpha[d] x[b, d]^2 w[d, k]^2) noise[b, k]</c>. Noise on
    /// the inputs would be shared by an example's outputs; this one is not: it is noise on the weights.</remarks>
    /// <param name="input">x, shape [B, D], finite.</param>
    /// <param name="weights">w, shape [D, K], finite.</param>
    /// <param name="alpha">Shape [D], not negative.</param>
    /// <param name="key">The noise's key.</param>
    /// <param name="stream">The noise's stream.</param>
    /// <param name="replicate">The noise's replicate.</param>
    /// <returns>y, shape [B, K].</returns>
    /// <exception cref="ArgumentException">A shape does not fit.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A number breaks its rule.</exception>
    public static double[] LocalForward(
        double[] input, double[] weights, double[] alpha, PhiloxKey key, uint stream, ulong replicate)
    {
        LayerShape shape = CheckLayer(input, weights, alpha);
        return new LocalLayer(shape, input, weights, VarianceOf(weights, alpha), 0).Output(key, stream, replicate);
    }

    /// <summary>Derivatives of <see cref="LocalForward"/>.</summary>
    /// <remarks>
    /// <para>Formula: with <c>h = g noise / (2 s)</c>, s the pre-activation's standard deviation, and <c>v = alpha w^2</c>:
    /// <c>sum_k g w + 2 h x v</c> by x, <c>sum_b g x + h x^2 2 alpha w</c> by w, <c>sum_bk h x^2 v</c> by ln alpha. Where
    /// s is 0 the noise adds nothing.</para>
    /// </remarks>
    /// <param name="input">x, shape [B, D], finite.</param>
    /// <param name="weights">w, shape [D, K], finite.</param>
    /// <param name="alpha">Shape [D], not negative.</param>
    /// <param name="outputGradient">g, shape [B, K], finite.</param>
    /// <param name="key">The noise's key.</param>
    /// <param name="stream">The noise's stream.</param>
    /// <param name="replicate">The noise's replicate.</param>
    /// <returns>The derivatives.</returns>
    /// <exception cref="ArgumentException">A shape does not fit.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A number breaks its rule.</exception>
    public static LocalDropoutGradient LocalBackward(
        double[] input, double[] weights, double[] alpha, double[] outputGradient, PhiloxKey key, uint stream, ulong replicate)
    {
        LayerShape shape = CheckLayer(input, weights, alpha);
        shape.CheckOutput(outputGradient);
        double[] variance = VarianceOf(weights, alpha);
        LocalLayerGradient local = new LocalLayer(shape, input, weights, variance, 0)
            .Gradient(outputGradient, key, stream, replicate);
        var gradient = new LocalDropoutGradient(local.Input, local.Mean, new double[alpha.Length]);
        for (int i = 0; i < weights.Length; i++)
        {
            int d = i / shape.Outputs;
            gradient.Weights[i] += 2 * alpha[d] * weights[i] * local.Variance[i];
            gradient.LogAlpha[d] += variance[i] * local.Variance[i];
        }

        return gradient;
    }

    private static double[] VarianceOf(double[] weights, double[] alpha) =>
        [.. weights.Select((w, i) => alpha[i / (weights.Length / alpha.Length)] * w * w)];

    private static LayerShape CheckLayer(double[] input, double[] weights, double[] alpha)
    {
        int batch = CheckRows(input, alpha);
        return LayerShape.Of(input, weights, batch, nameof(weights));
    }

    private static int CheckRows(double[] input, double[] alpha)
    {
        ArgumentNullException.ThrowIfNull(input);
        ArgumentNullException.ThrowIfNull(alpha);
        Guard.NotEmpty<double>(alpha);
        Guard.NonNegative(alpha);
        return LayerShape.Columns(input, alpha.Length, nameof(input));
    }
}
