using BayesBench.Kernels;
using BayesBench.Kernels.Inference;
using BayesBench.Properties.Support;
using BayesBench.Reference.Inference;
using BayesBench.Reference.Numerics;
using BayesBench.Reference.Probability;
using BayesBench.Tests.Support;
using FsCheck.Xunit;
using MathNet.Numerics.LinearAlgebra.Double;
using Xunit;

namespace BayesBench.Properties.Inference;

/// <summary>Laws of the divergence of normal laws of several coordinates.</summary>
[Properties(Arbitrary = [typeof(GaussianGenerators)])]
public class NormalDivergenceTests
{
    private const double U = 1.0 / (1L << 53);

    private static readonly double[] Origin = [0, 0];
    private static readonly double[][] Identity = [[1, 0], [0, 1]];
    private static readonly double[][] Indefinite = [[1, 2], [2, 1]];

    private static readonly Dictionary<string, Action> Refused = new()
    {
        ["mean: mean[1] is NaN; it must be finite."] =
            () => KullbackLeibler.MultivariateNormal([0, double.NaN], Identity, Origin, Identity),
        ["covariance: covariance has length 2; it must have length 1."] =
            () => KullbackLeibler.MultivariateNormal([0], Identity, Origin, Identity),
        ["covariance: covariance[0][0] is Infinity; it must be finite."] =
            () => KullbackLeibler.MultivariateNormal([0], [[double.PositiveInfinity]], [0], [[1]]),
        ["covariance: covariance is not positive definite: its pivot 1 is -3; it must be positive."] =
            () => KullbackLeibler.MultivariateNormal(Origin, Indefinite, Origin, Identity),
        ["other mean: otherMean has length 1; it must have length 2."] =
            () => KullbackLeibler.MultivariateNormal(Origin, Identity, [0], Identity),
        ["other mean: otherMean[0] is -Infinity; it must be finite."] =
            () => KullbackLeibler.MultivariateNormal(Origin, Identity, [double.NegativeInfinity, 0], Identity),
        ["other covariance: otherCovariance has length 1; it must have length 2."] =
            () => KullbackLeibler.MultivariateNormal(Origin, Identity, Origin, [[1]]),
        ["other covariance: otherCovariance is not positive definite: its pivot 1 is -3; it must be positive."] =
            () => KullbackLeibler.MultivariateNormal(Origin, Identity, Origin, Indefinite),
    };

    public static TheoryData<string> Rows => Refusals.Rows(Refused);

    [Theory]
    [MemberData(nameof(Rows))]
    public void Bad_input_is_named(string row) => Refusals.Check(Refused, row);

    [Property]
    public void Equal_laws_are_at_distance_zero_exactly(PositiveMatrix law) => Assert.Equal(
        0.0, KullbackLeibler.MultivariateNormal(law.Vector, law.Rows, law.Vector, law.Rows));

    [Property]
    public void It_is_never_negative_and_only_equal_laws_are_at_distance_zero(PairOfMatrices pair) => Assert.True(
        KullbackLeibler.MultivariateNormal(pair.First.Vector, pair.First.Rows, pair.Second.Vector, pair.Second.Rows) > 0);

    [Property]
    public void Independent_coordinates_add_up(PairOfMatrices pair)
    {
        double[][] Diagonal(PositiveMatrix law) =>
            [.. law.Rows.Select((row, i) => row.Select((a, j) => i == j ? a : 0).ToArray())];
        double[] terms = [.. Enumerable.Range(0, pair.First.Size).Select(i => KullbackLeibler.Normal(
            pair.First.Vector[i], pair.First.Scale(i), pair.Second.Vector[i], pair.Second.Scale(i)))];
        Assert.Equal(
            terms.Sum(),
            KullbackLeibler.MultivariateNormal(
                pair.First.Vector, Diagonal(pair.First), pair.Second.Vector, Diagonal(pair.Second)),
            16 * U * terms.Sum());
    }

