using BayesBench.Agreements.Gradients;
using BayesBench.Studies;
using BayesBench.Support;
using BayesBench.Tests.Support;
using Xunit;

namespace BayesBench.Properties.Gradients;

/// <summary>The study keeps its promises, and refuses bad options in one sentence.</summary>
public class GradientStudyTests
{
    [Fact]
    public void Every_interval_is_as_narrow_as_asked_and_holds_the_exact_value()
    {
        var told = new List<StudyProgress>();
        // One of each kind: the statistical tests hold the others, and the main job all of them.
        GradientStudyOptions options = new GradientStudyOptions().Reduced() with
        {
            RelativeHalfWidth = 0.04,
            Objectives = ["quadratic", "exponential", "cosine", "bernoulli", "layer"],
            Estimators = ["score-function", "leave-one-out", "pathwise", "dis-arm", "measure-valued", "own-sample-baseline", "flipout"],
        };
        IReadOnlyList<StudyCell> cells = Run(options, new Listener(told));
        Assert.True(cells.Count >= 24, $"{cells.Count} cells");
        Assert.All(cells, cell =>
        {
            Assert.True(cell.RelativeHalfWidth <= 0.04, cell.ToString());
            Assert.True(cell.HoldsExact, cell.ToString());
            Assert.True(cell.HoldsExactMean, cell.ToString());
            Assert.True(cell.Nanoseconds > 0, cell.ToString());
        });
        Assert.Equal(cells, told[^1].Cells);
        Assert.Equal((told[^1].Total, told.Count), (told[^1].Done, told[^1].Total));
    }

    [Fact]
    public void Equal_keys_give_equal_cells_and_other_keys_others()
    {
        var options = new GradientStudyOptions { Objectives = ["bernoulli"], Estimators = ["score-function"], Draws = 1 };
        double[] Means(ulong key) => [.. Run(options with { Key = key }).Select(cell => cell.Mean)];
        Assert.Equal(Means(1), Means(1));
        Assert.NotEqual(Means(1), Means(2));
    }

    [Fact]
    public void A_gradient_that_does_not_vary_has_variance_zero_and_holds_it()
    {
        StudyCell cell = Assert.Single(Run(new GradientStudyOptions
        {
            Objectives = ["bernoulli"],
            Estimators = ["leave-one-out"],
            Samples = [2],
            Parameters = [0.5],
            Logits = [0],
        }));
        Assert.Equal((0.0, 0.0, 0.0), (cell.Variance, cell.RelativeHalfWidth, cell.Mean));
        Assert.True(cell.HoldsExact);
    }

    /// <summary>Devices add up fourth powers in float.</summary>
    [Theory]
    [InlineData(1e-11, "quadratic 0, pathwise: gradients deviate by ", "E-11; it must be from 1E-09 to 100000000: scale the objective.")]
    [InlineData(1e9, "quadratic 0, pathwise: gradients deviate by ", "; it must be from 1E-09 to 100000000: scale the objective.")]
    public void Gradients_whose_fourth_powers_leave_floats_range_are_refused(double standardDeviation, string start, string end)
    {
        var e = Assert.Throws<BadInputException>(() => Run(new GradientStudyOptions
        {
            Objectives = ["quadratic"],
            Parameters = [0],
            Mean = 0,
            StandardDeviation = standardDeviation,
            Estimators = ["pathwise"],
        }));
        Assert.StartsWith(start, e.Message, StringComparison.Ordinal);
        Assert.EndsWith(end, e.Message, StringComparison.Ordinal);
    }

    // DisARM at one half is a constant in float; the exact gradient, in double, lies a rounding beside it.
    [Fact]
    public void A_gradient_that_only_rounding_parts_from_the_exact_one_does_not_vary()
    {
        StudyCell cell = Assert.Single(Run(new GradientStudyOptions
        {
            Objectives = ["bernoulli"],
            Estimators = ["dis-arm"],
            Parameters = [0.1],
            Logits = [0],
            // As many as never meet u = 1/2, where both draws are 0: one of 2^24 does.
            Draws = 1 << 18,
        }));
        Assert.Equal((0.0, 0.0, 0.0), (cell.Variance, cell.RelativeHalfWidth, cell.ExactVariance!.Value));
        Assert.True(cell.HoldsExact);
        Assert.Equal(0.2, cell.Mean, 2e-8);
    }

    // At its target a quadratic is the same on either side: the exact difference is 0, that of rounded values now and then not.
    [Fact]
    public void A_difference_of_equal_values_does_not_vary_but_by_rounding()
    {
        StudyCell cell = Run(new GradientStudyOptions
        {
            Objectives = ["quadratic"],
            Estimators = ["measure-valued"],
            Parameters = [1],
        })[0];
        Assert.Equal((0.0, 0.0, 0.0), (cell.Variance, cell.RelativeHalfWidth, cell.ExactVariance!.Value));
        Assert.True(cell.HoldsExact);
        Assert.True(cell.HoldsExactMean);
        Assert.Equal(0, cell.Mean, 1e-7);
    }

    [Fact]
    public void A_cancelled_study_stops()
    {
        using var source = new CancellationTokenSource();
        source.Cancel();
        Assert.Throws<OperationCanceledException>(() => GradientStudy.Run(
            TestDevices.Fastest, new GradientStudyOptions { Objectives = ["bernoulli"] }, cancellation: source.Token));
    }

    public static TheoryData<GradientStudyOptions, string> BadOptions => new()
    {
        { new() { Estimators = ["reinforce"] }, $"no estimator 'reinforce'; there are {string.Join(", ", Estimators.All.Select(entry => entry.Name))}." },
        { new() { Objectives = ["cubic"] }, $"no problem 'cubic'; there are {string.Join(", ", ProblemFamily.All.Select(family => family.Name))}." },
        { new() { Samples = [1] }, "samples is 1; it must be at least 2." },
        { new() { Draws = 0 }, "draws is 0; it must be from 1 to 1099511627776." },
        { new() { RelativeHalfWidth = double.NaN }, "relative half-width is NaN; it must be between 0 and 1." },
        { new() { FamilyError = 1 }, "family error is 1; it must be between 0 and 1." },
        { new() { StandardDeviation = -1 }, "standardDeviation is -1; it must be positive and finite." },
        { new() { Objectives = ["exponential"], Parameters = [-1] }, "k is -1; it must be non-negative and finite." },
        { new() { Objectives = ["bernoulli"], Estimators = ["pathwise"] }, "nothing to compare: pathwise on bernoulli." },
    };

    [Theory]
    [MemberData(nameof(BadOptions), DisableDiscoveryEnumeration = true)]
    public void Bad_options_get_one_clear_error(GradientStudyOptions options, string message) => Assert.StartsWith(
        message,
        Assert.ThrowsAny<ArgumentException>(() => Run(options)).Message,
        StringComparison.Ordinal);

    private static IReadOnlyList<StudyCell> Run(GradientStudyOptions options, IProgress<StudyProgress>? progress = null) =>
        GradientStudy.Run(TestDevices.Fastest, options, progress, cancellation: TestContext.Current.CancellationToken);

    private sealed class Listener(List<StudyProgress> told) : IProgress<StudyProgress>
    {
        public void Report(StudyProgress value) => told.Add(value);
    }
}
