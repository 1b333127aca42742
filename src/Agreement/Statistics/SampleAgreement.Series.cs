using BayesBench.Kernels.Statistics;
using BayesBench.Reference.Statistics;

namespace BayesBench.Agreements.Statistics;

/// <content>Covariance matrices, quantiles and autocorrelations.</content>
public sealed partial class SampleAgreement
{
    private static IEnumerable<Agreement> Series =>
    [
        new Agreement(
            Sample.CovarianceMatrix,
            (device, batch) =>
            {
                double[][] shape = batch.Shared<double[][]>(0);
                (int rows, int columns) = (shape.Length, shape[0].Length);
                SampleKernels.CovarianceMatrix(device, rows, columns, batch.In(0), batch.OutMatrix<float>(columns, columns));
            },
            source =>
            {
                (int rows, int columns) = source.Pick((2, 1), (2, 3), (17, 2), (100, 5), (33, 8));
                double[] offset = source.Vector(columns, s => s.Pick(0.0, s.SignedLogUniform(1.0, 1e6)));
                return
                [
                    Enumerable.Range(0, rows)
                        .Select(_ => offset.Select(o => (double)(float)(o + source.Normal())).ToArray()).ToArray(),
                ];
            },
            new ErrorBound(
                "deviations and sums in double, rounded once to float",
                (call, _, i) => 1.001 * ErrorBound.U * ColumnProducts((double[][])call[0], i))
            {
                Terms = (call, _, i) => ColumnProducts((double[][])call[0], i),
            })
        {
            Edges =
            [
                [new double[][] { [1.0], [1.0] }], [new double[][] { [1.0, -1.0], [2.0, -2.0] }],
                [new double[][] { [1e8, 1.0], [1e8 + 8, 2.0], [1e8 + 16, 0.0] }],
            ],
            Calls = 512,
        },
        new Agreement(
            Sample.Quantile,
            (device, batch) => SampleKernels.Quantile(device, batch.In(0), batch.In(1), batch.Out()),
            source =>
            {
                double[] sample = Draw(source, 1);
                sample[source.Integer(0, sample.Length - 1)] = sample[0];
                double share = (double)source.Integer(0, sample.Length) / sample.Length;
                return [sample, source.Integer(0, 1) == 0 ? (double)(float)share : source.Uniform(0, 1)];
            },
            ErrorBound.Exact("counts and one division of integers in double, the same on both sides"))
        {
            Edges =
            [
                .. new[] { 0.0, 1e-42f, 0.25, 0.5, 0.50000006f, 0.75, 0.99999994f, 1.0 }.SelectMany(p => new object[][]
                {
                    [new[] { -3.5 }, p], [new[] { 3.0, -1.0, 2.0, -2.0 }, p], [new[] { 0.0, -0.0, 1e-45f, -1e-45f }, p],
                    [new[] { -3e38f, 3e38f, -3e38, 3e38 }, p], [Ramp(16), p],
                }),
            ],
            Calls = 512,
        },
        new Agreement(
            Sample.Autocorrelation,
            (device, batch) => SampleKernels.Autocorrelation(device, batch.In(0), batch.Length(0), batch.Out()),
            source => [Draw(source, 2)],
            new ErrorBound(
                "both sums in double, 2 roundings a term, and n of the mean, which moves each of them by a share of its own "
                + "size; the quotient rounded once to float",
                (call, expected, _) => (1.001 * ErrorBound.U * Math.Abs(expected[0]))
                    + (8 * ((double[])call[0]).Length * ErrorBound.DoubleU))
            {
                Terms = (_, _, _) => 1,
            })
        {
            Edges = [[new[] { 1.0, 2.0 }], [new[] { 1.0, 1.0 }], [Ramp(16)], [Ramp(33)], [new[] { 1.0, -1.0, 1.0, -1.0, 1.0 }]],
            Calls = 512,
        },
    ];

    private static double ColumnProducts(double[][] data, int component)
    {
        int columns = data[0].Length;
        return Products(
            Array.ConvertAll(data, row => row[component / columns]), Array.ConvertAll(data, row => row[component % columns]));
    }
}