    [Property]
    public void Scaling_both_laws_by_powers_of_two_changes_nothing(PairOfMatrices pair, sbyte[] powers)
    {
        int Power(int i) => powers.Length == 0 ? 1 : powers[i % powers.Length] / 8;
        double[] Map(double[] x) => [.. x.Select((value, i) => Math.ScaleB(value, Power(i)))];
        double[][] MapRows(double[][] a) => [.. a.Select((row, i) => Map([.. row.Select(value => Math.ScaleB(value, Power(i)))]))];
        double divergence = Divergence(pair);
        Assert.Equal(
            divergence,
            KullbackLeibler.MultivariateNormal(
                Map(pair.First.Vector), MapRows(pair.First.Rows), Map(pair.Second.Vector), MapRows(pair.Second.Rows)),
            // Only the logarithms of ratios far from 1, which are differences, move.
            16 * U * (divergence + (60 * pair.First.Size)));
    }

    [Property]
    public void The_order_of_the_coordinates_does_not_matter(PairOfMatrices pair)
    {
        PositiveMatrix Reversed(PositiveMatrix law) => new(
            [.. law.Rows.Reverse().Select(row => row.Reverse().ToArray())], [.. law.Vector.Reverse()], law.Other);
        Assert.Equal(
            Divergence(pair), Divergence(new PairOfMatrices(Reversed(pair.First), Reversed(pair.Second))), Tolerance(pair));
    }

    [Property]
    public void Chain_rule(PairOfMatrices pair)
    {
        if (pair.First.Size < 2)
        {
            return;
        }

        // Of the first two coordinates: that of the second, and that of the first given the second, on average under q. The
        // conditional means differ by their difference at q's mean and by the difference of the slopes.
        (double[] mean, double[][] q) = Two(pair.First);
        (double[] otherMean, double[][] p) = Two(pair.Second);
        MeanAndVariance given = BivariateNormal.Conditional(mean[0], mean[1], q[0][0], q[1][1], q[0][1], mean[1]);
        MeanAndVariance otherGiven = BivariateNormal.Conditional(
            otherMean[0], otherMean[1], p[0][0], p[1][1], p[0][1], mean[1]);
        double slope = (q[0][1] / q[1][1]) - (p[0][1] / p[1][1]);
        double chain = KullbackLeibler.Normal(mean[1], Math.Sqrt(q[1][1]), otherMean[1], Math.Sqrt(p[1][1]))
            + KullbackLeibler.Normal(given.Mean, Math.Sqrt(given.Variance), otherGiven.Mean, Math.Sqrt(otherGiven.Variance))
            + (0.5 * slope * slope * q[1][1] / otherGiven.Variance);
        Assert.Equal(chain, KullbackLeibler.MultivariateNormal(mean, q, otherMean, p), Tolerance(pair));
    }

    [Property]
    public void The_gradient_in_the_mean_is_the_precision_times_the_difference(PositiveMatrix law)
    {
        double[] step = [.. Enumerable.Range(0, law.Size).Select(law.Scale)];
        double[] Moved(double sign) => [.. law.Vector.Select((x, i) => x + (sign * step[i]))];
        double up = KullbackLeibler.MultivariateNormal(Moved(1), law.Rows, law.Other, law.Rows);
        double down = KullbackLeibler.MultivariateNormal(Moved(-1), law.Rows, law.Other, law.Rows);
        // A parabola in the mean: a central difference of any step is its derivative.
        double[] y = Cholesky.Solve(law.Rows, [.. Moved(1).Zip(Moved(-1), (a, b) => a - b)]);
        double expected = y.Zip(law.Vector.Zip(law.Other, (a, b) => a - b), (a, b) => a * b).Sum();
        Assert.Equal(expected, up - down, 8 * law.Roundings * (1 + up + down) * law.Condition);
    }

