using BayesBench.Properties.Support;
using BayesBench.Reference.Numerics;
using BayesBench.Reference.Probability;
using BayesBench.Reference.Random;
using FsCheck.Xunit;
using MathNet.Numerics.LinearAlgebra.Double;
using Xunit;

namespace BayesBench.Properties.Probability;

[Properties(Arbitrary = [typeof(GaussianGenerators), typeof(Generators)])]
public partial class MultivariateNormalProperties
{
    private const double U = 1.0 / (1L << 53);

    // The deck's example of F27: variances 4 and 1, covariance 1.2.
    private static readonly double[][] Deck = [[4, 1.2], [1.2, 1]];

    private static readonly PhiloxKey Key = PhiloxKey.From(23);

    [Property]
    public void One_coordinate_is_the_normal_law_to_the_bit(Score score, NormalLaw law)
    {
        double variance = law.StandardDeviation * law.StandardDeviation;
        double deviation = Math.Sqrt(variance);
        double x = law.Mean + (score.Value * deviation);
        Assert.Equal(Normal.LogDensity(x, law.Mean, deviation), MultivariateNormal.LogDensity([x], [law.Mean], [[variance]]));
        Assert.Equal(
            Normal.Draw(law.Mean, deviation, Key, 3, 9, 6),
            MultivariateNormal.Draw([law.Mean], [[variance]], Key, 3, 9, 6).Select(draw => draw[0]));
        double entropy = Normal.Entropy(deviation);
        Assert.Equal(entropy, MultivariateNormal.Entropy([[variance]]), 4 * U * (2 + Math.Abs(entropy)));
    }

    [Property]
    public void Independent_coordinates_multiply(PositiveMatrix matrix)
    {
        double[][] diagonal = [.. matrix.Rows.Select((row, i) => row.Select((a, j) => i == j ? a : 0).ToArray())];
        double[] terms = [.. matrix.Vector.Select((x, i) => Normal.LogDensity(x, matrix.Other[i], matrix.Scale(i)))];
        double size = matrix.Vector.Select((x, i) => Math.Pow((x - matrix.Other[i]) / matrix.Scale(i), 2) + 40).Sum();
        Assert.Equal(
            terms.Sum(), MultivariateNormal.LogDensity(matrix.Vector, matrix.Other, diagonal), (matrix.Size + 4) * U * size);
    }

    [Property]
    public void The_order_of_the_coordinates_does_not_matter(SplitMatrix split)
    {
        PositiveMatrix matrix = split.Matrix;
        Assert.Equal(
            MultivariateNormal.LogDensity(matrix.Vector, matrix.Other, matrix.Rows),
            MultivariateNormal.LogDensity(
                Part(matrix.Vector, split.Order), Part(matrix.Other, split.Order), Part(matrix.Rows, split.Order)),
            2 * matrix.ToleranceAt(Difference(matrix.Vector, matrix.Other)));
    }

    [Property]
    public void An_affine_map_moves_the_density_by_the_log_of_its_determinant(PositiveMatrix matrix, sbyte[] powers)
    {
        int Power(int i) => powers.Length == 0 ? 1 : powers[i % powers.Length] / 8;
        double[] Map(double[] x) => [.. x.Select((value, i) => Math.ScaleB(value, Power(i)))];
        double[][] mapped = [.. matrix.Rows.Select((row, i) => Map([.. row.Select(a => Math.ScaleB(a, Power(i)))]))];
        double logDeterminant = Math.Log(2) * Enumerable.Range(0, matrix.Size).Sum(Power);
        // Powers of two round nothing: the factor and the z are the same, only the logarithms and their sum differ.
        Assert.Equal(
            MultivariateNormal.LogDensity(matrix.Vector, matrix.Other, matrix.Rows) - logDeterminant,
            MultivariateNormal.LogDensity(Map(matrix.Vector), Map(matrix.Other), mapped),
            matrix.ToleranceAt(Difference(matrix.Vector, matrix.Other)));
    }

