using BayesBench.Agreements.Gradients;
using BayesBench.Example;
using BayesBench.Reference.Gradients;
using BayesBench.Studies;
using BayesBench.Support;
using BayesBench.Tests.Support;
using Xunit;

namespace BayesBench.Properties.Gradients;

/// <summary>Problems and estimators of another assembly are studied as the suite's own.</summary>
public sealed class StudyExtensionTests : IDisposable
{
    private static readonly string Example = typeof(Extension).Assembly.Location;

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("bayesbench-");

    [Fact]
    public void The_example_is_studied_beside_its_numerical_moments()
    {
        var options = new GradientStudyOptions
        {
            With = [StudyExtension.Of(Example)],
            Objectives = ["log-cosh"],
            Samples = [2],
            Draws = 1 << 17,
        };
        IReadOnlyList<StudyCell> cells = GradientStudy.Run(
            TestDevices.Fastest, options, cancellation: TestContext.Current.CancellationToken);
        Assert.Equal(
            ["half-pathwise", "leave-one-out(2)", "pathwise", "score-function"],
            cells.Select(cell => cell.Estimator).Distinct().Order(StringComparer.Ordinal));
        Assert.Equal(3 * 4 * 2, cells.Count);
        Assert.All(cells, cell => Assert.True(cell.HoldsExactMean, cell.ToString()));
        Assert.All(cells, cell => Assert.Equal(
            cell.Estimator == "leave-one-out(2)" ? null : (bool?)true, cell.HoldsExact));
        Assert.DoesNotContain(ExactCurves.Of(cells, options), row => double.IsNaN(row.Variance));
    }

    /// <summary>Quadrature gives what the closed forms do.</summary>
    [Theory]
    [InlineData(Objective.Cosine, 1.4)]
    [InlineData(Objective.Exponential, 0.8)]
    [InlineData(Objective.Quadratic, -3)]
    public void Numerical_moments_are_those_of_the_closed_forms(Objective objective, double k)
    {
        GradientMoments closed = ScoreFunction.NormalMoments(objective, k, 1, 0.7);
        GradientMoments numerical = NumericalMoments.OfNormal(e => ScoreFunction.Normal(objective, k, 1, 0.7, e));
        for (int i = 0; i < 2; i++)
        {
            // A sum of 769 products is off by far less than its terms' roundings one and all.
            Assert.Equal(closed.Gradient[i], numerical.Mean[i], 1e-13 * (1 + Math.Abs(closed.Gradient[i])));
            Assert.Equal(closed.Variance[i], numerical.Variance[i], 1e-13 * (1 + closed.Variance[i]));
        }
    }

    [Fact]
    public void A_call_that_is_not_finite_has_no_numerical_moments()
    {
        var e = Assert.Throws<ArgumentException>(() => NumericalMoments.OfNormal(noise => [Math.Sqrt(noise)]));
        Assert.Equal("call gives NaN of -12; it must be finite.", ErrorText.Of(e));
    }

    [Fact]
    public void A_changed_assembly_is_another_study()
    {
        var asked = new StudyExtension(Example, new string('0', 64));
        var e = Assert.Throws<BadInputException>(() => StudyScope.With([asked]));
        Assert.StartsWith($"{Example} has changed: its SHA-256 was 000", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_that_is_no_extension_is_refused()
    {
        string text = Path.Combine(_folder.FullName, "text.dll");
        File.WriteAllText(text, "no assembly");
        string none = Path.Combine(_folder.FullName, "none.dll");
        string suite = typeof(EstimatorEntry).Assembly.Location;
        (string File, string Message)[] bad =
        [
            (none, $"{none} cannot be read: "),
            (text, $"{text} is no .NET assembly that this program can load."),
            (suite, $"{suite} has no public class that is an IStudyExtension."),
        ];
        Assert.All(bad, one => Assert.StartsWith(
            one.Message,
            Assert.Throws<BadInputException>(() => StudyScope.With([StudyExtension.Of(one.File)])).Message,
            StringComparison.Ordinal));
    }

    [Fact]
    public void Names_that_are_taken_are_refused()
    {
        StudyExtension twice = StudyExtension.Of(Example);
        var e = Assert.Throws<BadInputException>(() => StudyScope.With([twice, twice]));
        Assert.Equal($"{Example} has a problem 'log-cosh'; there is one already.", e.Message);
    }

    [Fact]
    public void An_estimator_of_a_known_name_is_as_the_suite_says()
    {
        var e = Assert.Throws<BadInputException>(() => StudyScope.Suite.With(new Biased(), "my.dll"));
        Assert.StartsWith("my.dll has another 'score-function': ", e.Message, StringComparison.Ordinal);
    }

    public void Dispose() => _folder.Delete(recursive: true);

    private sealed class Biased : IStudyExtension
    {
        public IReadOnlyList<EstimatorEntry> Estimators => [new("score-function") { IsUnbiased = false }];
    }
}
