using BayesBench.Agreements;
using BayesBench.Reference.Gradients;
using Xunit;

namespace BayesBench.Properties.Gradients;

/// <summary>Two nodes in a chain, written out anew: what the exact moments of its estimators are held against.</summary>
internal sealed record ChainPoint(double Target, double FirstLogit, double SecondLogit, double Coupling)
{
    public double P => 1 / (1 + Math.Exp(-FirstLogit));

    public static IEnumerable<ChainPoint> Some(int count, ulong seed)
    {
        var source = new InputSource(seed);
        return
        [
            .. Enumerable.Range(0, count).Select(_ => new ChainPoint(
                source.Uniform(0, 1), source.Uniform(-4, 4), source.Uniform(-4, 4), source.Uniform(-3, 3))),
        ];
    }

    public double R(int b1) => 1 / (1 + Math.Exp(-SecondLogit - (Coupling * b1)));

    public double Chance(int b1, int b2) => (b1 == 1 ? P : 1 - P) * (b2 == 1 ? R(b1) : 1 - R(b1));

    public double Cost(int b) => (b - Target) * (b - Target);

    /// <summary>Uniform numbers that draw an outcome.</summary>
    public static double[] Uniforms(int b1, int b2) => [b1 == 1 ? 0 : 1, b2 == 1 ? 0 : 1];

    public double Sum(Func<int, int, double> of)
    {
        double sum = 0;
        for (int outcome = 0; outcome < 4; outcome++)
        {
            sum += Chance(outcome / 2, outcome % 2) * of(outcome / 2, outcome % 2);
        }

        return sum;
    }

    public double ExpectedCost() => Sum((b1, b2) => Cost(b1) + Cost(b2));
}

/// <summary>What holds of every estimator for the chain.</summary>
internal static class ChainLaws
{
    public static void MomentsAreSums(
        ulong seed,
        Func<double, double, double, double, GradientMoments> moments,
        Func<double, double, double, double, double[], double[]> call) => Assert.All(ChainPoint.Some(200, seed), point =>
    {
        (double target, double first, double second, double coupling) = point;
        GradientMoments exact = moments(target, first, second, coupling);
        for (int i = 0; i < 2; i++)
        {
            double Call(int b1, int b2) => call(target, first, second, coupling, ChainPoint.Uniforms(b1, b2))[i];
            double mean = point.Sum(Call), square = point.Sum((b1, b2) => Call(b1, b2) * Call(b1, b2));
            Assert.Equal(mean, exact.Mean[i], 1e-14);
            Assert.Equal(square - (mean * mean), exact.Variance[i], 1e-14);
        }
    });

    /// <summary>By differences of the expected cost, which no score has a part in; of the fourth order.</summary>
    public static double Slope(Func<double, double> f, double step)
    {
        double near = f(step) - f(-step), far = f(2 * step) - f(-2 * step);
        return ((8 * near) - far) / (12 * step);
    }

    /// <summary>Bad input is named.</summary>
    public static void BadInputIsNamed(Func<double, double, double, double, double[], double[]> call)
    {
        Assert.Contains(
            "coupling is NaN; it must be finite",
            Assert.Throws<ArgumentOutOfRangeException>(() => call(0.4, 0, 0, double.NaN, [0.5, 0.5])).Message,
            StringComparison.Ordinal);
        Assert.Contains(
            "uniforms",
            Assert.ThrowsAny<ArgumentException>(() => call(0.4, 0, 0, 1, [0.5])).Message,
            StringComparison.Ordinal);
    }
}
