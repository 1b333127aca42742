using BayesBench.Agreements.Gradients;
using Xunit;

namespace BayesBench.Statistical.Gradients;

/// <summary>Points of two nodes in a chain, one of them with a coupling that inhibits.</summary>
internal static class ChainToys
{
    private static readonly ChainProblem[] All =
        [new(0.45, -0.8473, 0.3, 1), new(0.2, 1.5, -1, 1.5), new(0.7, 0.6, 1.2, -2)];

    /// <summary>Where the kurtoses are known, by sums over all outcomes.</summary>
    public static ChainProblem OfVariances => All[0];

    /// <summary>The same, for second derivatives.</summary>
    public static ChainHessianProblem OfHessianVariances => Hessian(OfVariances);

    public static IEnumerable<TheoryDataRow<GradientProblem>> Problems =>
        [.. All.Select(problem => new TheoryDataRow<GradientProblem>(problem))];

    public static IEnumerable<TheoryDataRow<GradientProblem>> HessianProblems =>
        [.. All.Select(problem => new TheoryDataRow<GradientProblem>(Hessian(problem)))];

    private static ChainHessianProblem Hessian(ChainProblem problem) =>
        new(problem.Target, problem.FirstLogit, problem.SecondLogit, problem.Coupling);
}