    [Property]
    public void Chain_rule(SplitMatrix split)
    {
        PositiveMatrix matrix = split.Matrix;
        double[] x = matrix.Vector;
        MultivariateNormalLaw first = MultivariateNormal.Marginal(matrix.Other, matrix.Rows, split.First);
        MultivariateNormalLaw rest = MultivariateNormal.Conditional(matrix.Other, matrix.Rows, split.First, Part(x, split.First));
        // The conditional law is worse conditioned than the joint one by at most the joint's condition.
        double tolerance = 4 * matrix.Condition * matrix.ToleranceAt(Difference(x, matrix.Other));
        Assert.Equal(
            MultivariateNormal.LogDensity(x, matrix.Other, matrix.Rows),
            MultivariateNormal.LogDensity(Part(x, split.First), first.Mean, first.Covariance)
                + MultivariateNormal.LogDensity(Part(x, split.Rest), rest.Mean, rest.Covariance),
            tolerance);
    }

    [Property]
    public void Conditioning_and_forgetting_commute(SplitMatrix split)
    {
        PositiveMatrix matrix = split.Matrix;
        double[] values = Part(matrix.Vector, split.First);
        int[] kept = split.Rest[..1];
        MultivariateNormalLaw all = MultivariateNormal.Conditional(matrix.Other, matrix.Rows, split.First, values);
        MultivariateNormalLaw late = MultivariateNormal.Marginal(all.Mean, all.Covariance, [0]);
        MultivariateNormalLaw part = MultivariateNormal.Marginal(matrix.Other, matrix.Rows, [.. split.First, .. kept]);
        MultivariateNormalLaw early = MultivariateNormal.Conditional(
            part.Mean, part.Covariance, [.. Enumerable.Range(0, split.Known)], values);
        AssertEqual(early, late, matrix, kept, values, split.First);
    }

    [Property]
    public void Conditioning_twice_is_conditioning_once(SplitMatrix split)
    {
        PositiveMatrix matrix = split.Matrix;
        if (split.Rest.Length < 2)
        {
            return;
        }

        int[] both = [.. split.First, split.Rest[0]];
        MultivariateNormalLaw once = MultivariateNormal.Conditional(
            matrix.Other, matrix.Rows, both, Part(matrix.Vector, both));
        MultivariateNormalLaw one = MultivariateNormal.Conditional(
            matrix.Other, matrix.Rows, split.First, Part(matrix.Vector, split.First));
        MultivariateNormalLaw twice = MultivariateNormal.Conditional(
            one.Mean, one.Covariance, [0], [matrix.Vector[split.Rest[0]]]);
        AssertEqual(once, twice, matrix, split.Rest[1..], Part(matrix.Vector, both), both);
    }

    [Property]
    public void The_gradient_is_minus_the_precision_times_the_distance(PositiveMatrix matrix)
    {
        double[] d = Difference(matrix.Vector, matrix.Other);
        double[] up = [.. matrix.Vector.Select((x, i) => x + matrix.Scale(i))];
        double[] down = [.. matrix.Vector.Select((x, i) => x - matrix.Scale(i))];
        double[] step = Difference(up, down);
        // The log-density is a parabola along any line, so a central difference of any step is its derivative.
        double difference = MultivariateNormal.LogDensity(up, matrix.Other, matrix.Rows)
            - MultivariateNormal.LogDensity(down, matrix.Other, matrix.Rows);
        Assert.Equal(
            -step.Zip(Cholesky.Solve(matrix.Rows, d), (h, y) => h * y).Sum(),
            difference,
            2 * (matrix.ToleranceAt(Difference(up, matrix.Other)) + matrix.ToleranceAt(Difference(down, matrix.Other))));
    }

    [Property]
    public void A_library_of_another_origin_agrees(PositiveMatrix matrix)
    {
        double logDensity = MultivariateNormal.LogDensity(matrix.Vector, matrix.Other, matrix.Rows);
        var library = new MathNet.Numerics.Distributions.MatrixNormal(
            DenseMatrix.OfColumnArrays(matrix.Other), DenseMatrix.OfRowArrays(matrix.Rows), DenseMatrix.CreateIdentity(1));
        double tolerance = 4 * matrix.Condition * matrix.ToleranceAt(Difference(matrix.Vector, matrix.Other));
        if (Math.Abs(logDensity) < 700 && tolerance < 0.1)
        {
            double density = library.Density(DenseMatrix.OfColumnArrays(matrix.Vector));
            Assert.Equal(logDensity, Math.Log(density), tolerance);
        }
    }

