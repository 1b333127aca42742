using System.Runtime.CompilerServices;
using BayesBench.Agreements.Numerics;
using BayesBench.Kernels;
using BayesBench.Kernels.Probability;
using BayesBench.Reference.Numerics;
using BayesBench.Reference.Probability;
using BayesBench.Reference.Random;
using ILGPU;

namespace BayesBench.Agreements.Probability;

/// <summary>The normal law of several coordinates and its kernels, in double on both sides.</summary>
public sealed class MultivariateNormalAgreement : ITopic
{
    private const double HalfLogTwoPi = 0.91893853320467274178;

    // A bound is asked for every number of an answer.
    private static readonly ConditionalWeakTable<object[], ConditionalErrors> Conditionals = [];
    private static readonly ConditionalWeakTable<object[], double[]> DrawSizes = [];

    /// <inheritdoc />
    public static IEnumerable<Agreement> Agreements =>
    [
        new Agreement(
            MultivariateNormal.LogDensity,
            LogDensities,
            source => Law(source, n => source.Vector(n, s => s.SignedLogUniform(1e-2, 1e2))),
            InDouble(
                "each side solves (L + F) z = x - mean, L the factor of A + E: the square is that of A + E, |E| <= (3 n + 1) u |L| |L^T|; "
                + "fewer roundings of n logarithms and the sums",
                n => (3 * n) + 1,
                (call, _) => LogDensityTerms((double[])call[0], (double[])call[1], (double[][])call[2]),
                call => (double[])call[0]))
        {
            Edges =
            [
                .. SymmetricMatrices.Edges.Select(matrix => new object[] { Alternating(matrix.Length), new double[matrix.Length], matrix }),
                [new[] { 3.0, -2.0 }, new[] { 3.0, -2.0 }, SymmetricMatrices.Of(2, (i, j) => i == j ? 1 : 0.5)],
            ],
            Calls = 256,
        },
        new Agreement(
            MultivariateNormal.Entropy,
            (device, batch) =>
            {
                int n = ((double[][])batch.Call(0)[0]).Length;
                MultivariateNormalKernels.Entropy(
                    device, n, batch.In<double>(0), batch.Upload(new double[batch.Count * n * n]), batch.Out<double>());
            },
            source => [SymmetricMatrices.Draw(source, SymmetricMatrices.Size(source))],
            InDouble(
                "as half the log-determinant: |E| <= (n + 2) u |L| |L^T|, n logarithms, n + 1 additions",
                n => n + 2,
                (call, _) => EntropyTerms((double[][])call[0]),
                call => (double[][])call[0]))
        {
            Edges = [.. SymmetricMatrices.Edges.Select(matrix => new object[] { matrix })],
            Calls = 1024,
        },
        new Agreement(
            MultivariateNormal.Marginal,
            (device, batch) =>
            {
                int n = batch.Length(0), k = batch.Length(2);
                MultivariateNormalKernels.Marginal(
                    device, n, batch.In<double>(0), batch.In<double>(1), batch.In<int>(2), batch.Out<double>(k), batch.OutMatrix<double>(k, k));
            },
            source =>
            {
                object[] law = Law(source);
                int n = ((double[])law[0]).Length;
                return [.. law, Some(source, n, source.Integer(1, n))];
            },
            ErrorBound.Exact("nothing is computed"))
        {
            Edges = [[new[] { 1.0, 2.0, 3.0 }, SymmetricMatrices.Pascal(3), new[] { 2, 0, 1 }]],
            Calls = 256,
        },
        new Agreement(
            MultivariateNormal.Conditional,
            (device, batch) =>
            {
                int n = batch.Length(0), k = batch.Length(2), rest = n - k;
                int[] order = [.. Enumerable.Range(0, batch.Count).SelectMany(call => ConditionalErrors.Order(n, batch.At<int[]>(call, 2)))];
                MultivariateNormalKernels.Conditional(
                    device,
                    n,
                    batch.In<double>(0),
                    batch.In<double>(1),
                    batch.Upload(order),
                    batch.In<double>(3),
                    batch.Upload(new double[batch.Count * n * n]),
                    batch.Upload(new double[batch.Count * k]),
                    batch.Out<double>(rest),
                    batch.OutMatrix<double>(rest, rest));
            },
            source =>
            {
                object[] law = Law(source, 2);
                int n = ((double[])law[0]).Length;
                int[] observed = Some(source, n, source.Integer(1, n - 1));
                return [.. law, observed, source.Vector(observed.Length, s => s.SignedLogUniform(1e-2, 1e2))];
            },
            InDouble(
                "each side has the conditional law of A + E, |E| <= (3 n + 1) u |L| |L^T|, and adds up n products",
                n => (4 * n) + 2,
                (call, i) => Conditionals.GetValue(call, one => new ConditionalErrors(one))[i],
                call => (double[])call[0]))
        {
            Edges =
            [
                [new[] { 0.0, 0.0 }, SymmetricMatrices.Of(2, (i, j) => i == j ? 4 - (3 * i) : 1.2f), new[] { 1 }, new[] { 1.0 }],
                [new[] { 1.0, -1.0 }, SymmetricMatrices.NearlySingular(2, 1.1920929e-7f), new[] { 0 }, new[] { 3.0 }],
                [Alternating(8), SymmetricMatrices.Pascal(8), new[] { 7, 0, 3 }, new[] { 1.0, 2.0, -1.0 }],
                [Alternating(16), SymmetricMatrices.Walk(16), new[] { 15, 2 }, new[] { 0.5, -4.0 }],
            ],
            Calls = 1024,
        },
        new Agreement(
            MultivariateNormal.Draw,
            DrawsOfEach,
            source => [.. Law(source), .. Draws.Arguments(source)],
            new ErrorBound(
                "a standard normal number 7 roundings of a float, see BoxMuller; one of the sum, which is taken in double",
                (call, expected, i) => ErrorBound.U * (Math.Abs(expected[i]) + (7 * DrawSizes.GetValue(call, DrawTerms)[i]))))
        {
            Edges =
            [
                // Three coordinates take more blocks than there are at the end.
                .. Draws.Edges().Take(8).Select(edge => (object[])[Alternating(3), SymmetricMatrices.Pascal(3), .. edge]),
                .. Draws.Edges().Select(edge => (object[])[Alternating(1), SymmetricMatrices.Of(1, (_, _) => 0.25), .. edge]),
            ],
            Calls = Draws.Calls,
        },
    ];

