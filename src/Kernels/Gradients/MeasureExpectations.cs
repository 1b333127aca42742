namespace BayesBench.Kernels.Gradients;

/// <summary>
/// What the measure-valued estimators' exact moments are put together from, of f at x(e) = mean + standardDeviation e: W has
/// Rayleigh's law, M the double-sided Maxwell law, N is standard normal.
/// </summary>
internal struct MeasureExpectations
{
    /// <summary><c>E (f(x(W)) - f(x(-W)))^2</c>.</summary>
    public float RayleighDifference;

    /// <summary><c>E (f(x(M)) - f(x(N)))^2</c> where N is M times a uniform number.</summary>
    public float MaxwellDifference;

    /// <summary><c>Var f(x(W)) + Var f(x(-W))</c>.</summary>
    public float RayleighVariances;

    /// <summary><c>Var f(x(M)) + Var f(x(N))</c>.</summary>
    public float MaxwellVariances;
}
