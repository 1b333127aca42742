using BayesBench.Agreements;
using BayesBench.Reference.Gradients;
using Xunit;

namespace BayesBench.Properties.Gradients;

/// <summary>Three categories to hold laws against: their chances and costs by other words than the reference's.</summary>
internal sealed record CategoricalPoint(double Target, double FirstLogit, double SecondLogit)
{
    public double[] Chances { get; } = Softmax([FirstLogit, SecondLogit, 0]);

    public double[] Costs { get; } = [(-1 - Target) * (-1 - Target), Target * Target, (1 - Target) * (1 - Target)];

    public static IEnumerable<CategoricalPoint> Some(int count, ulong seed)
    {
        var source = new InputSource(seed);
        return Enumerable.Range(0, count)
            .Select(_ => new CategoricalPoint(source.Uniform(-1, 1), source.Uniform(-3, 3), source.Uniform(-3, 3)))
            .ToList();
    }

    public double[] Score(int c) => [(c == 0 ? 1 : 0) - Chances[0], (c == 1 ? 1 : 0) - Chances[1]];

    /// <summary>A uniform number that draws a category.</summary>
    public double Uniform(int c) => Chances[..c].Sum() + (Chances[c] / 2);

    /// <summary>A uniform number that draws a category beside another.</summary>
    public double UniformBeside(int than, int c)
    {
        int lower = than == 0 ? 1 : 0;
        double ofLower = Chances[lower] / (1 - Chances[than]);
        return c == lower ? ofLower / 2 : (1 + ofLower) / 2;
    }

    private static double[] Softmax(double[] logits)
    {
        double sum = logits.Sum(Math.Exp);
        return [.. logits.Select(logit => Math.Exp(logit) / sum)];
    }
}

/// <summary>What the exact moments of every estimator for three categories must be.</summary>
internal static class CategoricalLaws
{
    private const double U = 1.0 / (1L << 53);

    /// <summary>Sums over all that the noise can draw.</summary>
    public static void MomentsAreSums(
        CategoricalPoint point, GradientMoments exact, IReadOnlyList<(double Weight, double[] Gradient)> outcomes)
    {
        Assert.Equal(1, outcomes.Sum(outcome => outcome.Weight), 40 * U);
        for (int i = 0; i < 2; i++)
        {
            double gradient = point.Chances.Select((p, c) => p * point.Costs[c] * point.Score(c)[i]).Sum();
            double first = outcomes.Sum(outcome => outcome.Weight * outcome.Gradient[i]);
            double square = outcomes.Sum(outcome => outcome.Weight * outcome.Gradient[i] * outcome.Gradient[i]);
            double largest = point.Costs.Max();
            double rounding = 4 * (outcomes.Count + 40) * U;
            Assert.Equal(gradient, exact.Gradient[i], 20 * U * largest);
            Assert.Equal(exact.Gradient[i], first, rounding * largest);
            Assert.Equal(square - (first * first), exact.Variance[i], rounding * (square + (largest * largest)));
        }
    }

    /// <summary>
    /// With the second category out of the way, x = 1 - 2 b of a coin b, and the costs are four times those of the coin's toy.
    /// </summary>
    public static void TwoCategoriesAreACoin(
        Func<double, double, double, GradientMoments> categorical, Func<double, double, GradientMoments> coin)
    {
        foreach (CategoricalPoint point in CategoricalPoint.Some(100, seed: 301))
        {
            GradientMoments expected = coin((1 - point.Target) / 2, point.FirstLogit);
            GradientMoments actual = categorical(point.Target, point.FirstLogit, -80);
            Assert.Equal(4 * expected.Gradient[0], actual.Gradient[0], 60 * U);
            Assert.Equal(16 * expected.Variance[0], actual.Variance[0], 300 * U);
            Assert.Equal(0, actual.Variance[1], 1e-30);
        }
    }
}
