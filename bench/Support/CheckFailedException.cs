namespace BayesBench.Support;

/// <summary>A check of the program failed: a kernel disagrees, a benchmark measured nothing, a share is above 100%.</summary>
public sealed class CheckFailedException(string message) : Exception(message);
