namespace BayesBench.Results;

/// <summary>A row of torch.csv: PyTorch on the GPU of the folder's machine.</summary>
/// <param name="Id">The formula.</param>
/// <param name="Work">What was done.</param>
/// <param name="How">Eager, compiled.</param>
/// <param name="Items">Items of one call.</param>
/// <param name="Nanoseconds">Median time of one item; empty where it failed.</param>
/// <param name="Error">The largest, relative to the largest value, against float64.</param>
/// <param name="Versions">Of PyTorch, and the GPU.</param>
/// <param name="Date">When, UTC.</param>
/// <param name="Failure">Why there is no time.</param>
public sealed record TorchRow(
    string Id, string Work, string How, long Items, double? Nanoseconds, double? Error, string Versions, string Date, string? Failure = null);
