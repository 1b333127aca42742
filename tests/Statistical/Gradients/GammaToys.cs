using BayesBench.Agreements.Gradients;
using BayesBench.Reference.Gradients;
using BayesBench.Reference.Statistics;
using BayesBench.Statistical.Support;
using Xunit;

namespace BayesBench.Statistical.Gradients;

/// <summary>Gamma laws of rate 1, by which what follows a path has the gradient -1 without any noise.</summary>
internal static class GammaToys
{
    /// <summary>Where the kurtoses are known.</summary>
    public static GammaProblem OfVariances { get; } = new(5, 1);

    /// <summary>One that is drawn by way of a larger shape, too.</summary>
    public static IEnumerable<TheoryDataRow<GradientProblem>> Problems => Rows(0.5, 4, 20);

    /// <summary>For estimators that such a detour does not serve; a shape not so small that the fourth moment is infinite.</summary>
    public static IEnumerable<TheoryDataRow<GradientProblem>> LargeShapes => Rows(3, 5, 20);

    /// <summary>Asserts the mean of the gradient by the shape, and that by the rate exactly.</summary>
    public static void AgreeInTheMeanOfPaths(MeanAssertion assertion, string estimator, GradientProblem problem)
    {
        (Moments[] moments, GradientMoments exact) = EstimatorDraws.Of(assertion.Design.Id + problem, estimator, problem);
        assertion.Agrees(moments[0], exact.Mean[0], Math.Sqrt(exact.Variance[0]));
        Assert.Equal((-1.0, 0.0), (moments[1].Mean, moments[1].Variance));
    }

    private static IEnumerable<TheoryDataRow<GradientProblem>> Rows(params double[] shapes) =>
        [.. shapes.Select(shape => new TheoryDataRow<GradientProblem>(new GammaProblem(shape, 1)))];
}
