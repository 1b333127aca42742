namespace BayesBench.Reference.Inference;

/// <summary>What Bayes' theorem says of an observation.</summary>
/// <param name="Posterior">The law of the hypotheses after it, shape [K].</param>
/// <param name="Evidence">Its own probability, or density, before it was made.</param>
public sealed record BayesPosterior(double[] Posterior, double Evidence);

/// <summary>The same, the evidence by its logarithm.</summary>
/// <param name="Posterior">The law of the hypotheses after it, shape [K].</param>
/// <param name="LogEvidence">In nats.</param>
public sealed record LogBayesPosterior(double[] Posterior, double LogEvidence);