    [Fact]
    public void The_normalising_constant_is_the_root_of_det_two_pi_covariance()
    {
        // F17: det(2 pi Sigma) = (2 pi)^2 (4 * 1 - 1.2^2), 101.06475 with the deck's covariance.
        double determinant = Math.Exp(-2 * MultivariateNormal.LogDensity([0, 0], [0, 0], Deck));
        Assert.Equal(4 * Math.PI * Math.PI * 2.56, determinant, 1e-12);
        Assert.Equal(101.06475, determinant, 5e-6);
    }

    [Theory]
    [InlineData(4, 1, 1.2)]
    [InlineData(1, 1, -0.9)]
    public void Mass_mean_covariance_and_entropy_are_those_of_the_density(double first, double second, double covariance)
    {
        double[] mean = [0.5, -1];
        double[][] matrix = [[first, covariance], [covariance, second]];
        // In standard deviations; a panel of four is smooth enough for a rule of 32 points.
        double Expectation(Func<double, double, double, double> f) => Math.Sqrt(first * second) * Quadrature.Integral(
            u => Quadrature.Integral(
                v =>
                {
                    (double x, double y) = (u * Math.Sqrt(first), v * Math.Sqrt(second));
                    double logDensity = MultivariateNormal.LogDensity([mean[0] + x, mean[1] + y], mean, matrix);
                    return Math.Exp(logDensity) * f(x, y, logDensity);
                },
                -10,
                10,
                5),
            -10,
            10,
            5);
        Assert.Equal(1, Expectation((_, _, _) => 1), 1e-12);
        Assert.Equal(0, Expectation((x, y, _) => x + y), 1e-12);
        Assert.Equal(covariance, Expectation((x, y, _) => x * y), 1e-11);
        Assert.Equal(MultivariateNormal.Entropy(matrix), Expectation((_, _, logDensity) => -logDensity), 1e-11);
    }

    [Property]
    public void Draws_do_not_depend_on_how_they_are_cut(PositiveMatrix matrix, byte quarters, byte rest)
    {
        // Four draws of n coordinates take n blocks.
        int cut = 4 * (quarters % 8);
        double[][] whole = MultivariateNormal.Draw(matrix.Other, matrix.Rows, Key, 5, 100, cut + (rest % 9));
        double[][] first = MultivariateNormal.Draw(matrix.Other, matrix.Rows, Key, 5, 100, cut);
        double[][] second = MultivariateNormal.Draw(
            matrix.Other, matrix.Rows, Key, 5, 100UL + (ulong)(cut / 4 * matrix.Size), rest % 9);
        Assert.Equal(whole, first.Concat(second));
    }

    // Absolute in the scales of the coordinates; the mean is also moved by what the values are off, times the condition.
    private static void AssertEqual(
        MultivariateNormalLaw expected, MultivariateNormalLaw actual, PositiveMatrix matrix, int[] kept, double[] values, int[] known)
    {
        double off = values.Zip(known, (value, k) => Math.Abs(value - matrix.Other[k]) / matrix.Scale(k)).Sum();
        double relative = 4 * matrix.Roundings * matrix.Condition;
        for (int i = 0; i < kept.Length; i++)
        {
            double scale = matrix.Scale(kept[i]);
            Assert.Equal(expected.Mean[i], actual.Mean[i], relative * ((scale * (1 + off)) + Math.Abs(matrix.Other[kept[i]])));
            for (int j = 0; j < kept.Length; j++)
            {
                Assert.Equal(expected.Covariance[i][j], actual.Covariance[i][j], relative * scale * matrix.Scale(kept[j]));
            }
        }
    }

    private static double[] Difference(double[] a, double[] b) => [.. a.Zip(b, (x, y) => x - y)];

    private static double[] Part(double[] vector, int[] indices) => [.. indices.Select(i => vector[i])];

    private static double[][] Part(double[][] rows, int[] indices) => [.. indices.Select(i => Part(rows[i], indices))];
}
