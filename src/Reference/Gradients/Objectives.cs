using BayesBench.Reference.Numerics;

namespace BayesBench.Reference.Gradients;

/// <summary>
/// The objectives f under a normal law: <c>quadratic (x - k)^2</c>, <c>exponential exp(-k x^2)</c>, <c>cosine cos(k x)</c>.
/// </summary>
/// <remarks>Source: Mohamed, Rosca, Figurnov and Mnih (2020), section 3.2.</remarks>
public static class Objectives
{
    private static readonly INormalObjective Quadratic = new QuadraticObjective();
    private static readonly INormalObjective Exponential = new ExponentialObjective();
    private static readonly INormalObjective Cosine = new CosineObjective();

    /// <summary><c>f(x)</c>.</summary>
    /// <remarks>No argument is refused: infinities and NaN give what the formula gives.</remarks>
    /// <param name="objective">Which f.</param>
    /// <param name="k">Its parameter.</param>
    /// <param name="x">Where.</param>
    /// <returns>The value.</returns>
    /// <exception cref="ArgumentOutOfRangeException">There is no such objective.</exception>
    public static double Value(Objective objective, double k, double x) => Of(objective).Value(x, k);

    /// <summary><c>f'(x)</c>.</summary>
    /// <param name="objective">Which f.</param>
    /// <param name="k">Its parameter.</param>
    /// <param name="x">Where.</param>
    /// <returns>The derivative by x.</returns>
    /// <exception cref="ArgumentOutOfRangeException">There is no such objective.</exception>
    public static double Derivative(Objective objective, double k, double x) => Of(objective).Derivative(x, k);

    /// <summary><c>E f(x)</c> of <c>x ~ N(mean, standardDeviation^2)</c>.</summary>
    /// <param name="objective">Which f.</param>
    /// <param name="k">Its parameter, finite; not negative for the exponential.</param>
    /// <param name="mean">The mean, finite.</param>
    /// <param name="standardDeviation">The standard deviation, positive and finite.</param>
    /// <returns>The expectation.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A parameter breaks its rule, or there is no such objective.</exception>
    public static double Expectation(Objective objective, double k, double mean, double standardDeviation) =>
        Moments(objective, k, mean, standardDeviation).Expectation;

    internal static ObjectiveMoments Moments(Objective objective, double k, double mean, double standardDeviation)
    {
        Guard.Finite(k);
        Guard.Finite(mean);
        Guard.Positive(standardDeviation);
        return Of(objective).Moments(k, mean, standardDeviation);
    }

    internal static INormalObjective Of(Objective objective) => objective switch
    {
        Objective.Quadratic => Quadratic,
        Objective.Exponential => Exponential,
        Objective.Cosine => Cosine,
        _ => throw new ArgumentOutOfRangeException(
            nameof(objective), $"objective is {(int)objective}; it must be one of {string.Join(", ", Enum.GetNames<Objective>())}."),
    };
}
