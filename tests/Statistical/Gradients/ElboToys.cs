using BayesBench.Agreements.Gradients;
using Xunit;

namespace BayesBench.Statistical.Gradients;

/// <summary>Points of the evidence lower bound on both sides of where sticking the landing varies more than the total derivative.</summary>
internal static class ElboToys
{
    /// <summary>Where the kurtoses are known: the gradient is (1/2, 3/4).</summary>
    public static ElboProblem OfVariances { get; } = new(3, 2, 1, 1);

    public static IEnumerable<TheoryDataRow<GradientProblem>> Problems =>
    [
        .. new ElboProblem[] { OfVariances, new(0, 0.8, 1, 1), new(0.5, 1.1, -0.3, 0.4) }
            .Select(problem => new TheoryDataRow<GradientProblem>(problem)),
    ];
}
