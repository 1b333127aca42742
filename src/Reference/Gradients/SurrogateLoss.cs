using BayesBench.Reference.Random;

namespace BayesBench.Reference.Gradients;

/// <summary>
/// The surrogate loss, each node's log-probability times the cost downstream as a constant: right once, biased when it is
/// differentiated again. For a constant cost forgets that it, too, is drawn by the nodes.
/// </summary>
/// <remarks>
/// Source: Schulman, Heess, Weber and Abbeel (2015), "Gradient estimation using stochastic computation graphs", for the loss;
/// Foerster and others (2018), see <see cref="Dice"/>, for its failure. Here on the chain of <see cref="DownstreamCost"/>, whose
/// gradient is the first derivative.
/// </remarks>
public static class SurrogateLoss
{
    /// <summary>The loss's second derivatives on given uniform numbers, which draw b1 and then b2.</summary>
    /// <remarks>
    /// Formula: <c>-(f1 + f2) p (1 - p)</c>, <c>0</c>: derivatives of scores alone; the costs are <c>f1 = (b1 - target)^2</c> and
    /// <c>f2 = (b2 - target)^2</c>.
    /// </remarks>
    /// <param name="target">The target, finite.</param>
    /// <param name="firstLogit">The first node's logit, finite.</param>
    /// <param name="secondLogit">The second node's logit where the first is 0, finite.</param>
    /// <param name="coupling">What a one of the first node adds to it, finite.</param>
    /// <param name="uniforms">A uniform number for each node, shape [2].</param>
    /// <returns>The second derivatives by (first logit twice, both logits).</returns>
    /// <exception cref="ArgumentException">There are not two uniform numbers.</exception>
    /// <exception cref="ArgumentOutOfRangeException">An argument breaks its rule.</exception>
    public static double[] ChainHessian(
        double target, double firstLogit, double secondLogit, double coupling, double[] uniforms)
    {
        ChainDraw draw = ChainObjective.At(target, firstLogit, secondLogit, coupling).Draw(uniforms);
        return [-draw.Cost * draw.Slope, 0.0];
    }

    /// <summary>The second derivatives that one replicate of the noise makes.</summary>
    /// <param name="target">The target, finite.</param>
    /// <param name="firstLogit">The first node's logit, finite.</param>
    /// <param name="secondLogit">The second node's logit where the first is 0, finite.</param>
    /// <param name="coupling">What a one of the first node adds to it, finite.</param>
    /// <param name="key">The generator's key.</param>
    /// <param name="replicate">Which replicate of <see cref="ReplicateNoise"/>.</param>
    /// <returns>Shape [Calls, 2]: each call (first logit twice, both logits).</returns>
    /// <exception cref="ArgumentOutOfRangeException">An argument breaks its rule.</exception>
    public static double[] ChainHessianReplicate(
        double target, double firstLogit, double secondLogit, double coupling, PhiloxKey key, uint replicate) =>
        CategoricalReplicates.Gradients(key, 2, replicate, noise => ChainHessian(target, firstLogit, secondLogit, coupling, noise));

    /// <summary>Sums of the first four powers of <c>g - (mean of g)</c> over the second derivatives g of one block of a study.</summary>
    /// <param name="target">The target, finite.</param>
    /// <param name="firstLogit">The first node's logit, finite.</param>
    /// <param name="secondLogit">The second node's logit where the first is 0, finite.</param>
    /// <param name="coupling">What a one of the first node adds to it, finite.</param>
    /// <param name="key">The generator's key.</param>
    /// <param name="block">Which block of <see cref="ReplicateNoise.BlockCalls"/> calls.</param>
    /// <returns>Shape [2, 4]: by (first logit twice, both logits), powers 1 to 4.</returns>
    /// <exception cref="ArgumentOutOfRangeException">An argument breaks its rule.</exception>
    public static double[] ChainHessianBlock(
        double target, double firstLogit, double secondLogit, double coupling, PhiloxKey key, uint block) =>
        CategoricalReplicates.PowerSums(
            key,
            2,
            block,
            ChainHessianMoments(target, firstLogit, secondLogit, coupling).Mean,
            noise => ChainHessian(target, firstLogit, secondLogit, coupling, noise));

    /// <summary>Exact mean, bias and variance of one call.</summary>
    /// <remarks>
    /// Formula: mean <c>-p q E(f1 + f2)</c>, <c>0</c>; both miss the second derivatives, by <c>-E (f1 + f2) (b1 - p)^2</c> and by
    /// <c>-E f2 (b1 - p) (b2 - r)</c>.
    /// </remarks>
    /// <param name="target">The target, finite.</param>
    /// <param name="firstLogit">The first node's logit, finite.</param>
    /// <param name="secondLogit">The second node's logit where the first is 0, finite.</param>
    /// <param name="coupling">What a one of the first node adds to it, finite.</param>
    /// <returns>Second derivatives, variance and mean by (first logit twice, both logits).</returns>
    /// <exception cref="ArgumentOutOfRangeException">An argument breaks its rule.</exception>
    public static BiasedGradientMoments ChainHessianMoments(double target, double firstLogit, double secondLogit, double coupling)
    {
        var objective = ChainObjective.At(target, firstLogit, secondLogit, coupling);
        double[] mean = [-objective.First.Success * objective.First.Failure * objective.Expectation(draw => draw.Cost), 0.0];
        return new BiasedGradientMoments(
            objective.Hessian(), objective.Spread(mean, draw => [-draw.Cost * draw.Slope, 0.0]), mean);
    }
}
