using BayesBench.Commands;
using BayesBench.Data;
using BayesBench.Kernels;
using BayesBench.Kernels.Models;
using BayesBench.Kernels.Networks;
using BayesBench.Models;
using BayesBench.Reference.Networks;
using BayesBench.Results;
using BayesBench.Support;
using BayesBench.Tests.Support;
using BayesBench.Training;
using Xunit;

namespace BayesBench.Properties.Models;

/// <summary>The comparison of networks, on a few synthetic digits.</summary>
[Collection("program")]
public sealed class UncertaintyStudyTests : IDisposable
{
    private static readonly Lazy<Digits> Some = new(() => SyntheticDigits.Draw(60, 20));

    private readonly string _folder = Directory.CreateTempSubdirectory("bayesbench-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Separation_counts_pairs_and_half_of_ties()
    {
        // Of six pairs 2 > 1, 5 > 1, 5 > 2, 5 > 3 and a tie.
        Assert.Equal(4.5 / 6, UncertaintyStudy.Separation([3, 1, 2], [5, 2]));
        Assert.Equal(0.5, UncertaintyStudy.Separation([7, 7], [7, 7, 7]));
    }

    [Fact]
    public void A_score_is_that_of_its_probabilities()
    {
        float[] probabilities = [0.75f, 0.25f, 0.5f, 0.5f, 0.25f, 0.75f];
        var model = new ComparedModel("toy", TrainingRecipes.Of("map-300-100"), [1], 0);
        var score = PredictiveScoreRow.Of(model, new NetworkPrediction(probabilities, [0, 0, 0], [0, 0, 0]), [0, 1, 0]);
        Assert.Equal((2.0 / 3, ((2 * 0.0625) + (2 * 0.25) + (2 * 0.5625)) / 3), (score.Error, score.BrierScore));
        double[] logs = [Math.Log(0.75), Math.Log(0.5), Math.Log(0.25)];
        Assert.Equal(logs.Average(), score.LogLikelihood, 1e-12);
        Assert.Equal(Math.Sqrt(logs.Sum(log => Math.Pow(log - logs.Average(), 2))) / 3, score.LogLikelihoodError, 1e-12);
    }

    [Fact]
    public void Several_members_predict_as_an_ensemble()
    {
        Device device = TestDevices.Fastest;
        var description = NetworkDescription.Parse("dense 10", Digits.Pixels);
        float[][] members = [description.InitialParameters(1), description.InitialParameters(2)];
        NetworkPrediction Predict(params float[][] some)
        {
            using var predictor = new NetworkPredictor(device, description, some, draws: 0, seed: 1);
            return predictor.Predict(Some.Value.TestImages);
        }

        NetworkPrediction together = Predict(members), first = Predict(members[0]), second = Predict(members[1]);
        for (int n = 0; n < 20; n++)
        {
            double[] Row(NetworkPrediction one)
            {
                double[] row = Array.ConvertAll(one.Probabilities[(10 * n)..((10 * n) + 10)], p => (double)p);
                return Array.ConvertAll(row, p => p / row.Sum());
            }

            EnsemblePrediction expected = Ensemble.Predictive([Row(first), Row(second)]);
            Assert.Equal(expected.Entropy, together.Entropy[n], 1e-5);
            Assert.Equal(expected.MutualInformation, together.MutualInformation[n], 1e-5);
            Assert.All(expected.Mean.Zip(Row(together)), pair => Assert.Equal(pair.First, pair.Second, 1e-6));
        }

        Assert.All(first.MutualInformation, information => Assert.Equal(0, information));
        var error = Assert.Throws<ArgumentException>(() => new NetworkPredictor(device, description, members, draws: 1, seed: 1));
        Assert.StartsWith("draws are of one member", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_run_leaves_tables_and_plots_and_trains_only_what_it_lacks()
    {
        Run();
        string[] files = [.. Directory.GetFiles(_folder).Select(file => Path.GetFileName(file)!).Order(StringComparer.Ordinal)];
        Assert.Equal(
            [
                "entropies-dropout.svg", "entropies-ensemble.svg", "entropies-local.svg", "entropies-map.svg", "entropies.csv", "entropy-by-angle.svg",
                "error-by-angle.svg", "information-by-angle.svg", "machine.json", "runs.csv", "scores.csv", "uncertainty.csv",
            ],
            files);
        IReadOnlyList<UncertaintyRow> rows = Csv.Read<UncertaintyRow>(Path.Combine(_folder, "uncertainty.csv"));
        // Thirteen angles and three kinds of no digits, for each of four models.
        Assert.Equal(4 * 16, rows.Count);
        Assert.All(rows.Where(row => row.Angle == 0), row => Assert.Equal(("digits", 0.5), (row.Images, row.Separation)));
        Assert.All(rows.Where(row => row.Model == "map"), row => Assert.Equal(0, row.MutualInformation));
        Assert.All(rows, row => Assert.Equal(row.Images is "digits" or "rotated", row.Error is not null));
        Assert.Equal(
            [("dropout", 1, 2), ("ensemble", 2, 0), ("local", 1, 2), ("map", 1, 0)],
            Csv.Read<PredictiveScoreRow>(Path.Combine(_folder, "scores.csv")).Select(row => (row.Model, row.Members, row.Draws)).Order());
        Assert.All(
            Csv.Read<EntropyRow>(Path.Combine(_folder, "entropies.csv")).GroupBy(row => (row.Model, row.Images, row.Angle)),
            histogram => Assert.Equal(20, histogram.Sum(row => row.Count)));
        IReadOnlyList<TrainedRow> runs = Csv.Read<TrainedRow>(Path.Combine(_folder, "runs.csv"));
        Assert.Equal([1ul, 1ul, 1ul, 2ul], runs.Select(row => row.Seed));

        // What is there is taken up, with the time that it took; what is missing comes back to the same bits.
        string tables = Tables();
        File.Delete(Path.Combine(_folder, "checkpoints", "map-300-100-seed-2.checkpoint"));
        Run();
        Assert.Equal(tables, Tables());
        Assert.Equal(runs.Take(3), Csv.Read<TrainedRow>(Path.Combine(_folder, "runs.csv")).Take(3));
    }

    private string Tables() => string.Concat(
        new[] { "scores.csv", "uncertainty.csv", "entropies.csv" }.Select(name => File.ReadAllText(Path.Combine(_folder, name))));

    private void Run()
    {
        string[] sizes = ["300", "100"];
        ComparedModel[] models =
        [
            .. ComparedModel.All(epochs: 1, members: 2, draws: 2, seed: 1).Select(model => model with
            {
                Recipe = model.Recipe with
                {
                    Batch = 12, Layers = sizes.Aggregate(model.Recipe.Layers, (layers, size) => layers.Replace(size, "6", StringComparison.Ordinal)),
                },
            }),
        ];
        var terminal = new Terminal(TextWriter.Null, TextWriter.Null, () => Stream.Null, isWatched: false);
        int code = ComparisonVerb.Run(
            new ComparisonRequest(models, _folder, Fresh: false, Json: false), TestDevices.Fastest, Some.Value, "some digits", terminal,
            TestContext.Current.CancellationToken);
        Assert.Equal(ExitCode.Done, code);
    }
}
