using BayesBench.Reference.Random;

namespace BayesBench.Reference.Gradients;

/// <summary>
/// DiCE: a surrogate whose derivatives of every order estimate those of the expected cost without bias. Each cost is multiplied by
/// <c>exp(t - stop(t))</c>, t the log-probability of the nodes that the cost depends on and stop(t) its value, which is not
/// differentiated: 1 itself, but its derivatives are scores.
/// </summary>
/// <remarks>
/// Source: Foerster, Farquhar, Al-Shedivat, Rocktaeschel, Xing and Whiteson (2018), "DiCE: the infinitely differentiable Monte Carlo
/// estimator". Here on the chain of <see cref="DownstreamCost"/>, whose gradient is the first derivative. Second derivatives are
/// where <see cref="SurrogateLoss"/> fails.
/// </remarks>
public static class Dice
{
    /// <summary>The surrogate's first derivatives on given uniform numbers, which draw b1 and then b2.</summary>
    /// <remarks>
    /// Formula: <c>f1 s1 + f2 s1</c>, <c>f2 s2</c> with the scores <c>s1 = b1 - p</c>, <c>s2 = b2 - r</c>; p is the logistic
    /// function of firstLogit, r that of <c>secondLogit + coupling b1</c>; the costs are <c>f1 = (b1 - target)^2</c> and
    /// <c>f2 = (b2 - target)^2</c>.
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
        return [
            (draw.FirstCost * draw.FirstScore) + (draw.SecondCost * draw.FirstScore),
            draw.SecondCost * draw.SecondScore,
        ];
    }

    /// <summary>The same surrogate's second derivatives, by the first logit twice and by both logits.</summary>
    /// <remarks>
    /// Formula: <c>(f1 + f2) (s1^2 - p (1 - p))</c>, <c>f2 s1 s2</c>: products of scores, and the derivative of a score.
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
        return [draw.Cost * draw.Second, draw.SecondCost * draw.FirstScore * draw.SecondScore];
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

    /// <summary>Sums of the first four powers of <c>g - (exact)</c> over the second derivatives g of one block of a study.</summary>
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

    /// <summary>Exact mean and variance of one call.</summary>
    /// <remarks>
    /// Formula: mean <c>p q (q - p) D (1 + r1 - r0)</c>, <c>p q D (r1 (1 - r1) - r0 (1 - r0))</c>, q = 1 - p, D = 1 - 2 target; rb is r
    /// after a b. The variance is the mean square of <c>g - mean</c> over the four outcomes.
    /// </remarks>
    /// <param name="target">The target, finite.</param>
    /// <param name="firstLogit">The first node's logit, finite.</param>
    /// <param name="secondLogit">The second node's logit where the first is 0, finite.</param>
    /// <param name="coupling">What a one of the first node adds to it, finite.</param>
    /// <returns>Second derivatives and variance by (first logit twice, both logits).</returns>
    /// <exception cref="ArgumentOutOfRangeException">An argument breaks its rule.</exception>
    public static GradientMoments ChainHessianMoments(double target, double firstLogit, double secondLogit, double coupling)
    {
        var objective = ChainObjective.At(target, firstLogit, secondLogit, coupling);
        double[] hessian = objective.Hessian();
        return new GradientMoments(
            hessian,
            objective.Spread(hessian, draw => [draw.Cost * draw.Second, draw.SecondCost * draw.FirstScore * draw.SecondScore]));
    }
}
