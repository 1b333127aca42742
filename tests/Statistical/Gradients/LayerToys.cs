using BayesBench.Agreements.Gradients;
using Xunit;

namespace BayesBench.Statistical.Gradients;

/// <summary>Layers on both sides of where one noise for both examples is as good as one for each.</summary>
internal static class LayerToys
{
    /// <summary>Where the kurtoses are known, by a rule that integrates the fourth powers exactly.</summary>
    public static LayerProblem OfVariances { get; } = new([[1, 1], [1, -1]], [0, -1], [1, 1], [0.8, 1]);

    public static IEnumerable<TheoryDataRow<GradientProblem>> Problems =>
    [
        .. new[] { OfVariances, OfVariances with { StandardDeviations = [3, 0.5] }, new([[0.4, -1.5], [-1.1, 0.2]], [1, 0.3], [-0.6, 2], [0.3, 1.2]) }
            .Select(problem => new TheoryDataRow<GradientProblem>(problem)),
    ];
}
