using BayesBench.Agreements.Gradients;
using Xunit;

namespace BayesBench.Statistical.Gradients;

/// <summary>Points of three categories, one of them with uniform chances.</summary>
internal static class CategoricalToys
{
    /// <summary>Where the kurtoses are known, by sums over all outcomes.</summary>
    public static CategoricalProblem OfVariances { get; } = new(0.45, -0.8473, 0.3);

    public static IEnumerable<TheoryDataRow<GradientProblem>> Problems =>
    [
        .. new[] { OfVariances, new CategoricalProblem(0.2, 0, 0), new CategoricalProblem(0.7, 2.5, 1) }
            .Select(problem => new TheoryDataRow<GradientProblem>(problem)),
    ];
}
