using BayesBench.Agreements.Gradients;
using BayesBench.Reference.Gradients;
using BayesBench.Reference.Numerics;
using BayesBench.Statistical.Random;
using BayesBench.Statistical.Support;
using Xunit;

namespace BayesBench.Statistical.Gradients;

public class MeasureValuedStatistics
{
    private const int Calls = 1 << 20;

    // A bias of 0.5% of a standard deviation; skewness up to 15 leaves the quantile within a few percent at this many draws.
    private static readonly MeanAssertion Unbiased = Ledger.Mean(
        "measure-valued.unbiased", falseAlarm: 1e-10, smallestEffect: 0.0052, power: 0.999, EstimatorDraws.Draws, verdicts: 6);

    // Kurtoses at (x - 3)^2, mean = standard deviation = 1: of a Rayleigh number, and of -4 (M - N) + W^2 by quadrature.
    private static readonly VarianceAssertion VarianceByMean = Ledger.Variance(
        "measure-valued.variance-by-mean",
        falseAlarm: 1e-10, smallestEffect: 0.0076, power: 0.999, EstimatorDraws.Draws, kurtosis: 3.2451);

    private static readonly VarianceAssertion VarianceByDeviation = Ledger.Variance(
        "measure-valued.variance-by-standard-deviation",
        falseAlarm: 1e-10, smallestEffect: 0.0112, power: 0.999, EstimatorDraws.Draws, kurtosis: 5.88);

    // The laws that a call's two numbers must have, alone and together.
    private static readonly DistributionAssertion Laws = Ledger.Distribution(
        "measure-valued.laws", falseAlarm: 1e-10, smallestEffect: 0.006, power: 0.999, draws: Calls, verdicts: 4);

    private static readonly FrequencyAssertion Coupling = Ledger.Frequencies(
        "measure-valued.coupling", falseAlarm: 1e-10, smallestEffect: 4e-4, power: 0.999, draws: Calls, categories: 256);

    public static IEnumerable<TheoryDataRow<GradientProblem>> Problems =>
        [.. EstimatorDraws.NormalToys.Select(problem => new TheoryDataRow<GradientProblem>(problem))];

    [Theory]
    [MemberData(nameof(Problems), DisableDiscoveryEnumeration = true)]
    public void The_mean_is_the_exact_gradient(GradientProblem problem) =>
        EstimatorDraws.AgreeInTheMean(Unbiased, "measure-valued", problem);

    [Fact]
    public void The_variance_of_the_mean_part_is_the_exact_one() =>
        EstimatorDraws.AgreeInTheVariance(VarianceByMean, "measure-valued", EstimatorDraws.NormalToys[0], component: 0);

    [Fact]
    public void The_variance_of_the_standard_deviation_part_is_the_exact_one() =>
        EstimatorDraws.AgreeInTheVariance(VarianceByDeviation, "measure-valued", EstimatorDraws.NormalToys[0], component: 1);

    [Fact]
    public void The_numbers_of_a_call_have_the_laws_of_Rayleigh_Maxwell_and_the_normal_and_a_uniform_ratio()
    {
        double[][] noise = Noise(Laws);
        Laws.Follows([.. noise.Select(n => n[0])], w => 1 - Math.Exp(-w * w / 2));
        Laws.Follows([.. noise.Select(n => n[1])], Normal);
        Laws.Follows([.. noise.Select(Maxwell)], MaxwellLaw);
        Laws.Follows([.. noise.Select(n => n[1] / Maxwell(n))], u => u);
    }

    [Fact]
    public void The_uniform_ratio_does_not_know_the_Maxwell_number() => Coupling.Follow(
        Cells.CountPairs(Noise(Coupling).Select(n => (MaxwellLaw(Maxwell(n)), n[1] / Maxwell(n)))), Cells.Equal(256));

    private static double[][] Noise(StatisticalAssertion assertion)
    {
        var noise = new ReplicateNoise(TestKey.For(assertion.Design.Id), samples: 2);
        return [.. Enumerable.Range(0, Calls / 2).SelectMany(replicate => noise.RayleighNormals((ulong)replicate))];
    }

    // As a call makes it.
    private static double Maxwell(double[] noise) => Math.CopySign(double.Hypot(noise[0], noise[1]), noise[1]);

    private static double Normal(double z) => 0.5 * SpecialFunctions.Erfc(-z / Math.Sqrt(2));

    private static double MaxwellLaw(double m) => Normal(m) - (m * Math.Exp(-m * m / 2) / Math.Sqrt(2 * Math.PI));
}
