using BayesBench.Reference.Random;

namespace BayesBench.Reference.Gradients;

/// <summary>
/// The score function of a stochastic graph, each node's score times the cost that lies downstream of the node: what was paid
/// before it is drawn has no part in its gradient. Unbiased for any costs; one evaluation of each.
/// </summary>
/// <remarks>
/// Source: Schulman, Heess, Weber and Abbeel (2015), "Gradient estimation using stochastic computation graphs", theorem 1. Here two
/// nodes in a chain, <c>b1 ~ Bernoulli(p)</c> and then <c>b2 ~ Bernoulli(r)</c>, where r depends on b1, and a cost of each node.
/// </remarks>
public static class DownstreamCost
{
    /// <summary>One call of the estimator on given uniform numbers, which draw b1 and then b2.</summary>
    /// <remarks>
    /// Formula: <c>(f1 + f2) (b1 - p)</c>, <c>f2 (b2 - r)</c>; p is the logistic function of firstLogit, r that of
    /// <c>secondLogit + coupling b1</c>; the costs are <c>f1 = (b1 - target)^2</c> and <c>f2 = (b2 - target)^2</c>.
    /// </remarks>
    /// <param name="target">The target, finite.</param>
    /// <param name="firstLogit">The first node's logit, finite.</param>
    /// <param name="secondLogit">The second node's logit where the first is 0, finite.</param>
    /// <param name="coupling">What a one of the first node adds to it, finite.</param>
    /// <param name="uniforms">A uniform number for each node, shape [2].</param>
    /// <returns>The gradient by (first logit, second logit).</returns>
    /// <exception cref="ArgumentException">There are not two uniform numbers.</exception>
    /// <exception cref="ArgumentOutOfRangeException">An argument breaks its rule.</exception>
    public static double[] Chain(
        double target, double firstLogit, double secondLogit, double coupling, double[] uniforms)
    {
        ChainDraw draw = ChainObjective.At(target, firstLogit, secondLogit, coupling).Draw(uniforms);
        return [draw.Cost * draw.FirstScore, draw.SecondCost * draw.SecondScore];
    }

    /// <summary>The gradients that one replicate of the noise makes.</summary>
    /// <param name="target">The target, finite.</param>
    /// <param name="firstLogit">The first node's logit, finite.</param>
    /// <param name="secondLogit">The second node's logit where the first is 0, finite.</param>
    /// <param name="coupling">What a one of the first node adds to it, finite.</param>
    /// <param name="key">The generator's key.</param>
    /// <param name="replicate">Which replicate of <see cref="ReplicateNoise"/>.</param>
    /// <returns>Shape [Calls, 2]: each call (first logit, second logit).</returns>
    /// <exception cref="ArgumentOutOfRangeException">An argument breaks its rule.</exception>
    public static double[] ChainReplicate(
        double target, double firstLogit, double secondLogit, double coupling, PhiloxKey key, uint replicate) =>
        CategoricalReplicates.Gradients(key, 2, replicate, noise => Chain(target, firstLogit, secondLogit, coupling, noise));

    /// <summary>Sums of the first four powers of <c>g - (exact gradient)</c> over the gradients g of one block of a study.</summary>
    /// <param name="target">The target, finite.</param>
    /// <param name="firstLogit">The first node's logit, finite.</param>
    /// <param name="secondLogit">The second node's logit where the first is 0, finite.</param>
    /// <param name="coupling">What a one of the first node adds to it, finite.</param>
    /// <param name="key">The generator's key.</param>
    /// <param name="block">Which block of <see cref="ReplicateNoise.BlockCalls"/> calls.</param>
    /// <returns>Shape [2, 4]: by (first logit, second logit), powers 1 to 4.</returns>
    /// <exception cref="ArgumentOutOfRangeException">An argument breaks its rule.</exception>
    public static double[] ChainBlock(
        double target, double firstLogit, double secondLogit, double coupling, PhiloxKey key, uint block) =>
        CategoricalReplicates.PowerSums(
            key,
            2,
            block,
            ChainMoments(target, firstLogit, secondLogit, coupling).Mean,
            noise => Chain(target, firstLogit, secondLogit, coupling, noise));

    /// <summary>Exact mean and variance of one call.</summary>
    /// <remarks>
    /// Formula: the mean square of <c>g - (exact gradient)</c> over the four outcomes. By the second logit it is below the score
    /// function's by <c>E (f1^2 + 2 f1 f2) (b2 - r)^2</c>.
    /// </remarks>
    /// <param name="target">The target, finite.</param>
    /// <param name="firstLogit">The first node's logit, finite.</param>
    /// <param name="secondLogit">The second node's logit where the first is 0, finite.</param>
    /// <param name="coupling">What a one of the first node adds to it, finite.</param>
    /// <returns>Gradient and variance by (first logit, second logit).</returns>
    /// <exception cref="ArgumentOutOfRangeException">An argument breaks its rule.</exception>
    public static GradientMoments ChainMoments(double target, double firstLogit, double secondLogit, double coupling)
    {
        var objective = ChainObjective.At(target, firstLogit, secondLogit, coupling);
        double[] gradient = objective.Gradient();
        return new GradientMoments(
            gradient, objective.Spread(gradient, draw => [draw.Cost * draw.FirstScore, draw.SecondCost * draw.SecondScore]));
    }
}
