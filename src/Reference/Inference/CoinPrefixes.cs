namespace BayesBench.Reference.Inference;

/// <summary>What is known of a coin after every flip of a sequence: element k is after flips 0 to k.</summary>
/// <param name="Alpha">The posterior's first shape, shape [L].</param>
/// <param name="Beta">The posterior's second shape, shape [L].</param>
/// <param name="Predictive">The probability that the next flip is 1, shape [L].</param>
public sealed record CoinPrefixes(double[] Alpha, double[] Beta, double[] Predictive);
