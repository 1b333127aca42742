using BayesBench.Agreements.Inference;
using BayesBench.Agreements.Probability;
using BayesBench.Kernels;
using BayesBench.Kernels.Models;
using BayesBench.Reference.Models;
using BayesBench.Reference.Random;
using ILGPU;

namespace BayesBench.Agreements.Models;

/// <summary>The laws of a network's depth and their kernels.</summary>
public sealed class AdaptiveDepthAgreement : ITopic
{
    private const int Calls = 1024;
    private const double Never = double.NegativeInfinity;
    private static readonly int[] Layers = [1, 2, 4, 9];

    /// <inheritdoc />
    public static IEnumerable<Agreement> Agreements => [.. Laws, .. Bounds];

    private static IEnumerable<Agreement> Laws =>
    [
        new Agreement(
            AdaptiveDepth.Prior,
            (device, batch) => AdaptiveDepthKernels.Prior(device, batch.In(0), batch.Out(batch.Shared<int>(1) + 1), batch.Out()),
            source => [Tau(source), source.Pick(Layers)],
            DepthErrors.Bound("an exponential and its argument's rounding; sums in double; the quotient", call =>
            {
                BoundedNumber[] weights = DepthErrors.Weights((double)call[0], (int)call[1]);
                BoundedNumber sum = DepthErrors.Sum(weights);
                return [.. weights.Select(weight => weight / sum), DepthErrors.Mean(weights)];
            }))
        {
            Edges = [[0.0, 1], [0.0, 16], [40.0, 3], [1e30, 4], [1e-30, 4]],
            Calls = Calls,
        },
        new Agreement(
            AdaptiveDepth.Posterior,
            (device, batch) => AdaptiveDepthKernels.Posterior(
                device, batch.In(0), batch.In(1), batch.Out(batch.Length(0)), batch.Out()),
            source =>
            {
                double[] prior = Probabilities.Distribution(source, source.Pick(Layers) + 1);
                return [prior, LogLikelihood(source, prior.Length)];
            },
            BayesRuleAgreement.OfLogarithms)
        {
            Edges = [[new double[] { 0.25, 0.75 }, new double[] { Never, -3.0 }], [new double[] { 0.0, 1.0 }, new double[] { 0.0, -800.0 }]],
            Calls = Calls,
        },
        new Agreement(
            AdaptiveDepth.Halting,
            (device, batch) => AdaptiveDepthKernels.Halting(device, batch.In(0), batch.Out(batch.Length(0) + 1), batch.Out()),
            source => [Logits(source)],
            DepthErrors.Bound("a sigmoid each layer; products in double, rounded once", call =>
            {
                (BoundedNumber[] probabilities, BoundedNumber mean) = DepthErrors.Halting(Exactly((double[])call[0]));
                return [.. probabilities, mean];
            }))
        {
            Edges =
            [
                [new double[] { double.PositiveInfinity, 0.0 }], [new double[] { Never, 40.0, -40.0 }], [new double[] { 80.0, 80.0, 80.0 }],
                [new double[] { -80.0, Never }], [new double[] { 0.0 }],
            ],
            Calls = Calls,
        },
        new Agreement(
            AdaptiveDepth.HaltingLogits,
            (device, batch) => AdaptiveDepthKernels.HaltingLogits(device, batch.Count, batch.In(0), batch.Out(batch.Length(0) - 1)),
            source => [Probabilities.Distribution(source, source.Pick(Layers) + 1)],
            new ErrorBound("the ratio's rounding, and a logarithm", (_, expected, i) =>
                ErrorBound.U * (1.001 + (2 * Kernels.Numerics.UlpBounds.Log * Math.Abs(expected[i])))))
        {
            Edges =
            [
                [new double[] { 0.5, 0.5 }], [new double[] { 1.0, 0.0, 0.0 }], [new double[] { 0.0, 0.0, 1.0 }], [new double[] { 0.0, 1.0, 0.0 }],
                [new double[] { 1.0, 1e-30f }], [new double[] { 1e-30f, 1e-30f, 1.0 }],
            ],
            Calls = Calls,
        },
        new Agreement(
            AdaptiveDepth.JointMode,
            JointMode,
            source =>
            {
                int classes = source.Pick(1, 3, 10);
                return [source.Matrix(source.Pick(Layers) + 1, classes, s => -s.LogUniform(1e-3, 20)), Tau(source)];
            },
            DepthErrors.Bound("depth and label exact; the prior's logarithm: exponentials, their sum, log1p", call =>
            {
                var logProbabilities = (double[][])call[0];
                DepthMode mode = AdaptiveDepth.JointMode(logProbabilities, (double)call[1]);
                return [0, 0, new BoundedNumber(mode.LogJoint) + new BoundedNumber(0, DepthErrors.LogSum((double)call[1], logProbabilities.Length - 1).Error)];
            }))
        {
            Edges =
            [
                [new[] { new[] { -1.0, -1.0 }, [-1.0, -1.0] }, 0.0], [new[] { new[] { Never, -3.0 }, [-1.0, Never] }, 2.0],
                [new[] { new[] { Never }, [Never], [-5.0] }, 1e3], [new[] { new[] { -2.0 }, [-1.0] }, 1.0],
            ],
            Calls = 256,
        },
        new Agreement(
            AdaptiveDepth.Draw,
            Draw,
            source =>
            {
                int depths = source.Pick(Layers) + 1;
                double[][] laws = [.. Enumerable.Range(0, source.Pick(1, 3, 17)).Select(_ => Probabilities.Distribution(source, depths))];
                return [laws, ClassifierCall.Key(source), source.Integer(0, int.MaxValue)];
            },
            ErrorBound.Exact("uniform numbers are the same bits, floats of multiples of 2^-20 are summed in double"))
        {
            Calls = 48,
        },
    ];

