using BayesBench.Kernels;
using BayesBench.Kernels.Probability;
using BayesBench.Kernels.Random;
using BayesBench.Reference.Numerics;
using BayesBench.Reference.Probability;
using BayesBench.Reference.Statistics;
using BayesBench.Statistical.Support;
using Xunit;

namespace BayesBench.Statistical.Probability;

/// <summary>
/// Draws of a normal law of three coordinates, whitened by its factor: each coordinate is standard normal, two are
/// independent, and the square of their length follows the chi-square law.
/// </summary>
public class MultivariateNormalStatistics
{
    private const double FalseAlarm = 1e-10;
    private const int Count = 1 << 19;
    private const int Size = 3;

    private static readonly double[] Mean = [1, -2, 0.5];
    private static readonly double[][] Covariance = [[4, 1.5, -1], [1.5, 1, -0.25], [-1, -0.25, 2]];
    private static readonly (int, int)[] PairsOfCoordinates = [(0, 1), (0, 2), (1, 2)];

    private static readonly DistributionAssertion Coordinates =
        Ledger.Distribution("multivariate-normal.draw.coordinates", FalseAlarm, 0.011, 0.999, Count, verdicts: Size);

    private static readonly DistributionAssertion Lengths =
        Ledger.Distribution("multivariate-normal.draw.lengths", FalseAlarm, 0.011, 0.999, Count);

    private static readonly FrequencyAssertion Pairs = Ledger.Frequencies(
        "multivariate-normal.draw.pairs", FalseAlarm, 1.2e-3, 0.999, Count, categories: 256, verdicts: Size);

    // The product of two independent standard normal numbers has variance 1.
    private static readonly MeanAssertion Correlations =
        Ledger.Mean("multivariate-normal.draw.correlations", FalseAlarm, 0.015, 0.999, Count, verdicts: Size);

    [Fact]
    public void Every_whitened_coordinate_is_standard_normal()
    {
        double[][] z = Whitened(Coordinates.Design.Id);
        for (int d = 0; d < Size; d++)
        {
            Coordinates.Follows(Column(z, d), x => Normal.Cdf(x, 0, 1));
        }
    }

    [Fact]
    public void The_squared_length_follows_the_chi_square_law() => Lengths.Follows(
        Array.ConvertAll(Whitened(Lengths.Design.Id), z => z.Sum(x => x * x)),
        square => SpecialFunctions.RegularizedGammaP(Size / 2.0, square / 2));

    [Fact]
    public void Two_whitened_coordinates_are_independent()
    {
        double[][] z = Whitened(Pairs.Design.Id);
        foreach ((int i, int j) in PairsOfCoordinates)
        {
            double[] uniforms = [.. z.SelectMany(one => new[] { Normal.Cdf(one[i], 0, 1), Normal.Cdf(one[j], 0, 1) })];
            Pairs.Follow(Sampled.PairCells(uniforms, 1, 16), Sampled.Equal(256));
        }
    }

    [Fact]
    public void Two_whitened_coordinates_are_uncorrelated()
    {
        double[][] z = Whitened(Correlations.Design.Id);
        foreach ((int i, int j) in PairsOfCoordinates)
        {
            Correlations.Agrees(Moments.Of(Array.ConvertAll(z, one => one[i] * one[j])), 0, 1);
        }
    }

    private static double[] Column(double[][] rows, int d) => Array.ConvertAll(rows, row => row[d]);

    // The z of x = mean + L z, by substitution.
    private static double[][] Whitened(string id)
    {
        double[][] l = Cholesky.Factor(Covariance);
        return [.. Sampled.Of(id, Count * Size, Draw).Chunk(Size).Select(x =>
        {
            var z = new double[Size];
            for (int d = 0; d < Size; d++)
            {
                z[d] = (x[d] - Mean[d] - Enumerable.Range(0, d).Sum(k => l[d][k] * z[k])) / l[d][d];
            }

            return z;
        })];
    }

    private static void Draw(Device device, DeviceKey key, DeviceArray<float> draws)
    {
        using DeviceArray<double> mean = device.Upload<double>(Mean);
        using DeviceArray<double> covariance = device.Upload<double>([.. Covariance.SelectMany(row => row)]);
        using DeviceArray<double> factor = device.Allocate<double>(Size * Size);
        using DeviceArray<float> normals = device.Allocate<float>(draws.Length);
        MultivariateNormalKernels.Draw(device, mean, covariance, key, 1, 0, factor, normals, draws);
        device.Synchronize();
    }
}
