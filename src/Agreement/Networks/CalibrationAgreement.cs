using BayesBench.Agreements.Probability;
using BayesBench.Kernels.Networks;
using BayesBench.Reference.Networks;
using ILGPU;

namespace BayesBench.Agreements.Networks;

/// <summary>Scores of predictive probabilities and their kernels; a launch is a call's, one data set.</summary>
public sealed class CalibrationAgreement : ITopic
{
    private static readonly (double[][] Probabilities, int[] Labels)[] EdgeSets =
    [
        ([[1]], [0]), ([[0, 1]], [1]), ([[0.5, 0.5]], [0]), ([[0.5, 0.5]], [1]), ([[0.25, 0.75], [0.25, 0.75]], [0, 1]),
        ([[0.5, 0.25, 0.25], [0, 0, 1], [0.25, 0.25, 0.5]], [0, 1, 2]),
    ];

    private static readonly int[] EdgeBins = [1, 2, 4, 15];

    /// <inheritdoc />
    public static IEnumerable<Agreement> Agreements =>
    [
        new Agreement(
            Calibration.LogLikelihood,
            (device, batch) => EachCall(batch, (probabilities, labels, result) =>
                CalibrationKernels.LogLikelihood(device, probabilities, labels, result)),
            source => Draw(source, certain: false),
            new ErrorBound(
                "a logarithm 2 roundings; summed in double, rounded once",
                (_, expected, i) => 3 * ErrorBound.U * Math.Abs(expected[i])))
        {
            Calls = Calls,
            Edges = [.. EdgeSets.Select(set => new object[] { set.Probabilities, set.Labels })],
        },
        new Agreement(
            Calibration.BrierScore,
            (device, batch) => EachCall(batch, (probabilities, labels, result) =>
                CalibrationKernels.BrierScore(device, probabilities, labels, result)),
            source => Draw(source, certain: true),
            new ErrorBound(
                "in double on both sides, where no term is negative; rounded once",
                (call, expected, i) => InDouble(call, expected[i], expected[i])))
        {
            Calls = Calls,
            Edges = [.. EdgeSets.Select(set => new object[] { set.Probabilities, set.Labels })],
        },
        new Agreement(
            Calibration.ExpectedCalibrationError,
            (device, batch) => EachCall(batch, (probabilities, labels, result) =>
                CalibrationKernels.ExpectedCalibrationError(device, batch.Shared<int>(2), probabilities, labels, result)),
            source => [.. Draw(source, certain: true), source.Pick(1, 2, 10, 15)],
            new ErrorBound(
                "bins the same, since a float times their number is exact in double; sums in double on both sides, rounded once",
                (call, expected, i) => InDouble(call, expected[i], 1)))
        {
            Calls = Calls,
            Edges =
            [
                .. from set in EdgeSets
                   from bins in EdgeBins
                   select new object[] { set.Probabilities, set.Labels, bins },
            ],
        },
    ];

    private static int Calls => 256;

    private static object[] Draw(InputSource source, bool certain)
    {
        (int rows, int classes) = source.Pick((1, 1), (1, 3), (7, 2), (33, 10), (100, 5));
        double[][] probabilities = [.. Enumerable.Range(0, rows).Select(_ => Probabilities.Distribution(source, classes))];
        // What came had a probability, where its logarithm is asked for.
        int[] labels = Array.ConvertAll(probabilities, row =>
        {
            int label = source.Integer(0, classes - 1);
            return certain || row[label] > 0 ? label : Array.FindIndex(row, p => p > 0);
        });
        return [probabilities, labels];
    }

    private static double InDouble(object[] call, double expected, double terms)
    {
        int additions = ((int[])call[1]).Length + ((double[][])call[0])[0].Length;
        return (ErrorBound.U * expected) + (2 * (additions + 4) * ErrorBound.DoubleU * terms);
    }

    private static void EachCall(Batch batch, Action<ArrayView<float>, ArrayView<int>, ArrayView<float>> launch)
    {
        (ArrayView<float> probabilities, ArrayView<int> labels) = (batch.In(0), batch.In<int>(1));
        ArrayView<float> results = batch.Out();
        (int elements, int rows) = (batch.Length(0), batch.Length(1));
        for (int c = 0; c < batch.Count; c++)
        {
            launch(probabilities.SubView(c * elements, elements), labels.SubView(c * rows, rows), results.SubView(c, 1));
        }
    }
}
