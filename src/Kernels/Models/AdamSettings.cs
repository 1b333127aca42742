namespace BayesBench.Kernels.Models;

/// <summary>Adam's numbers.</summary>
/// <param name="FirstDecay">Of the gradient's mean, in [0, 1).</param>
/// <param name="SecondDecay">Of its square's mean, in [0, 1).</param>
/// <param name="Epsilon">Added to the root of that, positive.</param>
/// <param name="FirstSquare">What the square's mean begins with; the bias correction takes it for 0.</param>
public sealed record AdamSettings(double FirstDecay = 0.9, double SecondDecay = 0.999, double Epsilon = 1e-8, float FirstSquare = 0);
