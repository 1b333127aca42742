using BayesBench.Agreements.Gradients;
using Xunit;

namespace BayesBench.Statistical.Gradients;

/// <summary>Points of the importance-weighted bound.</summary>
internal static class BoundToys
{
    /// <summary>Where the kurtoses of four samples are known from a simulation.</summary>
    public static ImportanceWeightedProblem OfVariances { get; } = new(0, 0.8, 1, 1);

    /// <summary>Two samples and three, which a launch shares out otherwise.</summary>
    public static IEnumerable<TheoryDataRow<GradientProblem, int>> Problems =>
    [
        .. from problem in new[] { OfVariances, new ImportanceWeightedProblem(0.5, 1.1, -0.3, 0.4) }
           from samples in new[] { 2, 3 }
           select new TheoryDataRow<GradientProblem, int>(problem, samples),
    ];
}
