using BayesBench.Kernels;
using BayesBench.Kernels.Inference;
using BayesBench.Reference.Inference;
using BayesBench.Reference.Numerics;
using ILGPU;

namespace BayesBench.Agreements.Inference;

/// <summary>Bayesian linear regression and its kernels.</summary>
public sealed class BayesianLinearRegressionAgreement : ITopic
{
    private const double Flat = double.PositiveInfinity;

    // The deck's F37: two weights, three data.
    private static readonly object[] Deck =
        [new[] { new[] { 1.0, 0.0 }, [1.0, 1.0], [1.0, 2.0] }, new[] { 1.0, 2.0, 2.0 }, 0.25, new[] { 0.0, 0.0 }, 2.0];

    private static readonly object[] One = [new[] { new[] { 0.5 } }, new[] { 0.75 }, 1.0, new[] { -0.25 }, 1.0];

    private static readonly object[] MoreWeightsThanData =
        [new[] { new[] { 1.0, 2.0, -1.0 } }, new[] { 3.0 }, 0.5, new[] { 0.0, 1.0, 0.0 }, 4.0];

    private static readonly object[] LeastSquares = [.. Deck[..4], Flat];

    /// <inheritdoc />
    public static IEnumerable<Agreement> Agreements =>
    [
        new Agreement(
            BayesianLinearRegression.SufficientStatistics,
            SufficientStatistics,
            DataOfManyShapes,
            new ErrorBound(
                "products of floats are exact in double; the kernel adds up chunks, then their sums, the reference rounds once",
                (call, _, position) => (Math.Min(((double[])call[1]).Length, 1024) + (((double[])call[1]).Length / 1024) + 1)
                    * ErrorBound.DoubleU * TermsOfStatistics(call, position))
            {
                Terms = (call, _, position) => TermsOfStatistics(call, position),
            })
        {
            Edges = [Deck[..2], One[..2], [new[] { new double[] { 3e38f, 1e-38f } }, new double[] { 3e38f }]],
            Calls = 96,
        },
        new Agreement(
            BayesianLinearRegression.Posterior,
            (device, batch) => Posterior(device, batch),
            Model,
            new ErrorBound(
                "backward errors of precision, factor and QR, through the inverse of the precision scaled to a diagonal of 1",
                (call, expected, position) => WithinPosterior(RegressionErrors.Of(call), expected, position, isTerms: false))
            {
                Terms = (call, expected, position) => WithinPosterior(RegressionErrors.Of(call), expected, position, isTerms: true),
            })
        {
            Edges = [Deck, One, MoreWeightsThanData, LeastSquares],
            Calls = 1024,
        },
        new Agreement(
            BayesianLinearRegression.Update,
            (device, batch) =>
            {
                int columns = batch.Length(0);
                BayesianLinearRegressionKernels.Update(
                    device,
                    batch.In(0),
                    batch.In(1),
                    batch.In(2),
                    batch.In(3),
                    batch.In(4),
                    batch.Out<double>(columns),
                    batch.OutMatrix<double>(columns, columns));
            },
            source =>
            {
                object[] model = Model(source);
                return [model[3], Covariance(source, ((double[])model[3]).Length), model[0], model[1], model[2]];
            },
            new ErrorBound(
                "as for the posterior; the prior's precision, the inverse of a covariance, errs by that one's condition",
                (call, expected, position) => WithinPosterior(RegressionErrors.OfUpdate(call), expected, position, isTerms: false))
            {
                Terms = (call, expected, position) => WithinPosterior(RegressionErrors.OfUpdate(call), expected, position, isTerms: true),
            })
        {
            Edges =
            [
                [new[] { 0.0, 0.0 }, new[] { new[] { 2.0, 0.0 }, [0.0, 2.0] }, .. Deck[..3]],
                [new[] { 1.0 }, new[] { new[] { 0.5 } }, .. One[..3]],
            ],
            Calls = 1024,
        },
        new Agreement(
            BayesianLinearRegression.Predictive,
            (device, batch) =>
            {
                int columns = batch.Length(3);
                ArrayView<double> mean = batch.Upload(new double[batch.Count * columns]);
                ArrayView<double> covariance = batch.Upload(new double[batch.Count * columns * columns]);
                BayesianLinearRegressionKernels.Posterior(
                    device, batch.In(0), batch.In(1), batch.In(2), batch.In(3), batch.In(4), mean, covariance);
                BayesianLinearRegressionKernels.Predictive(
                    device, mean, covariance, batch.In(2), batch.In(5), batch.Out<double>(), batch.Out<double>());
            },
            source =>
            {
                object[] model = Model(source);
                return [.. model, source.Vector(((double[])model[3]).Length, s => s.SignedLogUniform(1e-2, 10))];
            },
            new ErrorBound(
                "the posterior's errors along xNew, and D roundings of each sum on either side",
                (call, expected, position) => WithinPredictive(call, expected, position, isTerms: false))
            {
                Terms = (call, expected, position) => WithinPredictive(call, expected, position, isTerms: true),
            })
        {
            Edges = [[.. Deck, new[] { 1.0, 1.0 }], [.. Deck, new[] { 1.0, 10.0 }], [.. One, new[] { 0.0 }], [.. LeastSquares, new[] { 1.0, 5.0 }]],
            Calls = 1024,
        },
        new Agreement(
            BayesianLinearRegression.LogEvidence,
            (device, batch) =>
            {
                int columns = batch.Length(3);
                ArrayView<double> mean = batch.Upload(new double[batch.Count * columns]);
                ArrayView<double> covariance = batch.Upload(new double[batch.Count * columns * columns]);
                ArrayView<float>[] model = [.. Enumerable.Range(0, 5).Select(batch.In)];
                BayesianLinearRegressionKernels.Posterior(
                    device, model[0], model[1], model[2], model[3], model[4], mean, covariance);
                BayesianLinearRegressionKernels.LogEvidence(
                    device, model[0], model[1], model[2], model[3], model[4], mean, covariance, batch.Out());
            },
            Model,
            new ErrorBound(
                "logarithms in float, 3 roundings each, of deviations rounded once; the rest in double, rounded once",
                (call, expected, _) => ErrorBound.U * (Math.Abs(expected[0]) + Logarithms(call, LogEvidenceDeviations(call)))))
        {
            Edges = [Deck, One, MoreWeightsThanData, LeastSquares],
            Calls = 1024,
        },
        new Agreement(
            BayesianLinearRegression.Elbo,
            (device, batch) => BayesianLinearRegressionKernels.Elbo(
                device,
                batch.In(0),
                batch.In(1),
                batch.In(2),
                batch.In(3),
                batch.In(4),
                batch.In(5),
                batch.In(6),
                batch.Upload(new double[batch.Count * batch.Length(6)]),
                batch.Out()),
            source =>
            {
                object[] model = Model(source);
                int columns = ((double[])model[3]).Length;
                return [.. model, source.Vector(columns, s => s.SignedLogUniform(1e-2, 3)), Covariance(source, columns)];
            },
            new ErrorBound(
                "logarithms in float, 3 roundings each, of deviations rounded once; the rest in double, rounded once",
                (call, expected, _) => ErrorBound.U * (Math.Abs(expected[0]) + Logarithms(call, (double[][])call[6]))))
        {
            Edges =
            [
                [.. Deck, new[] { 0.0, 0.0 }, new[] { new[] { 2.0, 0.0 }, [0.0, 2.0] }],
                [.. One, new[] { 0.25 }, new[] { new[] { (double)1e-6f } }],
                [.. LeastSquares, new[] { 0.0, 0.0 }, new[] { new[] { 1.0, 0.5 }, [0.5, 1.0] }],
            ],
            Calls = 1024,
        },
    ];

