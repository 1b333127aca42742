using BayesBench.Reference.Random;

namespace BayesBench.Reference.Gradients;

/// <content>Of bits that share one logit.</content>
public static partial class DisArm
{
    /// <summary>One call of the estimator on given uniform numbers, for bits <c>b_i = uniform_i &lt; p</c> and
    /// <c>f = sum_i (b_i - t_i)^2</c>.</summary>
    /// <remarks>
    /// Formula: <c>1/2 (f(b) - f(c)) max(p, 1 - p) sum_i (b_i - c_i)</c> with <c>b_i = 1[u_i &lt; p]</c> and
    /// <c>c_i = 1[1 - u_i &lt; p]</c>.
    /// </remarks>
    /// <param name="targets">The targets t, shape [D], D from 1 to 12, finite.</param>
    /// <param name="logit">The logit of p, finite; D bits share it.</param>
    /// <param name="uniforms">Uniform numbers, shape [D].</param>
    /// <returns>The gradient by the shared logit.</returns>
    /// <exception cref="ArgumentException">The uniform numbers are not one for each target.</exception>
    /// <exception cref="ArgumentOutOfRangeException">There are no targets or more than 12, or an argument breaks its rule.</exception>
    public static double Toy(double[] targets, double logit, double[] uniforms)
    {
        var toy = BernoulliToy.At(targets, logit);
        bool[] b = toy.Draw(uniforms);
        bool[] c = toy.DrawFromAbove(uniforms);
        int tilt = b.Count(bit => bit) - c.Count(bit => bit);
        return 0.5 * (toy.Value(b) - toy.Value(c)) * toy.Commoner * tilt;
    }

    /// <summary>The gradients that one replicate of the noise makes.</summary>
    /// <param name="targets">The targets t, shape [D], D from 1 to 12, finite.</param>
    /// <param name="logit">The logit of p, finite; D bits share it.</param>
    /// <param name="key">The generator's key.</param>
    /// <param name="replicate">Which replicate of <see cref="ReplicateNoise"/>.</param>
    /// <returns>Shape [Calls].</returns>
    /// <exception cref="ArgumentOutOfRangeException">There are no targets or more than 12, or an argument breaks its rule.</exception>
    public static double[] ToyReplicate(double[] targets, double logit, PhiloxKey key, uint replicate) =>
        BernoulliToy.Replicate(key, targets, samples: 1, replicate, uniforms => Toy(targets, logit, uniforms));

    /// <summary>Sums of the first four powers of <c>g - (exact gradient)</c> over the gradients g of one block of a study.</summary>
    /// <param name="targets">The targets t, shape [D], D from 1 to 12, finite.</param>
    /// <param name="logit">The logit of p, finite; D bits share it.</param>
    /// <param name="key">The generator's key.</param>
    /// <param name="block">Which block of <see cref="ReplicateNoise.BlockCalls"/> calls.</param>
    /// <returns>Shape [4]: powers 1 to 4.</returns>
    /// <exception cref="ArgumentOutOfRangeException">There are no targets or more than 12, or an argument breaks its rule.</exception>
    public static double[] ToyBlock(double[] targets, double logit, PhiloxKey key, uint block)
    {
        double[] centre = ToyMoments(targets, logit).Gradient;
        return BernoulliToy.PowerSums(key, targets, samples: 1, block, centre, uniforms => Toy(targets, logit, uniforms));
    }

    /// <summary>Exact mean and variance of one call.</summary>
    /// <remarks>
    /// Formula: the variance summed over all 3^D pairs: each bit (1, 0) or (0, 1) with probability r = min(p, 1 - p) each, else twice
    /// the commoner outcome.
    /// </remarks>
    /// <param name="targets">The targets t, shape [D], D from 1 to 12, finite.</param>
    /// <param name="logit">The logit of p, finite; D bits share it.</param>
    /// <returns>Gradient and variance by the shared logit.</returns>
    /// <exception cref="ArgumentOutOfRangeException">There are no targets or more than 12, or an argument breaks its rule.</exception>
    public static GradientMoments ToyMoments(double[] targets, double logit)
    {
        var toy = BernoulliToy.At(targets, logit);
        double gradient = toy.Outcomes().Gradient();
        double variance = toy.MeanOverPairs((change, tilt, _) =>
        {
            double rest = (0.5 * change * toy.Commoner * tilt) - gradient;
            return rest * rest;
        });
        return new GradientMoments([gradient], [variance]);
    }
}
