namespace BayesBench.Reference.Probability;

/// <summary>The parameters of a normal law on the line.</summary>
/// <param name="Mean">The mean.</param>
/// <param name="Variance">The variance, not its root.</param>
public sealed record MeanAndVariance(double Mean, double Variance);
