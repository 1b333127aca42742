using BayesBench.Reference.Inference;
using BayesBench.Reference.Networks;
using BayesBench.Reference.Numerics;
using BayesBench.Reference.Random;

namespace BayesBench.Reference.Models;

/// <summary>A law of the depth, 0 to L layers.</summary>
/// <param name="Probabilities">Shape [L + 1], of sum 1 up to rounding.</param>
/// <param name="ExpectedDepth">The mean number of layers.</param>
public sealed record DepthLaw(double[] Probabilities, double ExpectedDepth);

/// <summary>The likeliest pair of a depth and a label.</summary>
/// <param name="Depth">Layers used, 0 to L.</param>
/// <param name="Label">The class, counted from 0.</param>
/// <param name="LogJoint"><c>ln p(label, depth | x)</c>, in nats.</param>
public sealed record DepthMode(int Depth, int Label, double LogJoint);

/// <summary>
/// How many layers z of a residual network to use, as a latent variable: <c>h_l = h_(l-1) + [l &lt;= z] F_l(h_(l-1))</c>, z from 0
/// to L, so that all depths share one pass. Here are the laws of z; the network is <see cref="AdaptiveDepthNetwork"/>.
/// </summary>
/// <remarks>
/// <para>The prior prefers early stops, <c>p(z) ~ exp(-tau z)</c>. The posterior <c>p(z | x, y) ~ p(y | x, z) p(z)</c> needs the
/// label: without it, nothing but the prior is left of the depth's law. So at test time the depth comes from a law that depends
/// on the input, <c>q(z | x)</c> in halting form, or from the mode of <c>p(y, z | x)</c>.</para>
/// <para>Source: the deck, F53 to F56, corrected; Figurnov, Sobolev and Vetrov (2017), Probabilistic adaptive computation time.
/// </para>
/// </remarks>
public static partial class AdaptiveDepth
{
    private const uint DepthStream = 0x0AD0;

    /// <summary>The prior of the depth: a truncated geometric law.</summary>
    /// <remarks><para>Formula: <c>exp(-tau z) / sum_j exp(-tau j)</c>, j from 0 to L; even where tau is 0.</para></remarks>
    /// <param name="tau">What a layer costs, in nats; non-negative and finite.</param>
    /// <param name="layers">L, at least 1.</param>
    /// <returns>The law.</returns>
    /// <exception cref="ArgumentOutOfRangeException">An argument breaks its rule.</exception>
    public static DepthLaw Prior(double tau, int layers)
    {
        Guard.NonNegative(tau);
        Guard.AtLeast(layers, 1);
        return LawOf([.. LogPrior(tau, layers).Select(Math.Exp)]);
    }

    /// <summary>The posterior of the depth once the label is known, and the label's log-probability under the prior.</summary>
    /// <remarks>
    /// <para>Formula: <c>p(z | x, y) = p(y | x, z) p(z) / p(y | x)</c>: Bayes' theorem, <see cref="BayesRule.PosteriorFromLog"/>.</para>
    /// </remarks>
    /// <param name="prior">Of the depths, shape [L + 1], each in [0, 1], of sum 1.</param>
    /// <param name="logLikelihood"><c>ln p(y | x, z)</c>, shape [L + 1], finite or minus infinity.</param>
    /// <returns>The posterior and the log-evidence, in nats.</returns>
    /// <exception cref="ArgumentException">A shape breaks its rule.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A value breaks its rule, or no depth explains the label.</exception>
    public static LogBayesPosterior Posterior(double[] prior, double[] logLikelihood) =>
        BayesRule.PosteriorFromLog(prior, logLikelihood);

    /// <summary>A law of the depth in halting form: at every depth l below L the network stops with probability eta_l.</summary>
    /// <remarks>
    /// <para>Formula: <c>q(z = l) = eta_l prod_(i &lt; l) (1 - eta_i)</c> with <c>eta_l = sigmoid(logits[l])</c> and
    /// <c>eta_L = 1</c>.</para>
    /// </remarks>
    /// <param name="logits">Of stopping at depths 0 to L - 1, shape [L], not NaN; infinite ones stop for sure, or never.</param>
    /// <returns>The law.</returns>
    /// <exception cref="ArgumentException">There are no logits.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A logit is NaN.</exception>
    public static DepthLaw Halting(double[] logits)
    {
        ArgumentNullException.ThrowIfNull(logits);
        Guard.NotEmpty<double>(logits);
        for (int l = 0; l < logits.Length; l++)
        {
            Guard.Within(logits[l], double.NegativeInfinity, double.PositiveInfinity, $"logits[{l}]");
        }

        var probabilities = new double[logits.Length + 1];
        double going = 1.0;
        for (int l = 0; l < logits.Length; l++)
        {
            probabilities[l] = going * Sigmoid.Value(logits[l]);
            going *= Sigmoid.Value(-logits[l]);
        }

        probabilities[^1] = going;
        return LawOf(probabilities);
    }