    [Property]
    public void A_library_of_another_origin_agrees(PairOfMatrices pair)
    {
        DenseMatrix q = DenseMatrix.OfRowArrays(pair.First.Rows), p = DenseMatrix.OfRowArrays(pair.Second.Rows);
        var d = DenseVector.OfEnumerable(pair.First.Vector.Zip(pair.Second.Vector, (a, b) => a - b));
        double theirs = 0.5 * (p.Solve(q).Trace() - pair.First.Size + (d * p.Solve(d))
            + p.Cholesky().DeterminantLn - q.Cholesky().DeterminantLn);
        Assert.Equal(theirs, Divergence(pair), Tolerance(pair) * pair.Second.Condition);
    }

    [Fact]
    public void Small_divergences_keep_their_digits()
    {
        // The identity against a correlation c: c^2 / (1 - c^2) + ln(1 - c^2) / 2, which is about c^2 / 2.
        foreach (double c in new[] { 1e-3, 1e-6, 1e-100 })
        {
            double expected = (c * c / (1 - (c * c))) + (0.5 * LogOnePlus.Value(-c * c));
            Assert.Equal(
                expected, KullbackLeibler.MultivariateNormal(Origin, Identity, Origin, [[1, c], [c, 1]]), 8 * U * expected);
        }
    }

    [Theory]
    [MemberData(nameof(TestDevices.Choices), MemberType = typeof(TestDevices))]
    public void A_kernel_names_the_argument_of_another_shape(string choice)
    {
        Device device = TestDevices.Get(choice);
        using DeviceArray<double> one = device.Allocate<double>(1);
        using DeviceArray<double> two = device.Allocate<double>(2);
        using DeviceArray<double> four = device.Allocate<double>(4);
        void Call(
            DeviceArray<double> mean,
            DeviceArray<double> otherMean,
            DeviceArray<double> otherCovariance,
            DeviceArray<double> ratio,
            DeviceArray<double> otherFactor,
            DeviceArray<double> shift,
            DeviceArray<double> divergence,
            int size = 2) => KullbackLeiblerKernels.MultivariateNormal(
                device, size, mean, four, otherMean, otherCovariance, ratio, otherFactor, shift, divergence);
        var table = new Dictionary<string, Action>
        {
            ["size: size is 0; it must be at least 1."] = () => Call(two, two, four, four, four, two, one, size: 0),
            ["covariance: covariance has 4 elements; it must have a multiple of 9, 3 rows of 3 for each matrix."] =
                () => Call(two, two, four, four, four, two, one, size: 3),
            ["mean: mean has 4 elements; it must have 2."] = () => Call(four, two, four, four, four, two, one),
            ["other mean: otherMean has 4 elements; it must have 2."] = () => Call(two, four, four, four, four, two, one),
            ["other covariance: otherCovariance has 2 elements; it must have 4."] =
                () => Call(two, two, two, four, four, two, one),
            ["ratio: ratio has 2 elements; it must have 4."] = () => Call(two, two, four, two, four, two, one),
            ["other factor: otherFactor has 2 elements; it must have 4."] = () => Call(two, two, four, four, two, two, one),
            ["shift: shift has 1 elements; it must have 2."] = () => Call(two, two, four, four, four, one, one),
            ["divergence: divergence has 2 elements; it must have 1."] = () => Call(two, two, four, four, four, two, two),
        };
        Assert.All(table.Keys, row => Refusals.Check(table, row));
    }

    private static double Divergence(PairOfMatrices pair) => KullbackLeibler.MultivariateNormal(
        pair.First.Vector, pair.First.Rows, pair.Second.Vector, pair.Second.Rows);

    private static (double[] Mean, double[][] Covariance) Two(PositiveMatrix law) =>
        (law.Vector[..2], [law.Rows[0][..2], law.Rows[1][..2]]);

    // tr(P^-1 Q) is at most twice the divergence, n and the logarithms, of at most 60 each; both factors lose their condition.
    private static double Tolerance(PairOfMatrices pair) => 8 * (pair.First.Roundings + pair.Second.Roundings)
        * ((2 * Divergence(pair)) + (62 * pair.First.Size)) * Math.Max(pair.First.Condition, pair.Second.Condition);
}
