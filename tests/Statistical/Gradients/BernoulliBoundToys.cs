using BayesBench.Agreements.Gradients;
using Xunit;

namespace BayesBench.Statistical.Gradients;

/// <summary>Points of the bound of Bernoulli samples.</summary>
internal static class BernoulliBoundToys
{
    /// <summary>Where the kurtoses of four samples are known from all outcomes.</summary>
    public static BernoulliBoundProblem OfVariances { get; } = new(2, -0.8473);

    /// <summary>On either side of one half, with numbers of samples that a launch shares out differently.</summary>
    public static IEnumerable<TheoryDataRow<GradientProblem, int>> Problems =>
    [
        .. from problem in new[] { OfVariances, new BernoulliBoundProblem(-1, 0.6) }
           from samples in new[] { 2, 3, 8 }
           select new TheoryDataRow<GradientProblem, int>(problem, samples),
    ];
}
