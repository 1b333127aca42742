using BayesBench.Reference.Random;

namespace BayesBench.Reference.Gradients;

/// <content>Of bits that share one logit.</content>
public static partial class AugmentReinforceMerge
{
    /// <summary>One call of the estimator on given uniform numbers, for bits <c>b_i = uniform_i &lt; p</c> and
    /// <c>f = sum_i (b_i - t_i)^2</c>.</summary>
    /// <remarks>
    /// Formula: <c>(f(c) - f(b)) sum_i (u_i - 1/2)</c> with <c>b_i = 1[u_i &lt; p]</c> and <c>c_i = 1[1 - u_i &lt; p]</c>: two evaluations,
    /// however many bits.
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
        double fromBelow = toy.Value(toy.Draw(uniforms));
        double fromAbove = toy.Value(toy.DrawFromAbove(uniforms));
        return (fromAbove - fromBelow) * uniforms.Sum(uniform => uniform - 0.5);
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
    /// Formula: with r = min(p, 1 - p), the variance of DisARM, which is the mean given both draws, and the mean variance given them:
    /// <c>E (f(b) - f(c))^2 (n r^2 + (D - n) (1 - 2 r)^2) / 12</c>, n the bits that differ, summed over all 3^D pairs.
    /// </remarks>
    /// <param name="targets">The targets t, shape [D], D from 1 to 12, finite.</param>
    /// <param name="logit">The logit of p, finite; D bits share it.</param>
    /// <returns>Gradient and variance by the shared logit.</returns>
    /// <exception cref="ArgumentOutOfRangeException">There are no targets or more than 12, or an argument breaks its rule.</exception>
    public static GradientMoments ToyMoments(double[] targets, double logit)
    {
        var toy = BernoulliToy.At(targets, logit);
        (double rare, double alike) = (toy.Rarer * toy.Rarer / 12.0, toy.Alike * toy.Alike / 12.0);
        double within = toy.MeanOverPairs((change, _, differing) =>
            change * change * ((differing * rare) + ((toy.Bits - differing) * alike)));
        (double[] gradient, double[] ofMean) = DisArm.ToyMoments(targets, logit);
        return new GradientMoments(gradient, [ofMean[0] + within]);
    }
}
