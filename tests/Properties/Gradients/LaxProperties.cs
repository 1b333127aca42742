using BayesBench.Reference.Gradients;
using Xunit;

namespace BayesBench.Properties.Gradients;

public class LaxProperties
{
    private static readonly double[] Some = [0.3, -0.8, 0.5];

    [Fact]
    public void Exact_moments_are_integrals_of_the_estimator() => EstimatorLaws.MomentsAreIntegrals(
        (objective, k, mean, deviation) => Lax.NormalMoments(objective, k, mean, deviation, Some),
        (objective, k, mean, deviation, e) => Lax.Normal(objective, k, mean, deviation, Some, e),
        seed: 401);

    [Fact]
    public void Without_a_surrogate_it_is_the_score_function_with_a_constant_a_baseline()
    {
        foreach ((Objective objective, double k, double mean, double deviation) in Points.Normal(60, seed: 402))
        {
            IsCloseTo(ScoreFunction.Normal(objective, k, mean, deviation, 1.3), Lax.Normal(objective, k, mean, deviation, [0, 0, 0], 1.3));
            IsCloseTo(
                Baseline.Normal(objective, k, mean, deviation, [0.7, 0.7], -0.4),
                Lax.Normal(objective, k, mean, deviation, [0.7, 0, 0], -0.4));
            double[] variance = ScoreFunction.NormalMoments(objective, k, mean, deviation).Variance;
            IsCloseTo(variance, Lax.NormalMoments(objective, k, mean, deviation, [0, 0, 0]).Variance, 1e-12);
        }
    }

    [Fact]
    public void With_the_objective_itself_it_is_pathwise()
    {
        foreach ((_, double k, double mean, double deviation) in Points.Normal(60, seed: 403))
        {
            double[] own = [(mean - k) * (mean - k), 2 * (mean - k), 1];
            IsCloseTo(
                Pathwise.Normal(Objective.Quadratic, k, mean, deviation, 1.3),
                Lax.Normal(Objective.Quadratic, k, mean, deviation, own, 1.3),
                1e-12);
            IsCloseTo(
                Pathwise.NormalMoments(Objective.Quadratic, k, mean, deviation).Variance,
                Lax.NormalMoments(Objective.Quadratic, k, mean, deviation, own).Variance,
                1e-12);
        }
    }

    [Fact]
    public void Training_follows_the_square_of_a_call_and_on_average_the_variance()
    {
        foreach ((Objective objective, double k, double mean, double deviation) in Points.Normal(30, seed: 404))
        {
            for (int which = 0; which < 3; which++)
            {
                double Square(double off)
                {
                    double[] call = Lax.Normal(objective, k, mean, deviation, Moved(Some, which, off), 0.6);
                    return (call[0] * call[0]) + (call[1] * call[1]);
                }

                double Variance(double off) => Lax.NormalMoments(objective, k, mean, deviation, Moved(Some, which, off)).Variance.Sum();
                double trained = Lax.NormalTraining(objective, k, mean, deviation, Some, 0.6)[which];
                double onAverage = Quadrature.Expectation(e => Lax.NormalTraining(objective, k, mean, deviation, Some, e)[which]);
                // Both are parabolas in a weight: a central difference of any step has their slope.
                Assert.Equal((Square(1) - Square(-1)) / 2, trained, 1e-13 * (Square(1) + Square(-1)));
                Assert.Equal((Variance(1) - Variance(-1)) / 2, onAverage, 1e-12 * (Variance(1) + Variance(-1)));
            }
        }
    }

    [Fact]
    public void The_trained_weights_leave_least_variance()
    {
        foreach ((Objective objective, double k, double mean, double deviation) in Points.Normal(60, seed: 405))
        {
            double Left(double[] weights) => Lax.NormalMoments(objective, k, mean, deviation, weights).Variance.Sum();
            double[] best = Lax.NormalWeights(objective, k, mean, deviation);
            double least = Left(best);
            Assert.True(least <= Left([0, 0, 0]));
            for (int which = 0; which < 3; which++)
            {
                double step = 1 / Math.Pow(deviation, which);
                double up = Left(Moved(best, which, step)), down = Left(Moved(best, which, -step));
                Assert.True(up > least && down > least);
                Assert.Equal(up, down, 1e-11 * (up + least));
            }
        }
    }

    // Of (x - k)^2 the square is learnt as it is, with twice the variance of x beside it, which cancels the noise of its path; the line by
    // ten ninths: 32 / 9 of d^2 is left in all, d = mean - k, where pathwise leaves 4 d^2 + 12 standardDeviation^2.
    [Fact]
    public void Of_a_quadratic_training_leaves_less_than_its_own_path()
    {
        foreach ((_, double k, double mean, double deviation) in Points.Normal(30, seed: 406))
        {
            double d = mean - k;
            double[] weights = Lax.NormalWeights(Objective.Quadratic, k, mean, deviation);
            IsCloseTo([(d * d) + (2 * deviation * deviation), 20 * d / 9, 1], weights, 1e-12);
            GradientMoments trained = Lax.NormalMoments(Objective.Quadratic, k, mean, deviation, weights);
            Assert.Equal(32 * d * d / 9, trained.Variance.Sum(), 1e-12 * ((d * d) + (deviation * deviation)));
            Assert.True(trained.Variance.Sum() < Pathwise.NormalMoments(Objective.Quadratic, k, mean, deviation).Variance.Sum());
        }
    }

    [Fact]
    public void Bad_weights_are_named()
    {
        Assert.StartsWith(
            "weights has length 2",
            Assert.Throws<ArgumentException>(() => Lax.NormalMoments(Objective.Cosine, 1, 0, 1, [1, 0])).Message,
            StringComparison.Ordinal);
        Assert.StartsWith(
            "weights[1] is NaN; it must be finite.",
            Assert.Throws<ArgumentOutOfRangeException>(() => Lax.Normal(Objective.Cosine, 1, 0, 1, [1, double.NaN, 0], 0.5)).Message,
            StringComparison.Ordinal);
        Assert.Contains(
            "k is -1; it must be non-negative and finite",
            Assert.Throws<ArgumentOutOfRangeException>(() => Lax.NormalWeights(Objective.Exponential, -1, 0, 1)).Message,
            StringComparison.Ordinal);
    }

    private static double[] Moved(double[] weights, int which, double by) =>
        [.. weights.Select((weight, i) => i == which ? weight + by : weight)];

    // Relative to the larger component: a call's two are made of the same terms.
    private static void IsCloseTo(double[] expected, double[] actual, double rounding = 1e-14) =>
        Assert.All(expected, (value, i) => Assert.Equal(value, actual[i], rounding * (1 + expected.Max(Math.Abs))));
}