    /// <summary>The inverse of <see cref="Halting"/>: any law of the depth has a halting form.</summary>
    /// <remarks>
    /// <para>Formula: <c>ln q[l] - ln sum_(j &gt; l) q[j]</c>; infinite where all or nothing stops, and 0 where nothing is left
    /// that could.</para>
    /// </remarks>
    /// <param name="probabilities">Shape [L + 1], each in [0, 1], of sum 1; at least two.</param>
    /// <returns>The logits of stopping, shape [L].</returns>
    /// <exception cref="ArgumentException">There are fewer than two depths.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A probability or their sum breaks its rule.</exception>
    public static double[] HaltingLogits(double[] probabilities)
    {
        CheckLaw(probabilities);
        var logits = new double[probabilities.Length - 1];
        double beyond = 0.0;
        for (int l = logits.Length - 1; l >= 0; l--)
        {
            beyond += probabilities[l + 1];
            logits[l] = probabilities[l] + beyond > 0.0 ? Math.Log(probabilities[l]) - Math.Log(beyond) : 0.0;
        }

        return logits;
    }

    /// <summary>The likeliest depth and label together, which depend on the input and need no label.</summary>
    /// <remarks>
    /// <para>Formula: <c>argmax_(z, y) ln p(y | x, z) + ln p(z)</c>; the first of equals, shallow ones before deep ones.</para>
    /// <para>A later depth cannot win any more once the best so far is at least <c>ln p(z)</c> there, because
    /// <c>ln p(y | x, z)</c> is never positive: so the mode, too, is found without the layers behind.</para>
    /// </remarks>
    /// <param name="logProbabilities"><c>ln p(y | x, z)</c>, shape [L + 1, K], finite or minus infinity, one at least finite.</param>
    /// <param name="tau">What a layer costs, in nats; non-negative and finite.</param>
    /// <returns>The mode.</returns>
    /// <exception cref="ArgumentException">There are fewer than two depths, no labels, or rows of different lengths.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A value breaks its rule.</exception>
    public static DepthMode JointMode(double[][] logProbabilities, double tau)
    {
        ArgumentNullException.ThrowIfNull(logProbabilities);
        Guard.AtLeastLong<double[]>(logProbabilities, 2);
        Guard.NonNegative(tau);
        for (int z = 0; z < logProbabilities.Length; z++)
        {
            string row = Guard.RowOf(nameof(logProbabilities), z);
            ArgumentNullException.ThrowIfNull(logProbabilities[z], row);
            Guard.NotEmpty<double>(logProbabilities[z], row);
            Guard.Length(logProbabilities[z].Length, logProbabilities[0].Length, row);
            Guard.FiniteOrMinusInfinity(logProbabilities[z], row);
        }

        double[] logPrior = LogPrior(tau, logProbabilities.Length - 1);
        var mode = new DepthMode(0, 0, double.NegativeInfinity);
        double best = double.NegativeInfinity;
        for (int z = 0; z < logProbabilities.Length; z++)
        {
            for (int y = 0; y < logProbabilities[z].Length; y++)
            {
                double score = logProbabilities[z][y] - (tau * z);
                if (score > best)
                {
                    (best, mode) = (score, new DepthMode(z, y, logProbabilities[z][y] + logPrior[z]));
                }
            }
        }

        Guard.Finite(best, $"the largest of {nameof(logProbabilities)}");
        return mode;
    }

    /// <summary>One depth from each of several laws, a pure function of key and step.</summary>
    /// <remarks>
    /// <para>Formula: the first z with <c>u &lt; probabilities[n][0] + ... + probabilities[n][z]</c>, summed in this order; where
    /// rounding leaves the sum short of u, the last depth that is possible. The uniform number of row n is word <c>n % 4</c> of
    /// the Philox block with counter (n / 4, 0xAD0, step, 0).</para>
    /// </remarks>
    /// <param name="probabilities">Shape [N, L + 1], each row in [0, 1] and of sum 1; at least one.</param>
    /// <param name="key">The noise's key.</param>
    /// <param name="step">The noise's replicate, not negative.</param>
    /// <returns>Shape [N], each from 0 to L.</returns>
    /// <exception cref="ArgumentException">There are no rows, or they differ in length.</exception>
    /// <exception cref="ArgumentOutOfRangeException">An argument breaks its rule.</exception>
    public static int[] Draw(double[][] probabilities, PhiloxKey key, int step)
    {
        Guard.Distributions(probabilities);
        Guard.AtLeast(step, 0);
        return [.. probabilities.Select((law, n) => DepthAt(law, LayerNoise.Uniform(n, key, DepthStream, (ulong)step)))];
    }

    /// <summary><c>-tau z - ln sum_j exp(-tau j)</c>.</summary>
    internal static double[] LogPrior(double tau, int layers)
    {
        double[] relative = [.. Enumerable.Range(0, layers + 1).Select(z => -tau * z)];
        double logSum = LogSumExp.Value(relative);
        return Array.ConvertAll(relative, t => t - logSum);
    }

    private static int DepthAt(double[] law, double u)
    {
        double sum = 0.0;
        int last = 0;
        for (int z = 0; z < law.Length; z++)
        {
            sum += law[z];
            last = law[z] > 0.0 ? z : last;
            if (u < sum)
            {
                return z;
            }
        }

        return last;
    }

    private static DepthLaw LawOf(double[] probabilities) =>
        new(probabilities, probabilities.Select((probability, z) => z * probability).Sum());

    private static void CheckLaw(double[] probabilities)
    {
        ArgumentNullException.ThrowIfNull(probabilities);
        Guard.AtLeastLong<double>(probabilities, 2);
        Guard.Distribution(probabilities);
    }
}
