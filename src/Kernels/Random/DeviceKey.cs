namespace BayesBench.Kernels.Random;

/// <summary>A Philox key as kernels take it: every key is a sequence of its own.</summary>
/// <param name="K0">Word 0.</param>
/// <param name="K1">Word 1.</param>
public readonly record struct DeviceKey(uint K0, uint K1);