    private static void Posterior(Device device, Batch batch)
    {
        int columns = batch.Length(3);
        BayesianLinearRegressionKernels.Posterior(
            device,
            batch.In(0),
            batch.In(1),
            batch.In(2),
            batch.In(3),
            batch.In(4),
            batch.Out<double>(columns),
            batch.OutMatrix<double>(columns, columns));
    }

    // One launch a call: a set of data is large.
    private static void SufficientStatistics(Device device, Batch batch)
    {
        (int rows, int columns) = (batch.Length(1), batch.Length(0) / batch.Length(1));
        ArrayView<double> scratch = batch.Upload(new double[BayesianLinearRegressionKernels.ScratchLength(rows, columns)]);
        ArrayView<float> x = batch.In(0);
        ArrayView<float> y = batch.In(1);
        ArrayView<double> gram = batch.OutMatrix<double>(columns, columns);
        ArrayView<double> moment = batch.Out<double>(columns);
        for (int call = 0; call < batch.Count; call++)
        {
            BayesianLinearRegressionKernels.SufficientStatistics(
                device,
                x.SubView((long)call * rows * columns, (long)rows * columns),
                y.SubView((long)call * rows, rows),
                scratch,
                gram.SubView((long)call * columns * columns, (long)columns * columns),
                moment.SubView((long)call * columns, columns));
        }
    }

