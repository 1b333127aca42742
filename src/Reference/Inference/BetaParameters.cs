namespace BayesBench.Reference.Inference;

/// <summary>The shapes of a beta law.</summary>
/// <param name="Alpha">The first: one more success adds 1.</param>
/// <param name="Beta">The second: one more failure adds 1.</param>
public sealed record BetaParameters(double Alpha, double Beta);