    private static void LogDensities(Device device, Batch batch)
    {
        int n = batch.Length(0);
        ArrayView<double> x = batch.In<double>(0);
        ArrayView<double> mean = batch.In<double>(1);
        ArrayView<double> covariance = batch.In<double>(2);
        ArrayView<double> factor = batch.Upload(new double[n * n]);
        ArrayView<double> peak = batch.Upload(new double[1]);
        ArrayView<double> whitened = batch.Upload(new double[n]);
        ArrayView<double> logDensity = batch.Out<double>();
        for (int call = 0; call < batch.Count; call++)
        {
            MultivariateNormalKernels.LogDensity(
                device,
                x.SubView(call * n, n),
                mean.SubView(call * n, n),
                covariance.SubView(call * n * n, n * n),
                factor,
                peak,
                whitened,
                logDensity.SubView(call, 1));
        }
    }

    private static void DrawsOfEach(Device device, Batch batch)
    {
        int n = batch.Length(0);
        ArrayView<double> mean = batch.In<double>(0);
        ArrayView<double> covariance = batch.In<double>(1);
        ArrayView<double> factor = batch.Upload(new double[n * n]);
        ArrayView<float> normals = batch.Upload(new float[n * batch.Shared<int>(5)]);
        ArrayView<float> draws = batch.OutMatrix<float>(batch.Shared<int>(5), n);
        for (int call = 0; call < batch.Count; call++)
        {
            var origin = new Draws.Origin(batch, call);
            MultivariateNormalKernels.Draw(
                device,
                mean.SubView(call * n, n),
                covariance.SubView(call * n * n, n * n),
                origin.Key(2),
                origin.Stream(3),
                origin.Block(4),
                factor,
                normals,
                draws.SubView(call * normals.Length, normals.Length));
        }
    }

    // Both sides err by as much: twice the roundings of one.
    private static ErrorBound InDouble(
        string analysis, Func<int, double> roundings, Func<object[], int, double> terms, Func<object[], Array> coordinates) => new(
        analysis,
        (call, _, i) => 2 * roundings(coordinates(call).Length) * ErrorBound.DoubleU * terms(call, i))
        {
            Terms = (call, _, i) => terms(call, i),
        };

    private static double LogDensityTerms(double[] x, double[] mean, double[][] covariance)
    {
        var errors = FactorErrors.Of(covariance);
        double square = errors.QuadraticForm([.. x.Zip(mean, (a, b) => a - b)]);
        return (0.5 * (square + errors.LogDeterminant + errors.Logarithms)) + (x.Length * HalfLogTwoPi);
    }

    private static double EntropyTerms(double[][] covariance)
    {
        var errors = FactorErrors.Of(covariance);
        return (0.5 * (errors.LogDeterminant + errors.Logarithms)) + (covariance.Length * (HalfLogTwoPi + 0.5));
    }

    // What the products of each coordinate of each draw add up to, in size.
    private static double[] DrawTerms(object[] call)
    {
        double[][] factor = Cholesky.Factor((double[][])call[1]);
        int n = factor.Length;
        double[] z = BoxMuller.Fill((PhiloxKey)call[2], (uint)call[3], (ulong)call[4], (int)call[5] * n);
        return [.. z.Select((_, at) => factor[at % n].Select((l, k) => l == 0 ? 0 : Math.Abs(l * z[at - (at % n) + k])).Sum())];
    }

    // So many of the n coordinates, in any order.
    private static int[] Some(InputSource source, int n, int count) =>
        [.. Enumerable.Range(0, n).OrderBy(_ => source.Word()).Take(count)];

    private static object[] Law(InputSource source, int least = 1)
    {
        int n = Math.Max(least, SymmetricMatrices.Size(source));
        return [source.Vector(n, s => s.SignedLogUniform(1e-2, 1e2)), SymmetricMatrices.Draw(source, n)];
    }

    private static object[] Law(InputSource source, Func<int, double[]> point)
    {
        object[] law = Law(source);
        return [point(((double[])law[0]).Length), .. law];
    }

    private static double[] Alternating(int n) => [.. Enumerable.Range(1, n).Select(i => (double)(float)((1 - (2 * (i % 2))) / (double)i))];
}
