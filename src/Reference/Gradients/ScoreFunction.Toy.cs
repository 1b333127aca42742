using BayesBench.Reference.Random;

namespace BayesBench.Reference.Gradients;

/// <content>Of bits that share one logit.</content>
public static partial class ScoreFunction
{
    /// <summary>One call of the estimator on given uniform numbers, for bits <c>b_i = uniform_i &lt; p</c> and
    /// <c>f = sum_i (b_i - t_i)^2</c>.</summary>
    /// <remarks>Formula: <c>f(b) sum_i (b_i - p)</c>, p the logistic function of the logit.</remarks>
    /// <param name="targets">The targets t, shape [D], D from 1 to 12, finite.</param>
    /// <param name="logit">The logit of p, finite; D bits share it.</param>
    /// <param name="uniforms">Uniform numbers, shape [D].</param>
    /// <returns>The gradient by the shared logit.</returns>
    /// <exception cref="ArgumentException">The uniform numbers are not one for each target.</exception>
    /// <exception cref="ArgumentOutOfRangeException">There are no targets or more than 12, or an argument breaks its rule.</exception>
    public static double Toy(double[] targets, double logit, double[] uniforms)
    {
        var toy = BernoulliToy.At(targets, logit);
        bool[] bits = toy.Draw(uniforms);
        return toy.Value(bits) * toy.Score(bits);
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
    /// <remarks>Formula: <c>Var[f s]</c> summed over all 2^D outcomes, s the score.</remarks>
    /// <param name="targets">The targets t, shape [D], D from 1 to 12, finite.</param>
    /// <param name="logit">The logit of p, finite; D bits share it.</param>
    /// <returns>Gradient and variance by the shared logit.</returns>
    /// <exception cref="ArgumentOutOfRangeException">There are no targets or more than 12, or an argument breaks its rule.</exception>
    public static GradientMoments ToyMoments(double[] targets, double logit)
    {
        BitOutcome[] outcomes = BernoulliToy.At(targets, logit).Outcomes();
        return new GradientMoments([outcomes.Gradient()], [outcomes.ScoreVariance(baseline: 0.0)]);
    }
}
