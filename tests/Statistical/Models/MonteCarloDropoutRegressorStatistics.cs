using BayesBench.Kernels.Models;
using BayesBench.Kernels.Random;
using BayesBench.Reference.Random;
using BayesBench.Reference.Statistics;
using BayesBench.Statistical.Support;
using BayesBench.Tests.Support;
using Xunit;

namespace BayesBench.Statistical.Models;

/// <summary>
/// On a device, the predictions of a tiny net have the mean and the density that enumerating its sixteen masks gives; and an epoch takes
/// the data in every order equally often.
/// </summary>
public class MonteCarloDropoutRegressorStatistics
{
    private const int Draws = 1 << 16, Models = 1 << 16, Hidden = 3;
    private const double Rate = 0.3f, Precision = 2, Input = 0.75, Target = 0.5;

    // W, v, b, c; every unit is on at this input and off without it, but the last.
    private static readonly double[] Parameters = [1, 0.5, -1, 1.5, -0.75, 1, -0.25, 0.125, 0.25, 0.0625];

    private static readonly MeanAssertion Mean = Ledger.Mean("monte-carlo-dropout-regressor.mean", 1e-10, 0.05, 0.999, Draws);

    private static readonly MeanAssertion Density = Ledger.Mean("monte-carlo-dropout-regressor.density", 1e-10, 0.05, 0.999, Draws);

    private static readonly FrequencyAssertion Orders =
        Ledger.Frequencies("monte-carlo-dropout-regressor.orders", 1e-10, 0.0045, 0.999, draws: Models, categories: 24);

    [Fact]
    public void Draws_have_the_mean_of_all_masks() => Agrees(Mean, (mean, _) => mean, output => output);

    [Fact]
    public void Densities_have_the_mean_of_all_masks() => Agrees(Density, (_, log) => Math.Exp(log), Likelihood);

    [Fact]
    public void Every_order_is_equally_likely()
    {
        PhiloxKey key = TestKey.For(Orders.Design.Id);
        using var models = new DeviceDropoutRegressors(
            TestDevices.Fastest, 1, 1, 4, [.. Enumerable.Range(0, Models).Select(m => new DropoutRegressorSettings(m, 0, 0, 0))], new float[8]);
        models.Shuffle(new DeviceKey(key.K0, key.K1), 1);
        long[] counts = [.. models.GetOrder().Chunk(4).CountBy(order => string.Concat(order)).OrderBy(pair => pair.Key, StringComparer.Ordinal).Select(pair => (long)pair.Value)];
        Orders.Follow(counts, Sampled.Equal(24));
    }

    // One draw for each of many equal examples, against all masks of the net.
    private static void Agrees(MeanAssertion assertion, Func<double, double, double> ofDraw, Func<double, double> ofOutput)
    {
        PhiloxKey key = TestKey.For(assertion.Design.Id);
        using var models = new DeviceDropoutRegressors(
            TestDevices.Fastest, 1, Hidden, 1, [new DropoutRegressorSettings(3, 0, (float)Rate, 0)], [(float)Input, (float)Target]);
        models.SetParameters(Array.ConvertAll(Parameters, p => (float)p));
        (double[] means, double[] logs) = models.Predict(
            [.. Enumerable.Repeat(new[] { (float)Input, (float)Target }, Draws).SelectMany(row => row)], [0], Draws, [(float)Precision], 1,
            new DeviceKey(key.K0, key.K1));
        Moments moments = default;
        foreach ((double mean, double log) in means.Zip(logs))
        {
            moments = moments.Add(ofDraw(mean, log));
        }

        (double Chance, double Value)[] masks = [.. Enumerable.Range(0, 1 << (Hidden + 1)).Select(mask => (Chance(mask), ofOutput(Output(mask))))];
        double exact = masks.Sum(one => one.Chance * one.Value);
        double variance = masks.Sum(one => one.Chance * (one.Value - exact) * (one.Value - exact));
        assertion.Agrees(moments, exact, Math.Sqrt(variance));
    }

    private static double Chance(int mask) =>
        Enumerable.Range(0, Hidden + 1).Aggregate(1.0, (product, unit) => product * (((mask >> unit) & 1) == 1 ? Rate : 1 - Rate));

    // A bit of the mask drops, the input's the last.
    private static double Output(int mask)
    {
        double Kept(int unit) => ((mask >> unit) & 1) == 1 ? 0 : 1 / (1 - Rate);
        return Parameters[^1] + Enumerable.Range(0, Hidden).Sum(h =>
            Parameters[Hidden + h] * Kept(h) * Math.Max(0, Parameters[(2 * Hidden) + h] + (Parameters[h] * Kept(Hidden) * Input)));
    }

    private static double Likelihood(double output) =>
        Math.Sqrt(Precision / (2 * Math.PI)) * Math.Exp(-0.5 * Precision * (Target - output) * (Target - output));
}
