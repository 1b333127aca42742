using BayesBench.Kernels.Numerics;
using BayesBench.Reference.Numerics;

namespace BayesBench.Agreements.Numerics;

/// <summary>The Cholesky factorisation and its kernels, in double on both sides.</summary>
public sealed class CholeskyAgreement : ITopic
{
    /// <inheritdoc />
    public static IEnumerable<Agreement> Agreements =>
    [
        new Agreement(
            Cholesky.Factor,
            (device, batch) =>
            {
                int n = Size(batch);
                CholeskyKernels.Factor(device, n, batch.In<double>(0), batch.OutMatrix<double>(n, n));
            },
            source => [SymmetricMatrices.Draw(source, SymmetricMatrices.Size(source))],
            Of(
                "each side factors A + E, |E| <= (n + 2) u |L| |L^T|; what E does to L, to first order",
                n => n + 2,
                (call, i) => Errors(call).Factor(i / Size(call), i % Size(call))))
        {
            Edges = [.. SymmetricMatrices.Edges.Select(matrix => new object[] { matrix })],
            Calls = 1024,
        },
        new Agreement(
            Cholesky.LogDeterminant,
            (device, batch) =>
            {
                int n = Size(batch);
                CholeskyKernels.LogDeterminant(
                    device, n, batch.In<double>(0), batch.Upload(new double[batch.Count * n * n]), batch.Out<double>());
            },
            source => [SymmetricMatrices.Draw(source, SymmetricMatrices.Size(source))],
            Of(
                "each side factors A + E, |E| <= (n + 2) u |L| |L^T|; n logarithms of one unit in the last place, n - 1 additions",
                n => n + 2,
                (call, _) => Errors(call).LogDeterminant + Errors(call).Logarithms))
        {
            Edges = [.. SymmetricMatrices.Edges.Select(matrix => new object[] { matrix })],
            Calls = 1024,
        },
        new Agreement(
            Cholesky.Solve,
            (device, batch) =>
            {
                int n = Size(batch);
                CholeskyKernels.Solve(
                    device,
                    n,
                    batch.In<double>(0),
                    batch.In<double>(1),
                    batch.Upload(new double[batch.Count * n * n]),
                    batch.Out<double>(n));
            },
            source =>
            {
                int n = SymmetricMatrices.Size(source);
                return [SymmetricMatrices.Draw(source, n), source.Vector(n, s => s.SignedLogUniform(1e-2, 1e2))];
            },
            Of(
                "each side solves (A + E) x = right, |E| <= (3 n + 2) u |L| |L^T|",
                n => (3 * n) + 2,
                (call, i) => Errors(call).Solution((double[])call[1])[i]))
        {
            Edges =
            [
                .. SymmetricMatrices.Edges.Select(matrix =>
                    new object[] { matrix, Enumerable.Range(1, matrix.Length).Select(i => (double)(1 - (2 * (i % 2))) / i).ToArray() }),
            ],
            Calls = 1024,
        },
    ];

    private static FactorErrors Errors(object[] call) => FactorErrors.Of((double[][])call[0]);

    private static int Size(object[] call) => ((double[][])call[0]).Length;

    private static int Size(Batch batch) => Size(batch.Call(0));

    // Both sides compute in double and err by as much: twice the roundings of one.
    private static ErrorBound Of(string analysis, Func<int, double> roundings, Func<object[], int, double> terms) => new(
        analysis,
        (call, _, i) => 2 * roundings(Size(call)) * ErrorBound.DoubleU * terms(call, i))
    {
        Terms = (call, _, i) => terms(call, i),
    };
}
