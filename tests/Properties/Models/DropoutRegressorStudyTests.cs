using BayesBench.Data;
using BayesBench.Models;
using BayesBench.Results;
using BayesBench.Tests.Support;
using Xunit;

namespace BayesBench.Properties.Models;

/// <summary>The study of dropout regressors, on a small table.</summary>
public class DropoutRegressorStudyTests
{
    private static readonly UciSet Set = new("toy", 12, 4, 3, [2, 20], new(0, 1, 0, 1));

    // A column that never changes, and a target of which nine tenths of the variance can be known.
    private static readonly RegressionData Data = new(
        [.. Enumerable.Range(0, 80).Select(i => (double[])[Math.Sin(i), 0.998, 100 + Math.Cos(3 * i)])],
        [.. Enumerable.Range(0, 80).Select(i => 50 + (10 * Math.Sin(i)) + Math.Cos(3 * i) + Math.Sin(17 * i * i))]);

    [Fact]
    public void Every_split_is_chosen_for_and_tested_whichever_are_trained_side_by_side()
    {
        IReadOnlyList<DropoutRegressorRow> rows = Run(atOnce: 2);
        Assert.Equal([0, 1, 2], rows.Select(row => row.Split));
        Assert.All(rows, row =>
        {
            Assert.Contains(row.DropRate, UciSet.DropRates);
            Assert.Contains(row.Precision, Set.Precisions);
            Assert.InRange(row.RootMeanSquareError, 0.3, 5); // 7 without a model
            // No worse than the error alone allows at the least precision, no better than none at the highest.
            Assert.InRange(row.LogLikelihood, -60, 0.5 * Math.Log(20));
        });
        Assert.Equal(3, rows.Select(row => row.LogLikelihood).Distinct().Count());
        Assert.Equal(rows, Run(atOnce: 3));
    }

    [Fact]
    public void A_run_that_was_cut_short_goes_on_where_it_stopped()
    {
        string folder = Directory.CreateTempSubdirectory("bayesbench-").FullName;
        using var cancelled = new CancellationTokenSource();
        using (var first = new UnfinishedRun(folder, "toy", fresh: false, _ => { }))
        {
            Assert.Throws<OperationCanceledException>(() => DropoutRegressorStudy.Run(
                TestDevices.Fastest, Set, Data, Options(1), finished: rows => Cancel(rows.Count == 2), run: first, cancellation: cancelled.Token));
        }

        var told = new List<int>();
        var shares = new List<double>();
        using var second = new UnfinishedRun(folder, "toy", fresh: false, _ => { });
        Assert.Equal(2, second.Done);
        IReadOnlyList<DropoutRegressorRow> whole = DropoutRegressorStudy.Run(
            TestDevices.Fastest, Set, Data, Options(1), (share, _) => shares.Add(share), rows => told.Add(rows.Count), second,
            TestContext.Current.CancellationToken);
        Assert.Equal([1, 2, 3], told);
        Assert.True(shares[0] > 2.0 / 3, "two of three splits were done");
        Assert.Equal(shares.Order(), shares);
        Assert.Equal(Run(atOnce: 1), whole);

        void Cancel(bool now)
        {
            if (now)
            {
                cancelled.Cancel();
            }
        }
    }

    [Fact]
    public void Another_unit_of_the_target_changes_its_errors_and_its_densities_alone()
    {
        // Sixteen times the numbers, exactly; the published decay would change with them, so there is none.
        DropoutRegressorOptions options = Options(3) with { LengthScale = 1e-30, EpochFactor = 2 };
        IReadOnlyList<DropoutRegressorRow> Rows(double unit) => DropoutRegressorStudy.Run(
            TestDevices.Fastest,
            Set with { Precisions = [2 / (unit * unit), 20 / (unit * unit)] },
            Data with { Targets = [.. Data.Targets.Select(y => unit * y)] },
            options,
            cancellation: TestContext.Current.CancellationToken);
        Assert.All(Rows(1).Zip(Rows(16)), pair =>
        {
            Assert.Equal(pair.First.Precision, 256 * pair.Second.Precision);
            Assert.Equal(16 * pair.First.RootMeanSquareError, pair.Second.RootMeanSquareError, 1e-9);
            Assert.Equal(pair.First.LogLikelihood - Math.Log(16), pair.Second.LogLikelihood, 1e-9);
        });
    }

    [Fact]
    public void A_summary_is_means_with_standard_errors_beside_the_published()
    {
        DropoutRegressorRow Row(int split, double root, double log) => new("toy", 10, 1, split, 0.1, 2, 0, root, log);
        DropoutRegressorSummary whole = Of(Row(0, 1, -1), Row(1, 2, -2), Row(2, 6, -3));
        Assert.Equal((3.0, -2.0), (whole.RootMeanSquareError, whole.LogLikelihood));
        // Variance 7 of three numbers, 1 of the others; the published error is 1.
        Assert.Equal(Math.Sqrt(7.0 / 3), whole.RootMeanSquareErrorError!.Value, 1e-15);
        Assert.Equal(3 / Math.Sqrt(1 + (7.0 / 3)), whole.RootMeanSquareErrorDistance!.Value, 1e-15);
        Assert.Equal(-2 / Math.Sqrt(1 + (1.0 / 3)), whole.LogLikelihoodDistance!.Value, 1e-15);
        DropoutRegressorSummary one = Of(Row(0, 1, -1));
        Assert.Equal((null, null), (one.RootMeanSquareErrorError, one.LogLikelihoodDistance));
        Assert.Null(Of(Row(0, 1, -1), Row(1, 2, -2)).RootMeanSquareErrorDistance);

        static DropoutRegressorSummary Of(params DropoutRegressorRow[] rows) =>
            DropoutRegressorSummary.Of(Set, rows, Options(1), TestDevices.Fastest);
    }

    [Fact]
    public void Results_of_a_set_take_the_place_of_its_own_and_leave_the_others()
    {
        string folder = Directory.CreateTempSubdirectory("bayesbench-").FullName;
        DropoutRegressorRow[] Rows(string set, double root) => [new(set, 10, 1, 0, 0.1, 2, 0, root, -1), new(set, 10, 1, 1, 0.1, 2, 0, root, -1)];
        void Write(string set, double root)
        {
            DropoutRegressorRow[] rows = Rows(set, root);
            DropoutRegressorFolder.Write(folder, rows, DropoutRegressorSummary.Of(Set with { Name = set }, rows, Options(1), TestDevices.Fastest));
        }

        Write("b", 1);
        Write("a", 2);
        Write("b", 3);
        Assert.Equal([.. Rows("a", 2), .. Rows("b", 3)], Csv.Read<DropoutRegressorRow>(Path.Combine(folder, "splits.csv")));
        Assert.Equal(
            [("a", 2.0), ("b", 3.0)],
            Csv.Read<DropoutRegressorSummary>(Path.Combine(folder, "summary.csv")).Select(row => (row.Set, row.RootMeanSquareError)));
    }

    private static IReadOnlyList<DropoutRegressorRow> Run(int atOnce) => DropoutRegressorStudy.Run(
        TestDevices.Fastest, Set, Data, Options(atOnce), cancellation: TestContext.Current.CancellationToken);

    private static DropoutRegressorOptions Options(int atOnce) =>
        new(Splits: 3, EpochFactor: 10, Draws: 50, SplitsAtOnce: atOnce, Batch: 16, LearningRate: 0.01);
}
