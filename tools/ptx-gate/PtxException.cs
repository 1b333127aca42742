namespace BayesBench.PtxGate;

/// <summary>A body that does not compile or assemble; the message is the tool's own.</summary>
public sealed class PtxException(string message) : Exception(message);
