namespace BayesBench.Reference.Gradients;

/// <summary>Differences from one with a small relative error: they are what remains of a nearly constant objective.</summary>
internal static class SmallDifferences
{
    /// <summary><c>1 - exp(x)</c>.</summary>
    public static double OneMinusExp(double x) =>
        x <= 0.0 ? -Math.Tanh(0.5 * x) * (1.0 + Math.Exp(x)) : -OneMinusExp(-x) * Math.Exp(x);

    /// <summary><c>ln(1 + x)</c> for x at least zero.</summary>
    public static double LogOnePlus(double x) => x > 1.0 ? Math.Log(1.0 + x) : 2.0 * Math.Atanh(x / (2.0 + x));
}
