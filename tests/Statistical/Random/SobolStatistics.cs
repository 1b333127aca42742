using BayesBench.Kernels;
using BayesBench.Kernels.Random;
using BayesBench.Reference.Statistics;
using BayesBench.Statistical.Support;
using Xunit;

namespace BayesBench.Statistical.Random;

/// <summary>
/// Scrambled points of the fastest device, over many scramblings: each is uniform, and in one dimension a mean over 2^m of
/// them is stratified sampling.
/// </summary>
public class SobolStatistics
{
    private const int Replicates = 1 << 20;
    private const int Means = 1 << 18;
    private const int Strata = 4;

    private static readonly FrequencyAssertion EqualCells =
        Ledger.Frequencies("sobol.cells", 1e-10, 4e-4, 0.999, draws: Replicates, categories: 256, verdicts: 4);

    private static readonly FrequencyAssertion Coordinates =
        Ledger.Frequencies("sobol.coordinates", 1e-10, 4e-4, 0.999, draws: Replicates, categories: 256);

    private static readonly DistributionAssertion Places =
        Ledger.Distribution("sobol.places", 1e-10, 0.003, 0.999, draws: Strata * Replicates);

    private static readonly FrequencyAssertion PairsOfPlaces =
        Ledger.Frequencies("sobol.pairs-of-places", 1e-10, 4e-4, 0.999, draws: Replicates, categories: 256, verdicts: 3);

    // (power of u, strata): each falls as the cube of the strata, a mean of independent numbers as the first power.
    private static readonly (int Power, int Strata)[] Integrands =
        [(1, 1), (1, 2), (1, 4), (1, 8), (1, 16), (1, 32), (2, 2), (2, 8), (2, 32)];

    private static readonly VarianceAssertion[] Variances =
    [
        .. Integrands.Select(f => Ledger.Variance(
            FormattableString.Invariant($"sobol.variance-of-u^{f.Power}({f.Strata})"),
            1e-10, 0.03, 0.999, draws: Means, kurtosis: Stratified(f.Power, f.Strata).Kurtosis)),
    ];

    [Fact]
    public void Every_point_is_uniform()
    {
        double[] points = Draw(EqualCells, first: 5, count: 1, dimensions: 16, Replicates);
        foreach (int dimension in new[] { 0, 1, 7, 15 })
        {
            EqualCells.Follow(Cells.Count(points.Where((_, i) => i % 16 == dimension), 256), Cells.Equal(256));
        }
    }

    [Fact]
    public void Coordinates_of_a_point_are_independent() => Coordinates.Follow(
        Cells.CountPairs(Draw(Coordinates, first: 5, count: 1, dimensions: 2, Replicates).Chunk(2).Select(point => (point[0], point[1]))),
        Cells.Equal(256));

    [Fact]
    public void Places_within_the_strata_are_uniform_and_independent()
    {
        Places.Follows([.. PlacesOf(Places).SelectMany(places => places)], u => u);
        double[][] drawn = [.. PlacesOf(PairsOfPlaces)];
        // Neighbours that part at the last digit of their stratum, and at the first.
        foreach ((int a, int b) in new[] { (0, 1), (1, 2), (0, 3) })
        {
            PairsOfPlaces.Follow(Cells.CountPairs(drawn.Select(places => (places[a], places[b]))), Cells.Equal(256));
        }
    }

    [Fact]
    public void The_variance_of_a_mean_is_that_of_stratified_sampling()
    {
        foreach (((int power, int strata), VarianceAssertion assertion) in Integrands.Zip(Variances))
        {
            double[] means =
            [
                .. Draw(assertion, first: 0, strata, dimensions: 1, Means).Chunk(strata)
                    .Select(points => points.Average(u => power == 1 ? u : u * u)),
            ];
            assertion.Agrees(Moments.Of(means), Stratified(power, strata).Variance);
        }
    }

    [Fact]
    public void Stratified_sampling_of_u_has_the_variance_of_the_textbook() => Assert.All(
        [1, 2, 8, 32],
        strata =>
        {
            // A twelfth of the square of a stratum's width for each of the strata, over their square.
            Assert.Equal(1.0 / (12.0 * strata * strata * strata), Stratified(1, strata).Variance, 1e-12);
            Assert.Equal(3 - (1.2 / strata), Stratified(1, strata).Kurtosis, 1e-9);
        });

    // Variance and kurtosis of a mean of u^power over one uniform number of each stratum: cumulants of independent numbers
    // add up. About the middle c of a stratum of half-width h, where u = c + h x and x is uniform on (-1, 1),
    // u - E u = h x and u^2 - E u^2 = 2 c h x + h^2 (x^2 - 1/3).
    private static (double Variance, double Kurtosis) Stratified(int power, int strata)
    {
        double second = 0, fourth = 0, h = 0.5 / strata;
        for (int stratum = 0; stratum < strata; stratum++)
        {
            double middle = ((2 * stratum) + 1) * h;
            (double linear, double square) = power == 1 ? (h, 0) : (2 * middle * h, h * h);
            // With q = x^2 - 1/3: E x^2 = 1/3, E x^4 = 1/5, E q^2 = 4/45, E q^4 = 16/945, E x^2 q^2 = 44/945; E x q, E x^3 q
            // and E x q^3 are 0.
            double variance = (linear * linear / 3) + (square * square * 4 / 45);
            double moment = (Math.Pow(linear, 4) / 5) + (6 * linear * linear * square * square * 44 / 945)
                + (Math.Pow(square, 4) * 16 / 945);
            second += variance;
            fourth += moment - (3 * variance * variance);
        }

        return (second / ((double)strata * strata), 3 + (fourth / (second * second)));
    }

    private static IEnumerable<double[]> PlacesOf(StatisticalAssertion assertion)
    {
        foreach (double[] points in Draw(assertion, first: 0, Strata, dimensions: 1, Replicates).Chunk(Strata))
        {
            var places = new double[Strata];
            foreach (double u in points)
            {
                int stratum = (int)(Strata * u);
                places[stratum] = (Strata * u) - stratum;
            }

            yield return places;
        }
    }

    private static double[] Draw(StatisticalAssertion assertion, uint first, int count, int dimensions, int replicates) => Sampled.Of(
        assertion.Design.Id,
        replicates * count * dimensions,
        (device, key, points) =>
        {
            using DeviceArray<uint> directions = device.Upload<uint>(SobolDirections.Table());
            SobolKernels.Points(device, directions, key, 0, first, count, dimensions, points);
            device.Synchronize();
        });
}
