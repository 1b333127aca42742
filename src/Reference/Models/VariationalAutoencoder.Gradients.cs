using BayesBench.Reference.Networks;
using BayesBench.Reference.Numerics;
using BayesBench.Reference.Random;

namespace BayesBench.Reference.Models;

/// <content>
/// Gradients of the bounds by the code. The decoder's slopes come weighted: h_k is the derivative by z_k of
/// <c>share_k ln p(x | z_k)</c>, the shares being 1 / K for the evidence lower bound and <c>w_k / sum_j w_j</c> for the
/// importance-weighted one; so the same pass through the decoder gives the gradient of its own parameters.
/// </content>
public static partial class VariationalAutoencoder
{
    /// <summary>The gradient of every image's evidence lower bound, the divergence in closed form.</summary>
    /// <remarks>
    /// Formula: that of h through the draws, less that of the divergence: <c>sum_k h_k - mean</c> by the mean,
    /// <c>sum_k h_k e_k s / 2 + (1 - s^2) / 2</c> by the log-variance, s the standard deviation. Source: Kingma and Welling (2014),
    /// appendix B.
    /// </remarks>
    /// <param name="code">Shape [B, 2 Z], or [B, 2 Z + Z (Z - 1) / 2] with lower, finite; at least one image.</param>
    /// <param name="latentGradient">h, shape [B K, Z], finite.</param>
    /// <param name="key">The noise's key, as forward.</param>
    /// <param name="step">The noise's replicate, as forward.</param>
    /// <returns>Of the code's shape.</returns>
    /// <exception cref="ArgumentException">There is no image, or a shape does not fit.</exception>
    /// <exception cref="ArgumentOutOfRangeException">An argument breaks its rule.</exception>
    public static double[][] ElboGradient(double[][] code, double[][] latentGradient, PhiloxKey key, int step)
    {
        double[][] gradient = GaussianEncoder.DrawBackward(code, latentGradient, key, step);
        double[][] divergence = GaussianEncoder.DivergenceGradient(code, latentGradient[0].Length);
        return LayerGuard.Map(code, (b, i) => gradient[b][i] - divergence[b][i]);
    }

    /// <summary>An unbiased gradient of every image's importance-weighted bound: the whole derivative of the weights.</summary>
    /// <remarks>
    /// Formula: of <c>sum_k share_k ln w_k</c>, the shares fixed: <c>h_k - share_k z_k</c> through the draws, and
    /// <c>sum_k share_k / 2</c> by every log-variance. Source: Burda, Grosse and Salakhutdinov (2016), equation 13.
    /// </remarks>
    /// <param name="code">Shape [B, 2 Z], or [B, 2 Z + Z (Z - 1) / 2] with lower, finite; at least one image.</param>
    /// <param name="shares">Shape [B, K], each in [0, 1]; those of an image sum to 1.</param>
    /// <param name="latentGradient">h, shape [B K, Z], finite.</param>
    /// <param name="key">The noise's key, as forward.</param>
    /// <param name="step">The noise's replicate, as forward.</param>
    /// <returns>Of the code's shape.</returns>
    /// <exception cref="ArgumentException">There is no image, or a shape does not fit.</exception>
    /// <exception cref="ArgumentOutOfRangeException">An argument breaks its rule.</exception>
    public static double[][] PathwiseGradient(
        double[][] code, double[][] shares, double[][] latentGradient, PhiloxKey key, int step)
    {
        double[][] gradient = Weighted(code, shares, latentGradient, key, step, (draw, i) => draw.Gradient[i] - (draw.Share * draw.Z[i]));
        int latents = latentGradient[0].Length;
        return LayerGuard.Map(code, (b, i) => gradient[b][i] + (i >= latents && i < 2 * latents ? 0.5 * shares[b].Sum() : 0));
    }

