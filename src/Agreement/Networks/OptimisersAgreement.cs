using BayesBench.Kernels.Networks;
using BayesBench.Reference.Networks;
using ILGPU;

namespace BayesBench.Agreements.Networks;

/// <summary>Optimisers and their kernels; a launch is a call's, whose rates it takes.</summary>
public sealed class OptimisersAgreement : ITopic
{
    /// <inheritdoc />
    public static IEnumerable<Agreement> Agreements =>
    [
        new Agreement(
            Optimisers.Adam,
            (device, batch) =>
            {
                var (gradient, parameters, first, second) = (batch.In(1), batch.InOut(0), batch.InOut(2), batch.InOut(3));
                int width = batch.Length(0);
                for (int c = 0; c < batch.Count; c++)
                {
                    double Rate(int argument) => (double)batch.Call(c)[argument];
                    ArrayView<float> Row(ArrayView<float> all) => all.SubView(c * width, width);
                    OptimisersKernels.Adam(
                        device, Row(parameters), Row(gradient), Row(first), Row(second),
                        (int)batch.Call(c)[4], Rate(5), Rate(6), Rate(7), Rate(8));
                }
            },
            source =>
            {
                int width = source.Pick(1, 3, 17);
                return
                [
                    source.Vector(width, s => s.Normal()),
                    source.Vector(width, s => s.SignedLogUniform(1e-3, 1e3)),
                    source.Vector(width, s => s.SignedLogUniform(1e-3, 1e3)),
                    source.Vector(width, s => s.LogUniform(1e-3, 1e3)),
                    source.Integer(1, 1000),
                    0.001, 0.9, 0.999, 1e-8,
                ];
            },
            new ErrorBound(
                "first moment 4 roundings of its terms, second 5; step: the first one's 4, half of the second one's 5 and its correction's 2, 7 of its own",
                Bound))
        {
            Calls = 512,
            Edges = [[new double[] { 1 }, new double[] { 0 }, new double[] { 0 }, new double[] { 0 }, 1, 0.001, 0.9, 0.999, 1e-8]],
        },
        new Agreement(
            Optimisers.Sgd,
            (device, batch) => EachCall(batch, (rows, rates) => OptimisersKernels.Sgd(
                device, rows[0], rows[1], rows[2], rates[0], rates[1])),
            source => Draw(
                source, s => s.SignedLogUniform(1e-3, 1e3), source.LogUniform(1e-4, 1), source.Pick(0, 0.5, 0.9, source.Uniform(0, 0.99))),
            new ErrorBound(
                "velocity 3 roundings of its terms; step: these, its product's and the rate's own",
                (call, expected, i) => ErrorBound.U * SgdTerms(call, expected, i)))
        {
            Calls = 512,
            Edges = [[new double[] { 1 }, new double[] { 0 }, new double[] { 0 }, 0.1, 0.0]],
        },
        new Agreement(
            Optimisers.Adagrad,
            (device, batch) => EachCall(batch, (rows, rates) => OptimisersKernels.Adagrad(
                device, rows[0], rows[1], rows[2], rates[0], rates[1])),
            source => Draw(source, s => s.LogUniform(1e-3, 1e3), source.LogUniform(1e-3, 1), 1e-8),
            new ErrorBound(
                "sum 2 roundings; step: half of these, the root's and its sum's, the quotient's, the product's and the rate's own",
                (call, expected, i) => ErrorBound.U * AdagradTerms(call, expected, i)))
        {
            Calls = 512,
            Edges = [[new double[] { 1 }, new double[] { 0 }, new double[] { 0 }, 0.1, 1e-8]],
        },
    ];

    // Arguments: parameters, which change, the gradient, a memory, which changes, and two rates.
    private static void EachCall(Batch batch, Action<ArrayView<float>[], double[]> step)
    {
        ArrayView<float>[] arrays = [batch.InOut(0), batch.In(1), batch.InOut(2)];
        int width = batch.Length(0);
        for (int c = 0; c < batch.Count; c++)
        {
            step(
                [.. arrays.Select(array => array.SubView(c * width, width))], [batch.At<double>(c, 3), batch.At<double>(c, 4)]);
        }
    }

    private static object[] Draw(InputSource source, Func<InputSource, double> memory, double learningRate, double other)
    {
        int width = source.Pick(1, 3, 17);
        return
        [
            source.Vector(width, s => s.Normal()),
            source.Vector(width, s => s.SignedLogUniform(1e-3, 1e3)),
            source.Vector(width, memory),
            learningRate,
            other,
        ];
    }

    private static double SgdTerms(object[] call, double[] expected, int component)
    {
        int width = ((double[])call[0]).Length;
        int i = component % width;
        double terms = ((double)call[4] * Math.Abs(((double[])call[2])[i])) + Math.Abs(((double[])call[1])[i]);
        return component < width ? ((double)call[3] * terms * 5) + Math.Abs(expected[i]) : 3 * terms;
    }

    private static double AdagradTerms(object[] call, double[] expected, int component)
    {
        int width = ((double[])call[0]).Length;
        int i = component % width;
        double sum = expected[width + i];
        double move = (double)call[3] * Math.Abs(((double[])call[1])[i]) / (Math.Sqrt(sum) + (double)call[4]);
        return component < width ? (6 * move) + Math.Abs(expected[i]) : 2 * sum;
    }

    private static double Bound(object[] call, double[] expected, int component)
    {
        int width = ((double[])call[0]).Length;
        int i = component % width;
        double gradient = ((double[])call[1])[i], m = ((double[])call[2])[i];
        int step = (int)call[4];
        var (rate, firstDecay, secondDecay) = ((double)call[5], (double)call[6], (double)call[7]);
        double firstTerms = (firstDecay * Math.Abs(m)) + ((1 - firstDecay) * Math.Abs(gradient));
        double second = expected[(2 * width) + i];
        double root = Math.Sqrt(second / (1 - Math.Pow(secondDecay, step))) + (double)call[8];
        double move = firstTerms / (1 - Math.Pow(firstDecay, step)) / root;
        return ErrorBound.U * (component / width) switch
        {
            0 => (rate * move * 15) + Math.Abs(expected[i]),
            1 => 4 * firstTerms,
            _ => 5 * second,
        };
    }
}
