using BayesBench.Reference.Numerics;
using BayesBench.Reference.Random;

namespace BayesBench.Reference.Gradients;

/// <content>Of bits that share one logit.</content>
public static partial class LeaveOneOut
{
    /// <summary>One call of the estimator on given uniform numbers, for bits <c>b_i = uniform_i &lt; p</c> and
    /// <c>f = sum_i (b_i - t_i)^2</c>.</summary>
    /// <remarks>
    /// Formula: as for the normal, with the score <c>s_i = sum_j (b_ij - p)</c> of a sample's D bits, p the logistic function of the
    /// logit.
    /// </remarks>
    /// <param name="targets">The targets t, shape [D], D from 1 to 12, finite.</param>
    /// <param name="logit">The logit of p, finite; D bits share it.</param>
    /// <param name="uniforms">Uniform numbers, shape [K, D], K at least 2.</param>
    /// <returns>The gradient by the shared logit.</returns>
    /// <exception cref="ArgumentException">The uniform numbers are not two rows of D or more.</exception>
    /// <exception cref="ArgumentOutOfRangeException">There are no targets or more than 12, or an argument breaks its rule.</exception>
    public static double Toy(double[] targets, double logit, double[] uniforms)
    {
        var toy = BernoulliToy.At(targets, logit);
        int samples = Math.Max(2, uniforms.Length / toy.Bits);
        Guard.Length(uniforms.Length, samples * toy.Bits, nameof(uniforms));
        bool[][] bits = [.. uniforms.Chunk(toy.Bits).Select(toy.Draw)];
        return Estimate([.. bits.Select(toy.Value)], [.. bits.Select(toy.Score)]);
    }

    /// <summary>The gradients that one replicate of the noise makes.</summary>
    /// <param name="targets">The targets t, shape [D], D from 1 to 12, finite.</param>
    /// <param name="logit">The logit of p, finite; D bits share it.</param>
    /// <param name="samples">K, at least 2.</param>
    /// <param name="key">The generator's key.</param>
    /// <param name="replicate">Which replicate of <see cref="ReplicateNoise"/>.</param>
    /// <returns>Shape [Calls].</returns>
    /// <exception cref="ArgumentOutOfRangeException">There are no targets or more than 12, or an argument breaks its rule.</exception>
    public static double[] ToyReplicate(double[] targets, double logit, int samples, PhiloxKey key, uint replicate)
    {
        Guard.AtLeast(samples, 2);
        return BernoulliToy.Replicate(key, targets, samples, replicate, uniforms => Toy(targets, logit, uniforms));
    }

    /// <summary>Sums of the first four powers of <c>g - (exact gradient)</c> over the gradients g of one block of a study.</summary>
    /// <param name="targets">The targets t, shape [D], D from 1 to 12, finite.</param>
    /// <param name="logit">The logit of p, finite; D bits share it.</param>
    /// <param name="samples">K, at least 2.</param>
    /// <param name="key">The generator's key.</param>
    /// <param name="block">Which block of <see cref="ReplicateNoise.BlockCalls"/> calls.</param>
    /// <returns>Shape [4]: powers 1 to 4.</returns>
    /// <exception cref="ArgumentOutOfRangeException">There are no targets or more than 12, or an argument breaks its rule.</exception>
    public static double[] ToyBlock(double[] targets, double logit, int samples, PhiloxKey key, uint block)
    {
        double[] centre = ToyMoments(targets, logit, samples).Gradient;
        return BernoulliToy.PowerSums(key, targets, samples, block, centre, uniforms => Toy(targets, logit, uniforms));
    }

    /// <summary>Exact mean and variance of one call of K samples.</summary>
    /// <remarks>
    /// Formula: as for the normal, <c>E s^2 = D p (1 - p)</c> and every other mean summed over all 2^D outcomes.
    /// </remarks>
    /// <param name="targets">The targets t, shape [D], D from 1 to 12, finite.</param>
    /// <param name="logit">The logit of p, finite; D bits share it.</param>
    /// <param name="samples">K, at least 2.</param>
    /// <returns>Gradient and variance by the shared logit.</returns>
    /// <exception cref="ArgumentOutOfRangeException">There are no targets or more than 12, or an argument breaks its rule.</exception>
    public static GradientMoments ToyMoments(double[] targets, double logit, int samples)
    {
        Guard.AtLeast(samples, 2);
        var toy = BernoulliToy.At(targets, logit);
        BitOutcome[] outcomes = toy.Outcomes();
        double expectation = outcomes.Expectation();
        double spread = outcomes.Mean(outcome => (outcome.Value - expectation) * (outcome.Value - expectation));
        double gradient = outcomes.Gradient();
        double product = spread * toy.Bits * toy.Success * toy.Failure;
        return new GradientMoments([gradient], [Variance(samples, outcomes.ScoreVariance(expectation), product, gradient)]);
    }
}
