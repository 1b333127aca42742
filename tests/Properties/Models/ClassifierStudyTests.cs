using BayesBench.Data;
using BayesBench.Kernels;
using BayesBench.Kernels.Models;
using BayesBench.Models;
using BayesBench.Studies;
using BayesBench.Tests.Support;
using Xunit;

namespace BayesBench.Properties.Models;

/// <summary>The study of the classifier's gradients, at small size; margins are orders of magnitude.</summary>
public class ClassifierStudyTests
{
    private static readonly string[] FromBestToWorst =
        ["local-reparameterization", "pathwise", "leave-one-out(4)", "score-function"];

    [Fact]
    public void The_study_measures_every_cell_and_finds_the_known_order()
    {
        Digits digits = SyntheticDigits.Draw(500, 100);
        var options = new ClassifierStudyOptions(80, 20, 32, 0.95, new TrainingOptions(Epochs: 2));
        IReadOnlyList<StudyCell> cells = ClassifierStudy.Run(
            TestDevices.Fastest, digits, options, cancellation: TestContext.Current.CancellationToken);
        Assert.Equal(2 * 2 * 4 * 2, cells.Count);
        Assert.All(cells, cell =>
        {
            Assert.True(cell.VarianceLow < cell.Variance && cell.Variance < cell.VarianceHigh, $"{cell}");
            Assert.True(cell is { Nanoseconds: > 0, VarianceLow: > 0, Draws: 80 }, $"{cell}");
        });
        Assert.All(
            cells.Where(cell => cell.Problem.EndsWith("untrained fixed-minibatch", StringComparison.Ordinal)).GroupBy(cell => cell.Component),
            component => Assert.Equal(FromBestToWorst, component.OrderBy(cell => cell.Variance).Select(cell => cell.Estimator)));
    }

    [Fact]
    public void Moments_added_up_on_the_device_are_those_of_the_gradients()
    {
        // Two parts of a gradient, longer than a chunk; small whole numbers: no rounding.
        const int Half = 70;
        Device device = TestDevices.Fastest;
        float[][] gradients = [.. Enumerable.Range(0, 6).Select(r => (float[])[.. Enumerable.Range(0, 2 * Half).Select(j => (float)((((r * 7) + j) % 5) - (j < Half ? 2 : 30)))])];
        using var moments = new DeviceGradientMoments(device, Half, gradients.Length);
        foreach (int[] round in new int[][] { [0, 1], [2, 3, 4, 5] })
        {
            moments.Clear();
            foreach (int r in round)
            {
                using DeviceArray<float> gradient = device.Upload<float>(gradients[r]);
                moments.Add(gradient);
                device.Synchronize();
            }

            if (round.Length == 2)
            {
                moments.CentreOnMean();
            }
        }

        float[] centre = [.. Enumerable.Range(0, 2 * Half).Select(j => (gradients[0][j] + gradients[1][j]) / 2)];
        foreach (var (spread, start) in moments.Read().Zip([0, Half]))
        {
            double Square(Func<int, double> difference) => Enumerable.Range(start, Half).Sum(j => difference(j) * difference(j));
            Assert.Equal(gradients[2..].Select(g => Square(j => g[j] - centre[j])), spread.SquaredDistances);
            double Average(int j) => gradients[2..].Average(g => (double)g[j]);
            Assert.Equal(Square(j => Average(j) - centre[j]), spread.SquaredDistanceOfMean, 1e-10);
            Assert.Equal(Math.Sqrt(Square(Average)), spread.NormOfMean, 1e-10);
        }
    }
}