    private static IEnumerable<Agreement> Bounds =>
    [
        new Agreement(
            AdaptiveDepth.Elbo,
            (device, batch) => AdaptiveDepthKernels.Elbo(device, batch.In(0), batch.In(1), batch.In(2), batch.Out()),
            source =>
            {
                double[] q = Probabilities.Distribution(source, source.Pick(Layers) + 1);
                return [q, LogLikelihood(source, q.Length), Tau(source)];
            },
            DepthErrors.Bound("the prior's logarithm, and that of q, times q; in double, rounded once", call =>
            {
                (double[] q, double[] logLikelihood, double tau) = ((double[])call[0], (double[])call[1], (double)call[2]);
                BoundedNumber logSum = DepthErrors.LogSum(tau, q.Length - 1);
                return
                [
                    DepthErrors.Sum(Enumerable.Range(0, q.Length).Where(l => q[l] > 0).Select(l =>
                        q[l] * (logLikelihood[l] - (tau * l) - logSum - new BoundedNumber(q[l]).Log()))),
                ];
            }))
        {
            Edges =
            [
                [new double[] { 0.0, 1.0 }, new double[] { Never, -1.0 }, 0.5], [new double[] { 0.5, 0.5 }, new double[] { Never, -1.0 }, 0.5],
                [new double[] { 0.25, 0.25, 0.5 }, new double[] { -1.0, -1.0, -1.0 }, 0.0], [new double[] { 1.0, 0.0 }, new double[] { 0.0, -1e4 }, 1e3],
            ],
            Calls = Calls,
        },
        new Agreement(
            AdaptiveDepth.AmortizedElbo,
            (device, batch) =>
            {
                (int layers, int depths) = (batch.Length(0), batch.Length(1));
                AdaptiveDepthKernels.AmortizedElbo(
                    device, batch.In(0), batch.In(1), batch.In(2), batch.Out(), batch.Out(layers), batch.Out(depths), batch.Out());
            },
            source =>
            {
                double[] logits = Logits(source);
                return [logits, LogLikelihood(source, logits.Length + 1), Tau(source)];
            },
            DepthErrors.Bound("sigmoid, softplus and the prior's logarithm; their sums and products in double, rounded once", call =>
            {
                (BoundedNumber elbo, BoundedNumber[] logits, BoundedNumber[] logLikelihood, BoundedNumber tau) = DepthErrors.Amortized(
                    Exactly((double[])call[0]), Exactly((double[])call[1]), (double)call[2]);
                return [elbo, .. logits, .. logLikelihood, tau];
            }))
        {
            Edges =
            [
                [new double[] { 40.0, -40.0 }, new double[] { -1.0, -2.0, -3.0 }, 0.0], [new double[] { -40.0, 40.0 }, new double[] { -1.0, -2.0, -3.0 }, 1.0],
                [new double[] { 0.0 }, new double[] { 0.0, 0.0 }, 0.0], [new double[] { 0.5 }, new double[] { -1e4, -1.0 }, 1e3],
            ],
            Calls = Calls,
        },
    ];

    private static BoundedNumber[] Exactly(double[] numbers) => Array.ConvertAll(numbers, number => (BoundedNumber)number);

    private static double Tau(InputSource source) => source.Integer(0, 3) == 0 ? 0 : source.LogUniform(1e-3, 20);

    private static double[] Logits(InputSource source)
    {
        double spread = source.LogUniform(0.1, 10);
        return source.Vector(source.Pick(Layers), s => (float)(spread * s.Normal()));
    }

    private static double[] LogLikelihood(InputSource source, int depths) => source.Vector(depths, s => -s.LogUniform(1e-3, 30));

    private static void JointMode(Device device, Batch batch)
    {
        int classes = batch.Shared<double[][]>(0)[0].Length;
        AdaptiveDepthKernels.JointMode(device, classes, batch.In(1), batch.In(0), batch.Out<int>(), batch.Out<int>(), batch.Out());
    }

    private static void Draw(Device device, Batch batch)
    {
        int rows = batch.Shared<double[][]>(0).Length;
        ArrayView<float> laws = batch.In(0);
        ArrayView<int> depths = batch.Out<int>(rows);
        for (int call = 0; call < batch.Count; call++)
        {
            int width = (int)laws.Length / batch.Count;
            AdaptiveDepthKernels.Draw(
                device, laws.SubView(call * width, width), ClassifierCall.Convert(batch.At<PhiloxKey>(call, 1)),
                batch.At<int>(call, 2), depths.SubView(call * rows, rows));
        }
    }
}
