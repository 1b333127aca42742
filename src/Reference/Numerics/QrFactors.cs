namespace BayesBench.Reference.Numerics;

/// <summary>The thin QR factorisation <c>A = Q R</c> of a matrix with at least as many rows as columns.</summary>
/// <param name="Q">Shape [m, n], with orthonormal columns.</param>
/// <param name="R">Shape [n, n], upper triangular, its diagonal not negative: for a matrix of full rank that makes both
/// factors unique.</param>
public sealed record QrFactors(double[][] Q, double[][] R);
