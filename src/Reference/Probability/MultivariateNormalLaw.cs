namespace BayesBench.Reference.Probability;

/// <summary>The parameters of a normal law on n coordinates.</summary>
/// <param name="Mean">Shape [n].</param>
/// <param name="Covariance">Shape [n, n], symmetric.</param>
public sealed record MultivariateNormalLaw(double[] Mean, double[][] Covariance);
