using BayesBench.Agreements.Gradients;
using Xunit;

namespace BayesBench.Statistical.Gradients;

/// <summary>Beta laws.</summary>
internal static class BetaToys
{
    /// <summary>2^20 gradients, for each takes two draws by rejection: a bias of a hundredth of a standard deviation shows.</summary>
    public const long Draws = 1 << 20;

    /// <summary>Where the kurtoses are known.</summary>
    public static BetaProblem OfVariances { get; } = new(2, 3);

    /// <summary>Shapes below 1, which are drawn by way of larger ones, and above.</summary>
    public static IEnumerable<TheoryDataRow<GradientProblem>> Problems =>
        [.. new[] { new BetaProblem(0.5, 3), new BetaProblem(2, 3), new BetaProblem(10, 0.75) }
            .Select(problem => new TheoryDataRow<GradientProblem>(problem))];
}
