namespace BayesBench.Reference.Gradients;

/// <summary>What the measure-valued estimators make of their noise.</summary>
internal static class MeasureNoise
{
    /// <summary>A number of the double-sided Maxwell law, of a Rayleigh number and a normal one.</summary>
    public static double Maxwell(double rayleigh, double normal) =>
        Math.CopySign(Math.Sqrt((rayleigh * rayleigh) + (normal * normal)), normal);
}
