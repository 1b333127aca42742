using BayesBench.Agreements.Gradients;
using BayesBench.Kernels;
using BayesBench.Kernels.Gradients;
using BayesBench.Reference.Gradients;
using BayesBench.Tests.Support;
using Xunit;

namespace BayesBench.Properties.Gradients;

/// <summary>Which estimator varies less on a linear regression, on either side of where another begins to; and what is left at best.</summary>
public class LinearRegressionVarianceTests
{
    private static readonly double[] Deviations = [0.3, 0.1, 0.5, 0.2, 0.4, 0.6, 0.15, 0.25];

    public static TheoryData<string> Devices => TestDevices.Choices;

    public static TheoryData<int> Coordinates => [.. Enumerable.Range(0, Deviations.Length)];

    // The weights of the best q are independent, those of the posterior are not: what is off the diagonal of its precision stays.
    [Fact]
    public void At_the_best_q_the_landing_sticks_only_where_the_precision_is_diagonal()
    {
        foreach (LinearRegressionProblem problem in RegressionLaws.Problems(seed: 411, count: 5, examples: 4, weights: 8))
        {
            LinearRegressionProblem best = RegressionLaws.AtTheBest(problem);
            double floor = Floor(best);
            double[] landing = Moments("landing", best).Variance, total = Moments("total", best).Variance;
            double curvature = RegressionLaws.Precision(best)[best.Coordinate][best.Coordinate];
            Assert.True(floor > 0);
            Assert.All(landing, variance => Assert.Equal(floor, variance, 1e-12 * (floor + curvature)));
            Assert.Equal(floor + curvature, total[0], 1e-12 * total[0]);
            Assert.Equal(floor + (2 * curvature), total[1], 1e-12 * total[1]);
        }

        var orthogonal = new LinearRegressionProblem([[1, 1], [1, -1]], [3, 1], 0.5, 0.5, [0, 0], [1, 1], 0);
        Assert.All([0, 1], j =>
        {
            LinearRegressionProblem best = RegressionLaws.AtTheBest(orthogonal with { Coordinate = j });
            Assert.Equal(0, Floor(best));
            Assert.All(Moments("landing", best).Variance, variance => Assert.InRange(variance, 0, 1e-28));
        });
    }

    // Both components change sides there, whatever the other weights are.
    [Theory]
    [MemberData(nameof(Coordinates))]
    public void The_landing_varies_less_than_the_total_derivative_above_the_crossing_and_more_below(int coordinate)
    {
        double curvature = RegressionLaws.Precision(RegressionLaws.Powers(Deviations, coordinate))[coordinate][coordinate];
        Assert.All(Excess(1 + 1e-9), excess => Assert.True(excess < 0));
        Assert.All(Excess(1 - 1e-9), excess => Assert.True(excess > 0));

        double[] Excess(double factor)
        {
            double[] deviations = [.. Deviations];
            deviations[coordinate] = factor / Math.Sqrt(2 * curvature);
            LinearRegressionProblem problem = RegressionLaws.Powers(deviations, coordinate);
            return [.. Moments("landing", problem).Variance.Zip(Moments("total", problem).Variance, (path, total) => path - total)];
        }
    }

    // Sums over all coordinates: squared Frobenius norms of P S, and of 1/S - P S.
    [Fact]
    public void Totals_over_all_weights_differ_by_what_is_on_the_diagonal()
    {
        foreach (LinearRegressionProblem problem in RegressionLaws.Problems(seed: 412, count: 5, examples: 4, weights: 8))
        {
            double[][] precision = RegressionLaws.Precision(problem);
            double[] s = problem.StandardDeviations;
            double norm = precision.Sum(row => row.Zip(s, (p, deviation) => RegressionLaws.Square(p * deviation)).Sum());
            double diagonal = s.Select((deviation, j) => (1 / (deviation * deviation)) - (2 * precision[j][j])).Sum();
            Assert.Equal(norm, Total("total", component: 0), 1e-12 * norm);
            Assert.Equal(diagonal, Total("landing", component: 0) - norm, 1e-12 * (norm + Math.Abs(diagonal)));
            Assert.Equal(
                2 * diagonal, Total("landing", component: 1) - Total("total", component: 1), 1e-12 * Total("total", component: 1));

            double Total(string name, int component) => Enumerable.Range(0, s.Length)
                .Sum(j => Moments(name, problem with { Coordinate = j }).Variance[component]);
        }
    }

    [Fact]
    public void The_divergence_in_closed_form_always_helps_by_the_mean() => Assert.All(
        RegressionLaws.Problems(seed: 413, count: 30, examples: 3, weights: 5),
        problem => Assert.True(Moments("divergence", problem).Variance[0] < Moments("total", problem).Variance[0]));

    // The two pre-activations of (1, 1) and (1, -1) have the covariance s_1^2 - s_2^2.
    [Fact]
    public void Noise_of_its_own_for_each_pre_activation_helps_by_the_mean_where_examples_are_alike_and_not_where_they_differ()
    {
        double Gain(double first)
        {
            var problem = new LinearRegressionProblem([[1, 1], [1, -1]], [0, 1], 0.5, 1, [1, 1], [first, 0.4], 0);
            return Moments("divergence", problem).Variance[0] - RegressionLaws.Local.Moments(problem).Variance[0];
        }

        Assert.True(Gain(0.4 * (1 + 1e-9)) > 0);
        Assert.True(Gain(0.4 * (1 - 1e-9)) < 0);
    }

