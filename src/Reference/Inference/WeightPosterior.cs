namespace BayesBench.Reference.Inference;

/// <summary>A normal law of the weights of a regression.</summary>
/// <param name="Mean">Shape [D].</param>
/// <param name="Covariance">Shape [D, D], symmetric.</param>
public sealed record WeightPosterior(double[] Mean, double[][] Covariance);

/// <summary>A normal law of one target.</summary>
/// <param name="Mean">Its mean.</param>
/// <param name="Variance">Its variance, noise included.</param>
public sealed record TargetPredictive(double Mean, double Variance);

/// <summary>What a regression needs of its data: sums over them.</summary>
/// <param name="Gram">X^T X, shape [D, D].</param>
/// <param name="Moment">X^T y, shape [D].</param>
public sealed record SufficientStatistics(double[][] Gram, double[] Moment);
