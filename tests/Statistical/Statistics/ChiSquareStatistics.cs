using BayesBench.Reference.Statistics;
using BayesBench.Statistical.Support;
using Xunit;

namespace BayesBench.Statistical.Statistics;

/// <summary>Pearson's test alarms as often as it says, on correct frequencies and on wrong.</summary>
public class ChiSquareStatistics
{
    private const int Categories = 16;
    private const int Draws = 8_000;

    private static readonly double[] Even = [.. Enumerable.Repeat(1.0 / Categories, Categories)];

    // With 500 counts a cell the chi-square law is right to O(1/n), and the statistic's grid is finer than that.
    private static readonly DistributionAssertion Calibration =
        Ledger.Distribution("chi-square.p-values-are-uniform", 1e-9, 0.09, 0.999, draws: 4_000);

    private static readonly ProportionAssertion Detection =
        Ledger.Proportion("chi-square.power", 1e-9, 0.03, 0.999, draws: 5_000, probability: 0.99, slack: 0.005);

    [Fact]
    public void P_values_of_correct_data_are_uniform() => Calibration.Follows(
        Support.Draws.Repeat(Calibration.Design.Id, Calibration.Design.Draws, draws => PValue(draws, 0.0)), p => p);

    [Fact]
    public void Frequencies_at_the_declared_effect_are_seen_with_the_declared_power()
    {
        double effect = ChiSquare.SmallestVisibleEffect(Draws, 1e-3, 0.99, Categories - 1);
        long seen = Support.Draws.Repeat(Detection.Design.Id, Detection.Design.Draws, draws => PValue(draws, effect))
            .LongCount(p => p <= 1e-3);
        Detection.Agrees(seen, Detection.Design.Draws);
    }

    /// <summary>Half of the categories gain a share of themselves, half lose it: w^2 is that share squared.</summary>
    private static double PValue(Draws draws, double effect)
    {
        var counts = new long[Categories];
        double share = Math.Sqrt(effect);
        foreach (double u in draws.Uniform(Draws))
        {
            double scaled = u * (Categories / 2);
            int pair = (int)scaled;
            counts[(2 * pair) + (2.0 * (scaled - pair) < 1.0 + share ? 0 : 1)]++;
        }

        return ChiSquare.PValue(ChiSquare.Statistic(counts, Even), Categories - 1);
    }
}