    // Two independent calls halve the variance; a mirrored pair takes away the square of the gradient by the mean alone.
    [Fact]
    public void A_mirrored_pair_beats_two_calls_by_the_deviation_only_far_from_the_best_mean()
    {
        LinearRegressionProblem best = RegressionLaws.AtTheBest(RegressionLaws.Powers(Deviations, 2));
        double pair = Moments("antithetic", best).Variance[1];
        double curvature = RegressionLaws.Precision(best)[2][2];
        Assert.True(Gain(1 + 1e-9) > 0);
        Assert.True(Gain(1 - 1e-9) < 0);

        // b_j^2 is what the pair varies by.
        double Gain(double factor)
        {
            double[] means = [.. best.Means];
            means[2] += factor * Math.Sqrt(pair) / curvature;
            LinearRegressionProblem problem = best with { Means = means };
            Assert.Equal(0, Moments("antithetic", problem).Variance[0]);
            return (Moments("total", problem).Variance[1] / 2) - Moments("antithetic", problem).Variance[1];
        }
    }

    [Fact]
    public void A_mirrored_pair_is_the_mean_of_its_two_calls()
    {
        foreach (LinearRegressionProblem problem in RegressionLaws.Problems(seed: 414, count: 20, examples: 2, weights: 3))
        {
            double[] noise = [.. problem.Means.Select(Math.Tanh)]; // any numbers
            double[] plus = Call("total", noise), minus = Call("total", [.. noise.Select(e => -e)]);
            double[] pair = Call("antithetic", noise);
            double size = plus.Concat(minus).Sum(Math.Abs);
            Assert.Equal((plus[0] + minus[0]) / 2, pair[0], 1e-14 * size);
            Assert.Equal((plus[1] + minus[1]) / 2, pair[1], 1e-14 * size);

            double[] Call(string name, double[] e) => Find(name).Call(problem, e);
        }
    }

    [Theory]
    [MemberData(nameof(Devices))]
    public void An_example_of_zeros_has_no_gradient_in_a_kernel_either(string choice)
    {
        Device device = TestDevices.Get(choice);
        using DeviceArray<float> design = device.Upload<float>([0, 0, 1, 2]), targets = device.Upload<float>([3, 4]);
        using DeviceArray<float> one = device.Upload<float>([1]), ones = device.Upload<float>([1, 1]);
        using DeviceArray<float> noise = device.Upload<float>([7, 0.5f]), gradient = device.Allocate<float>(2);
        LocalWeightNoiseKernels.Regression(device, design, targets, one, one, ones, ones, 1, noise, gradient);
        double[] expected = RegressionLaws.Local.Call(
            new LinearRegressionProblem([[0, 0], [1, 2]], [3, 4], 1, 1, [1, 1], [1, 1], 1), [7, 0.5]);
        Assert.Equal(expected, gradient.ToArray().Select(g => (double)g), (a, b) => Math.Abs(a - b) < 1e-6);
    }

    [Fact]
    public void Bad_arguments_are_named()
    {
        static string Message(Action call) => Assert.ThrowsAny<ArgumentException>(call).Message;
        static GradientSampler Sampler(float[][] design, int coordinate) => TotalPathwiseKernels.Regression(
            design, [.. design.Select(_ => 0f)], 1, 1, [.. design[0].Select(_ => 0f)], [.. design[0].Select(_ => 1f)], coordinate);
        Assert.StartsWith(
            "coordinate is 1; it must be in [0, 0].",
            Message(() => TotalPathwise.RegressionMoments([[1]], [0], 1, 1, [0], [1], 1)),
            StringComparison.Ordinal);
        Assert.StartsWith(
            "noise has length 1; it must have length 2.",
            Message(() => LocalWeightNoise.Regression([[1], [2]], [0, 0], 1, 1, [0], [1], 0, [0])),
            StringComparison.Ordinal);
        Assert.StartsWith(
            "samples is 1; it must be at least 2.",
            Message(() => LeaveOneOut.RegressionMoments([[1]], [0], 1, 1, [0], [1], 0, 1)),
            StringComparison.Ordinal);
        Assert.StartsWith("coordinate is 2; it must be", Message(() => Sampler([[1, 1]], 2)), StringComparison.Ordinal);
        Assert.StartsWith("the number of examples is 5;", Message(() => Sampler([[1], [1], [1], [1], [1]], 0)), StringComparison.Ordinal);
        Assert.StartsWith("the number of weights is 9;", Message(() => Sampler([new float[9]], 0)), StringComparison.Ordinal);
        Assert.StartsWith("design[1] has", Message(() => Sampler([[1, 1], [1]], 0)), StringComparison.Ordinal);
    }

    private static RegressionEstimator Find(string name) => RegressionLaws.OfWeights.Single(estimator => estimator.Name == name);

    private static GradientMoments Moments(string name, LinearRegressionProblem problem) => Find(name).Moments(problem);

    private static double Floor(LinearRegressionProblem problem) => RegressionLaws.Precision(problem)[problem.Coordinate]
        .Select((p, k) => k == problem.Coordinate ? 0 : RegressionLaws.Square(p * problem.StandardDeviations[k])).Sum();
}
