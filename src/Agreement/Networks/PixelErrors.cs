using BayesBench.Kernels.Numerics;

namespace BayesBench.Agreements.Networks;

/// <summary>How float roundings grow in the log-likelihood of pixels.</summary>
internal static class PixelErrors
{
    // Sixteen pixels at a time, and blocks of sixteen that a lane adds up before the sum goes to double.
    private const int Lanes = 16, BlocksOfPanel = 32;

    /// <summary>
    /// Where pixels go one by one, a product, softplus and a difference; by sixteens, the exponential, its addition to 1 and a factor
    /// of a product, all absolute in the logarithm, the product and difference of the linear part, and its sum over a panel.
    /// </summary>
    public static Rounded LogLikelihood(double[] logits, double[] target) =>
        LogLikelihood(Array.ConvertAll(logits, a => (Rounded)a), target);

    /// <summary>The same of logits that err themselves: by the derivative, whose own slope is 1/4 at most.</summary>
    public static Rounded LogLikelihood(Rounded[] logits, double[] target)
    {
        double value = 0, error = 0;
        int blocks = Math.Min(BlocksOfPanel, logits.Length / Lanes);
        for (int d = 0; d < logits.Length; d++)
        {
            (double a, double x) = (logits[d].Value, target[d]);
            double inherited = logits[d].Error;
            double t = Math.Exp(-Math.Abs(a)), softplus = Math.Max(a, 0) + Math.Log(1 + t);
            double linear = Math.Abs((x * a) - Math.Max(a, 0));
            double alone = (2 * UlpBounds.Softplus * softplus) + Math.Abs((x * a) - softplus);
            double among = 2 + (2 * UlpBounds.Exp * t / (1 + t)) + ((1 + blocks) * linear);
            value += (x * a) - softplus;
            error += ErrorBound.U * (Math.Abs(x * a) + (blocks > 0 ? Math.Max(alone, among) : alone));
            error += (Math.Abs(x - (1 / (1 + Math.Exp(-a)))) + (inherited / 4)) * inherited;
        }

        return new Rounded(value, error);
    }

    /// <summary>The derivative by a logit, as a quotient over 1 + exp(-|a|).</summary>
    public static Rounded Slope(double a, double x)
    {
        double exact = Math.Exp(-Math.Abs(a));
        var t = new Rounded(exact, (ErrorBound.U * 2 * UlpBounds.Exp * exact) + ErrorBound.Tiny);
        Rounded other = (Rounded)1 - x;
        return (a < 0 ? x - (other * t) : (x * t) - other) / (1 + t);
    }

    /// <summary>The same of a logit that errs itself.</summary>
    public static Rounded Slope(Rounded a, double x)
    {
        Rounded slope = Slope(a.Value, x);
        return slope with { Error = slope.Error + (a.Error / 4) };
    }

    /// <summary>Logits of every size, and pixels black, white and grey.</summary>
    public static (double[][] Logits, double[][] Images) Draw(InputSource source, int images, int draws, int pixels)
    {
        double spread = source.Pick(0.1, 3, 30);
        return (
            source.Matrix(images * draws, pixels, s => (float)(spread * s.Normal())),
            source.Matrix(images, pixels, s => s.Integer(0, 2) switch { 0 => 0, 1 => 1, _ => s.Uniform(0, 1) }));
    }
}
