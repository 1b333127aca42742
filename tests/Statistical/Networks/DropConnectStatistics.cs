using BayesBench.Reference.Networks;
using BayesBench.Reference.Random;
using BayesBench.Reference.Statistics;
using BayesBench.Statistical.Support;
using Xunit;

namespace BayesBench.Statistical.Networks;

/// <summary>Pre-activations under drawn masks have the mean and the variance of the exact moments.</summary>
public class DropConnectStatistics
{
    private const double Rate = 0.25;
    private const int Masks = 40_000;
    private static readonly double[] Input = [0.5, -2, 0.25, 3];
    private static readonly double[] Weight = [1, 0.5, -4, 0.125];
    private static readonly Preactivation Exact = DropConnect.PreactivationMoments(Input, Weight, Rate);

    private static readonly MeanAssertion Mean =
        Ledger.Mean("drop-connect.mean", 1e-10, 0.055, 0.999, Masks);

    private static readonly VarianceAssertion Variance =
        Ledger.Variance("drop-connect.variance", 1e-10, 0.1, 0.999, Masks, Kurtosis());

    [Fact]
    public void Outputs_have_the_moments_of_independently_dropped_weights()
    {
        PhiloxKey key = TestKey.For(Mean.Design.Id);
        // A batch of equal examples, each with its own mask.
        double[] input = [.. Enumerable.Repeat(Input, Masks).SelectMany(row => row)];
        Moments moments = Moments.Of(DropConnect.Forward(input, Weight, Masks, Rate, key, 0, 0));
        Mean.Agrees(moments, Exact.Mean, Math.Sqrt(Exact.Variance));
        Variance.Agrees(moments, Exact.Variance);
    }

    // Fourth cumulants of independent terms add: that of a coin is p (1 - p) (1 - 6 p (1 - p)).
    private static double Kurtosis()
    {
        double spread = Rate * (1 - Rate);
        double fourth = Input.Zip(Weight, (x, w) => Math.Pow(x * w, 4)).Sum() * spread * (1 - (6 * spread));
        return 3 + (fourth / (Exact.Variance * Exact.Variance));
    }
}
