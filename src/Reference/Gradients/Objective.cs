namespace BayesBench.Reference.Gradients;

/// <summary>The objectives f whose expectation under a normal law the estimators differentiate.</summary>
/// <remarks>Source: Mohamed, Rosca, Figurnov and Mnih (2020), section 3.2.</remarks>
public enum Objective
{
    /// <summary><c>(x - k)^2</c>.</summary>
    Quadratic,

    /// <summary><c>exp(-k x^2)</c>.</summary>
    Exponential,

    /// <summary><c>cos(k x)</c>.</summary>
    Cosine,
}
