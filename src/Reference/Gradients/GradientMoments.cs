namespace BayesBench.Reference.Gradients;

/// <summary>Mean and variance of one call of a gradient estimator.</summary>
/// <param name="Gradient">
/// The exact gradient, by the parameters that the estimator's method names: (mean, standard deviation) for the normal, (logit) for
/// the Bernoulli, (shape, rate) for the gamma, (alpha, beta) for the beta.
/// </param>
/// <param name="Variance">The variance of each of these components of a call; NaN, as in the gradient, where it is not known.</param>
public record GradientMoments(double[] Gradient, double[] Variance)
{
    /// <summary>The mean of a call: the exact gradient, unless the estimator is biased.</summary>
    public virtual double[] Mean => Gradient;
}

/// <summary>Mean and variance of one call of a biased gradient estimator.</summary>
/// <param name="Gradient">The exact gradient, which the estimator misses.</param>
/// <param name="Variance">The variance of each component of a call.</param>
/// <param name="Mean">The mean of a call; its bias is the distance from the gradient.</param>
public sealed record BiasedGradientMoments(double[] Gradient, double[] Variance, double[] Mean) : GradientMoments(Gradient, Variance)
{
    /// <inheritdoc />
    public override double[] Mean { get; } = Mean;
}