    /// <summary>The same without the derivative of ln q by its own parameters: biased where K is above 1.</summary>
    /// <remarks>
    /// Formula: <c>h_k + share_k (e_k / s - z_k)</c> through the draws. What is left out, <c>sum_k share_k</c> times the score, has
    /// the mean 0 only where the share does not depend on the draw. Source: Roeder, Wu and Duvenaud (2017), "Sticking the
    /// landing"; for the bias, Tucker et al. (2019), section 3.
    /// </remarks>
    /// <param name="code">Shape [B, 2 Z], finite: without lower; at least one image.</param>
    /// <param name="shares">Shape [B, K], each in [0, 1]; those of an image sum to 1.</param>
    /// <param name="latentGradient">h, shape [B K, Z], finite.</param>
    /// <param name="key">The noise's key, as forward.</param>
    /// <param name="step">The noise's replicate, as forward.</param>
    /// <returns>Shape [B, 2 Z].</returns>
    /// <exception cref="ArgumentException">There is no image, or a shape does not fit.</exception>
    /// <exception cref="ArgumentOutOfRangeException">An argument breaks its rule.</exception>
    public static double[][] StickingTheLandingGradient(
        double[][] code, double[][] shares, double[][] latentGradient, PhiloxKey key, int step) =>
        Weighted(Diagonal(code, latentGradient), shares, latentGradient, key, step, AlongThePath);

    /// <summary>An unbiased gradient whose noise falls as draws are added: the score is reparametrised once more.</summary>
    /// <remarks>
    /// Formula: <c>share_k (h_k + share_k (e_k / s - z_k))</c> through the draws. Source: Tucker, Lawson, Gu and Maddison (2019),
    /// "Doubly reparameterized gradient estimators for Monte Carlo objectives", equation 8.
    /// </remarks>
    /// <param name="code">Shape [B, 2 Z], finite: without lower; at least one image.</param>
    /// <param name="shares">Shape [B, K], each in [0, 1]; those of an image sum to 1.</param>
    /// <param name="latentGradient">h, shape [B K, Z], finite.</param>
    /// <param name="key">The noise's key, as forward.</param>
    /// <param name="step">The noise's replicate, as forward.</param>
    /// <returns>Shape [B, 2 Z].</returns>
    /// <exception cref="ArgumentException">There is no image, or a shape does not fit.</exception>
    /// <exception cref="ArgumentOutOfRangeException">An argument breaks its rule.</exception>
    public static double[][] DoublyReparameterizedGradient(
        double[][] code, double[][] shares, double[][] latentGradient, PhiloxKey key, int step) =>
        Weighted(
            Diagonal(code, latentGradient), shares, latentGradient, key, step, (draw, i) => draw.Share * AlongThePath(draw, i));

    // The derivative of share ln w by z at fixed parameters of q.
    private static double AlongThePath(WeightedDraw draw, int i) =>
        draw.Gradient[i] + (draw.Share * ((draw.Noise[i] / draw.Law.Deviation(i)) - draw.Z[i]));

    private static double[][] Weighted(
        double[][] code,
        double[][] shares,
        double[][] latentGradient,
        PhiloxKey key,
        int step,
        Func<WeightedDraw, int, double> byLatent)
    {
        Guard.Matrix(latentGradient);
        Guard.Matrix(shares);
        for (int b = 0; b < shares.Length; b++)
        {
            Guard.Probability(shares[b], Guard.RowOf(nameof(shares), b));
        }

        EncodedLaw[] laws = GaussianEncoder.Laws(code, latentGradient[0].Length);
        int draws = GaussianEncoder.DrawsOf(laws, latentGradient);
        Guard.Rows(shares, laws.Length);
        Guard.Length(shares[0].Length, draws, Guard.RowOf(nameof(shares), 0));
        double[][] noise = GaussianEncoder.Noise(laws.Length, latentGradient[0].Length, draws, key, step);
        return GaussianEncoder.Sums(laws, draws, row =>
        {
            EncodedLaw law = laws[row / draws];
            var draw = new WeightedDraw(law, shares[row / draws][row % draws], noise[row], law.At(noise[row]), latentGradient[row]);
            return law.Backward(noise[row], [.. noise[row].Select((_, i) => byLatent(draw, i))]);
        });
    }

    private static double[][] Diagonal(double[][] code, double[][] latentGradient)
    {
        Guard.Matrix(latentGradient);
        Guard.Matrix(code);
        Guard.Length(code[0].Length, 2 * latentGradient[0].Length, Guard.RowOf(nameof(code), 0));
        return code;
    }

    private sealed record WeightedDraw(EncodedLaw Law, double Share, double[] Noise, double[] Z, double[] Gradient);
}
