using BayesBench.Reference.Statistics;
using BayesBench.Studies;
using Xunit;

namespace BayesBench.Properties.Gradients;

/// <summary>Which estimator is the best at a place, by how much, and where nobody can tell.</summary>
public class StandingTests
{
    [Fact]
    public void The_ratio_to_the_best_counts_evaluations_and_holds_both_intervals()
    {
        Standing[] standings = [.. Standing.Of([Cell("one", 4), Cell("two", 3, evaluations: 2)])];
        Assert.Equal((1.0, null, true), (standings[0].Ratio, standings[0].Interval, standings[0].Wins));
        // 3 x 2 / 4, between 2.7 x 2 / 4.4 and 3.3 x 2 / 3.6
        Assert.Equal(1.5, standings[1].Ratio!.Value, 1e-12);
        Assert.Equal(5.4 / 4.4, standings[1].Interval!.Value.Low, 1e-12);
        Assert.Equal(6.6 / 3.6, standings[1].Interval!.Value.High, 1e-12);
        Assert.False(standings[1].Wins);
    }

    [Fact]
    public void A_biased_estimator_wins_nowhere_and_no_ratio_is_taken_of_nothing()
    {
        Standing[] biased = [.. Standing.Of([Cell("biased", 1, bias: 0.1), Cell("unbiased", 4)])];
        Assert.Equal([false, true], biased.Select(standing => standing.Wins));
        Assert.Equal([0.25, 1.0], biased.Select(standing => standing.Ratio!.Value));
        Standing[] constant = [.. Standing.Of([Cell("constant", 0), Cell("other", 4)])];
        Assert.Equal([true, false], constant.Select(standing => standing.Wins));
        Assert.All(constant, standing => Assert.Null(standing.Ratio));
    }

    [Fact]
    public void A_sentence_says_who_wins_where()
    {
        StudyCell[] cells =
        [
            Cell("a", 1, k: 1), Cell("b", 9, k: 1), Cell("a", 9, k: 2), Cell("b", 1, k: 2), Cell("a", 1, k: 3), Cell("b", 9, k: 3),
            Cell("a", 1, k: 4), Cell("b", 1.05, k: 4), Cell("a", 0, k: 5), Cell("b", 1, k: 5), Cell("c", 1, k: 5, bias: 1),
            Cell("c", 1, k: 6, bias: 1), Cell("c", 1, k: 6.5, bias: 1), Cell("b", 1, k: 7),
        ];
        Assert.Equal(
            ["quadratic, mean: a at 1, 3; b at 2, 7; a or b at 4; a without any variance at 5; none is unbiased at 6 to 6.5."],
            Standing.Sentences(cells));
        Assert.Empty(Standing.Sentences([Cell("alone", 1)]));
    }

    [Fact]
    public void Estimators_of_different_gradients_are_not_compared()
    {
        StudyCell[] cells =
        [
            Cell("a(2)", 4), Cell("b(2)", 9), Cell("a(4)", 1) with { ExactMean = 2, ExactGradient = 2 },
            Cell("b(4)", 2) with { ExactMean = 2, ExactGradient = 2 + 1e-12 }, Cell("alone", 0.1) with { ExactMean = 3, ExactGradient = 3 },
            // Of a fourth gradient both are biased, which is no winner beside the others.
            Cell("c", 0.1) with { ExactMean = 3, ExactGradient = 4 }, Cell("d", 0.1) with { ExactMean = 3, ExactGradient = 4 },
        ];
        Assert.Equal([1.0, 9.0 / 4, 1.0], Standing.Of(cells).Take(3).Select(standing => standing.Ratio!.Value));
        Assert.Equal(["quadratic, mean: a(2) and a(4) at 1."], Standing.Sentences(cells));
    }

    // The mean's interval is 4 standard errors wide on either side, and the variance's too.
    [Theory]
    [InlineData(1.0, 0.0)]
    [InlineData(1.1, -4.0)]
    [InlineData(1 / 1.1, 4.0)]
    public void The_score_of_a_variance_is_in_standard_errors(double exact, double score)
    {
        StudyCell cell = Cell("a", 1) with { Draws = 1_000_000, MeanHalfWidth = 4e-3, Mean = 0, VarianceLow = 1 / 1.1, VarianceHigh = 1.1, ExactVariance = exact };
        Assert.Equal(score, cell.VarianceScore!.Value, 1e-9);
        Assert.Null((cell with { ExactVariance = 0 }).VarianceScore);
        Assert.Null((cell with { ExactVariance = null }).VarianceScore);
    }

    [Fact]
    public void The_score_agrees_with_the_moments_that_the_cell_was_made_of()
    {
        double[] draws = [.. Enumerable.Range(0, 1000).Select(i => Math.Sin(i * i))];
        var moments = Moments.Of(draws);
        const double Confidence = 0.999;
        (Interval mean, Interval variance) = (Intervals.Mean(moments, Confidence), Intervals.Variance(moments, Confidence));
        StudyCell cell = Cell("a", moments.Variance) with
        {
            Draws = moments.Count,
            Mean = 0,
            MeanHalfWidth = (mean.High - mean.Low) / 2,
            VarianceLow = variance.Low,
            VarianceHigh = variance.High,
            ExactVariance = 0.5,
        };
        double error = Intervals.RelativeStandardErrorOfVariance(moments.Kurtosis, moments.Count);
        Assert.Equal(Math.Log(moments.Variance / 0.5) / error, cell.VarianceScore!.Value, 1e-9);
    }

    private static StudyCell Cell(string estimator, double variance, int evaluations = 1, double bias = 0, double k = 1) => new(
        "quadratic", k, estimator, "mean", 100, 1 + bias, 0.1, 1 + bias, 1, variance, 0.9 * variance, 1.1 * variance, variance, evaluations, 2);
}
