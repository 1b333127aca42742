using BayesBench.Agreements.Numerics;
using BayesBench.Kernels.Inference;
using BayesBench.Reference.Inference;
using BayesBench.Reference.Numerics;
using static BayesBench.Agreements.Numerics.Dense;

namespace BayesBench.Agreements.Inference;

/// <summary>The divergence of normal laws of several coordinates and its kernel, in double on both sides.</summary>
public sealed class NormalDivergences : ITopic
{
    /// <inheritdoc />
    public static IEnumerable<Agreement> Agreements =>
    [
        new Agreement(
            KullbackLeibler.MultivariateNormal,
            (device, batch) =>
            {
                int n = batch.Length(0);
                KullbackLeiblerKernels.MultivariateNormal(
                    device,
                    n,
                    batch.In<double>(0),
                    batch.In<double>(1),
                    batch.In<double>(2),
                    batch.In<double>(3),
                    batch.Upload(new double[batch.Count * n * n]),
                    batch.Upload(new double[batch.Count * n * n]),
                    batch.Upload(new double[batch.Count * n]),
                    batch.Out<double>());
            },
            Pair,
            new ErrorBound(
                "each side has the divergence of Q + E and P + F, |E| <= (3 n + 1) u |L| |L^T| and F alike, of first and second order; "
                + "its own terms carry at most 8 roundings each, their sum n^2 + n",
                (call, expected, _) => Bound(call, expected[0]))
            {
                Terms = (call, expected, _) => expected[0] + Terms(call),
            })
        {
            Edges = [.. Edges],
            Calls = 1024,
        },
    ];

    private static IEnumerable<object[]> Edges
    {
        get
        {
            foreach (double[][] matrix in SymmetricMatrices.Edges)
            {
                // Equal laws, and one at a distance of the other.
                double[] zero = new double[matrix.Length];
                yield return [zero, matrix, zero, matrix];
                yield return [zero, matrix, Array.ConvertAll(zero, _ => 1.0), SymmetricMatrices.Walk(matrix.Length)];
            }

            double[][] identity = SymmetricMatrices.Of(2, (i, j) => i == j ? 1 : 0);
            double[] origin = new double[2];
            yield return [origin, identity, origin, SymmetricMatrices.Of(2, (i, j) => i == j ? 1 : 1e-4f)];
            yield return [origin, identity, origin, SymmetricMatrices.Of(2, (i, j) => i == j ? 1.0000001f : 0)];
            yield return [origin, identity, origin, SymmetricMatrices.Of(2, (i, j) => i == j ? 1e30f : 0)];
        }
    }

    private static object[] Pair(InputSource source)
    {
        int n = SymmetricMatrices.Size(source);
        double[][] matrix = SymmetricMatrices.Draw(source, n);
        // Half of the pairs are close to one another.
        double step = source.LogUniform(1e-4, 0.3);
        double[][] other = (source.Word() & 1) == 0
            ? SymmetricMatrices.Draw(source, n)
            : SymmetricMatrices.Of(n, (i, j) => (float)(matrix[i][j] * (i == j ? 1 + step : 1)));
        return
        [
            source.Vector(n, s => s.Normal()), matrix, source.Vector(n, s => s.Normal()), other,
        ];
    }

    private static double Bound(object[] call, double expected)
    {
        int n = ((double[])call[0]).Length;
        double unit = ((3 * n) + 1) * ErrorBound.DoubleU;
        double second = unit * (Condition((double[][])call[1]) + Condition((double[][])call[3]));
        return 2 * ((unit * Terms(call)) + (second * second) + (((n * n) + n + 8) * ErrorBound.DoubleU * expected));
    }

    private static double Condition(double[][] matrix) => FactorErrors.Of(matrix).LogDeterminant;

    // |P^-1 - Q^-1| weighs E, |P^-1 - P^-1 Q P^-1| and the shift weigh F; beside them what the difference of the factors and
    // the logarithms of ratios far from 1 round.
    private static double Terms(object[] call)
    {
        var covariance = (double[][])call[1];
        var q = FactorErrors.Of(covariance);
        var p = FactorErrors.Of((double[][])call[3]);
        double[] d = [.. ((double[])call[0]).Zip((double[])call[2], (a, b) => a - b)];
        double[][] both = Product(Product(p.Precision, covariance), p.Precision);
        double first = Weighed(p.Precision, q.Precision, q.Weights) + Weighed(p.Precision, both, p.Weights);
        return 0.5 * (first + p.QuadraticForm(d)) + Ratios(covariance, (double[][])call[3]);
    }

    private static double Weighed(double[][] a, double[][] b, double[][] weights) =>
        a.Select((row, i) => row.Select((value, j) => Math.Abs(value - b[i][j]) * weights[i][j]).Sum()).Sum();

    private static double Ratios(double[][] covariance, double[][] otherCovariance)
    {
        double[][] factor = Cholesky.Factor(covariance);
        double[][] other = Cholesky.Factor(otherCovariance);
        return factor.Select((row, i) =>
        {
            double ratio = row[i] / other[i][i];
            // Between these the kernel, like the reference, sums a series of the difference.
            return ratio is > 0.85 and < 1.18
                ? 0
                : (ratio * ratio) + 1 + (2 * (Math.Abs(Math.Log(row[i])) + Math.Abs(Math.Log(other[i][i]))));
        }).Sum();
    }
}