    private static object[] DataOfManyShapes(InputSource source)
    {
        int columns = source.Pick(1, 2, 3, 8, 16, 24);
        int rows = source.Pick(1, 2, 3, 5, 17, source.Integer(0, 9) == 0 ? 2500 : 40);
        return
        [
            source.Matrix(rows, columns, s => s.SignedLogUniform(1e-2, 1e2)),
            source.Vector(rows, s => s.SignedLogUniform(1e-2, 1e2)),
        ];
    }

    // Few data and many, features of different sizes, noise and prior of any.
    private static object[] Model(InputSource source)
    {
        int columns = source.Pick(1, 2, 3, 5);
        int rows = source.Pick(1, 2, 4, 9);
        double[] sizes = source.Vector(columns, s => s.LogUniform(0.1, 10));
        double[][] x = [.. Enumerable.Range(0, rows).Select(_ => sizes.Select(size => (double)(float)(size * source.Normal())).ToArray())];
        return
        [
            x,
            source.Vector(rows, s => s.SignedLogUniform(1e-2, 10)),
            source.LogUniform(1e-2, 10),
            source.Vector(columns, s => s.SignedLogUniform(1e-2, 1)),
            source.LogUniform(1e-2, 1e2),
        ];
    }

    // Symmetric in float, and far from singular: a diagonal, and products of normal numbers.
    private static double[][] Covariance(InputSource source, int size)
    {
        double[][] root = source.Matrix(size, size, s => s.Normal());
        double[] scales = source.Vector(size, s => s.LogUniform(0.1, 2));
        return
        [
            .. Enumerable.Range(0, size).Select(i => (double[])[.. Enumerable.Range(0, size).Select(j =>
                (double)(float)(scales[i] * scales[j] * ((i == j ? 0.5 : 0) + (root[i].Zip(root[j], (a, b) => a * b).Sum() / size))))]),
        ];
    }

    private static double TermsOfStatistics(object[] call, int position)
    {
        (double[][] x, double[] y) = ((double[][])call[0], (double[])call[1]);
        int columns = x[0].Length;
        return position < columns * columns
            ? x.Sum(row => Math.Abs(row[position / columns] * row[position % columns]))
            : x.Select((row, n) => Math.Abs(row[position - (columns * columns)] * y[n])).Sum();
    }

    private static double WithinPosterior(RegressionErrors errors, double[] expected, int position, bool isTerms)
    {
        // Mean and covariance behind one another: D + D^2 numbers.
        int columns = (int)Math.Sqrt(expected.Length);
        if (position < columns)
        {
            return isTerms ? errors.TermsOfMean(expected, position) : errors.OfMean(expected, position);
        }

        (int i, int j) = Math.DivRem(position - columns, columns);
        return isTerms ? errors.TermsOfCovariance(i, j) : errors.OfCovariance(i, j);
    }

    private static double WithinPredictive(object[] call, double[] expected, int position, bool isTerms)
    {
        RegressionErrors errors = RegressionErrors.Of(call);
        double[] xNew = (double[])call[5];
        if (position == 1)
        {
            return isTerms
                ? expected[1] + Math.Pow(errors.Reach(xNew), 2)
                : errors.OfQuadraticForm(xNew) + (3 * ErrorBound.DoubleU * expected[1]);
        }

        double[] mean = BayesianLinearRegression.Posterior(
            (double[][])call[0], (double[])call[1], (double)call[2], (double[])call[3], (double)call[4]).Mean;
        return xNew.Select((x, i) => Math.Abs(x) * (isTerms
            ? errors.TermsOfMean(mean, i) + Math.Abs(mean[i])
            : errors.OfMean(mean, i) + (2 * xNew.Length * ErrorBound.DoubleU * Math.Abs(mean[i])))).Sum();
    }

    private static double[][] LogEvidenceDeviations(object[] call) => BayesianLinearRegression.Posterior(
        (double[][])call[0], (double[])call[1], (double)call[2], (double[])call[3], (double)call[4]).Covariance;

    // Half of: 3 roundings of the logarithms of noise and prior, 2 + 6 of twice those of the deviations.
    private static double Logarithms(object[] call, double[][] covariance)
    {
        double ofNoise = ((double[])call[1]).Length * 3 * Math.Abs(Math.Log((double)call[2]));
        double ofDeviations = Cholesky.Factor(covariance).Select((row, i) => 2 + (6 * Math.Abs(Math.Log(row[i])))).Sum();
        double ofPrior = covariance.Length * 3 * Math.Abs(Math.Log((double)call[4]));
        return 0.5 * (ofNoise + ofDeviations + ofPrior);
    }
}
