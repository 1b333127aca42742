namespace BayesBench.Reference.Gradients;

/// <summary>Mean and variance of one call of an unbiased gradient estimator.</summary>
/// <param name="Gradient">
/// The exact gradient, which is the estimator's mean: (mean, standard deviation) for the normal, (logit) for the Bernoulli.
/// </param>
/// <param name="Variance">The variance of each of these components.</param>
public sealed record GradientMoments(double[] Gradient, double[] Variance);
