using BayesBench.Agreements.Probability;
using BayesBench.Kernels.Inference;
using BayesBench.Reference.Inference;

namespace BayesBench.Agreements.Inference;

/// <summary>Divergences and their kernels.</summary>
public sealed partial class KullbackLeiblerAgreement : ITopic
{
    private static readonly int[] Widths = [1, 2, 3, 10, 17, 129];

    private static readonly double[] EdgeProbabilities = [0.0, 1.0, 0.5, 1e-42f, 1e-7f, 0.99999994f, 0.49999997f];

    /// <inheritdoc />
    public static IEnumerable<Agreement> Agreements =>
    [
        new Agreement(
            KullbackLeibler.Normal,
            (device, batch) => KullbackLeiblerKernels.Normal(
                device, batch.In(0), batch.In(1), batch.In(2), batch.In(3), batch.Out()),
            source => source.Integer(0, 1) == 0 ? NearlyEqual(source) : Apart(source),
            ErrorBound.OfTerms(
                "every term counted on its own: none is negative, so none cancels",
                1,
                call => Divergences.Normal((double)call[0], (double)call[1], (double)call[2], (double)call[3])))
        {
            Edges =
            [
                [0.0, 1.0, 0.0, 1.0], [0.0, 1.0, 0.0, 1.0000001f], [1.0, 1.0, 1.0000001f, 1.0], [0.0, 1e-30f, 0.0, 1.0],
                [0.0, 1.0, 0.0, 1e-15f], [1e4, 1e-2f, -1e4, 1e-2f], [0.0, 1.0, 0.0, 1e30f], [0.0, 0.75, 0.0, 1.0],
                [0.0, 1.25, 0.0, 1.0], [0.0, 1e-30f, 0.0, 1e10f],
            ],
        },
        new Agreement(
            KullbackLeibler.ToStandardNormal,
            (device, batch) => KullbackLeiblerKernels.ToStandardNormal(device, batch.In(0), batch.In(1), batch.Out()),
            source =>
            {
                int width = source.Pick(Widths);
                return
                [
                    source.Vector(width, s => s.SignedLogUniform(1e-5, 3)),
                    source.Vector(width, s => s.SignedLogUniform(1e-5, 20)),
                ];
            },
            new ErrorBound(
                "every term counted on its own, one addition each; summed in double, rounded once",
                (call, expected, _) => ErrorBound.U * (expected[0] + (0.5 * ((double[])call[0]).Zip(
                    (double[])call[1], (mean, v) => (2 * mean * mean) + Divergences.ExpBeyondLinear(v)).Sum()))))
        {
            Edges =
            [
                .. new (double Mean, double LogVariance)[]
                {
                    (0, 0), (0, 1e-7f), (0, 0.5), (0, -0.5), (0, 80), (0, -745), (1e3, -30), (-1e-8f, 1e-8f), (0, 1e-42f),
                }.Select(one => new object[] { new[] { one.Mean }, new[] { one.LogVariance } }),
            ],
            Calls = 1024,
        },
        new Agreement(
            KullbackLeibler.Bernoulli,
            (device, batch) => KullbackLeiblerKernels.Bernoulli(device, batch.In(0), batch.In(1), batch.Out()),
            source =>
            {
                double p = Probabilities.Draw(source);
                double near = (float)Math.Clamp(p + (p * source.SignedLogUniform(1e-6, 1)), 0, 1);
                return [p, source.Integer(0, 1) == 0 ? near : Probabilities.Draw(source)];
            },
            ErrorBound.OfTerms(
                "every term counted on its own: none is negative, so none cancels",
                1,
                call => BernoulliTerms((double)call[0], (double)call[1])))
        {
            Edges = [.. EdgeProbabilities.SelectMany(p => EdgeProbabilities.Select(q => new object[] { p, q }))],
        },
        new Agreement(
            KullbackLeibler.Categorical,
            (device, batch) => KullbackLeiblerKernels.Categorical(device, batch.In(0), batch.In(1), batch.Out()),
            source =>
            {
                int width = source.Pick(Widths);
                return [Probabilities.Distribution(source, width), Probabilities.Distribution(source, width)];
            },
            new ErrorBound(
                "every term counted on its own, none is negative; summed in double, rounded once",
                (call, expected, _) => ErrorBound.U * (expected[0] + ((double[])call[0]).Zip(
                    (double[])call[1], Divergences.Deviance).Sum())))
        {
            Edges =
            [
                [new[] { 1.0 }, new[] { 1.0 }], [new[] { 0.5, 0.5 }, new[] { 0.5, 0.5 }],
                [new[] { 1.0, 0.0 }, new[] { 0.5, 0.5 }], [new[] { 0.5, 0.5 }, new[] { 1.0, 0.0 }],
                [new[] { 0.0, 1.0 }, new[] { 0.0, 1.0 }], [new[] { 0.0, 1.0 }, new[] { 1.0, 0.0 }],
                [new[] { 0.5, 0.5 }, new[] { 0.5 + (1.0 / (1 << 24)), 0.5 - (1.0 / (1 << 24)) }],
            ],
            Calls = 1024,
        },
        new Agreement(
            KullbackLeibler.MonteCarlo,
            (device, batch) => KullbackLeiblerKernels.MonteCarlo(
                device, batch.In(0), batch.In(1), batch.In(2), batch.In(3), batch.In(4), batch.Out()),
            source =>
            {
                object[] laws = Apart(source);
                (double mean, double standardDeviation) = ((double)laws[0], (double)laws[1]);
                return [source.Vector(source.Pick(Widths), s => (float)(mean + (standardDeviation * s.Normal()))), .. laws];
            },
            ErrorBound.OfTerms(
                "each square 5 roundings, their difference 1; the logarithm 3 and its quotient's; two for the sum",
                1,
                MonteCarloTerms))
        {
            Edges =
            [
                [new[] { 0.0 }, 0.0, 1.0, 0.0, 1.0], [new[] { 1.0, -1.0 }, 0.0, 1.0, 1.0, 2.0],
                [new[] { 6.5 }, 0.0, 1.0, 0.0, 1e-3f],
            ],
            Calls = 1024,
        },
        OfBeta,
    ];

    private static object[] Apart(InputSource source) =>
        [source.SignedLogUniform(1e-2, 10), source.LogUniform(1e-3, 1e2), source.SignedLogUniform(1e-2, 10), source.LogUniform(1e-3, 1e2)];

    private static object[] NearlyEqual(InputSource source)
    {
        double mean = source.SignedLogUniform(1e-2, 10);
        double standardDeviation = source.LogUniform(1e-3, 1e2);
        return
        [
            mean,
            standardDeviation,
            (double)(float)(mean + (standardDeviation * source.SignedLogUniform(1e-6, 1))),
            (double)(float)(standardDeviation * (1 + source.SignedLogUniform(1e-6, 0.5))),
        ];
    }

    // 1 - p is rounded once, and so is 1 - q; the difference is not.
    private static double BernoulliTerms(double p, double q)
    {
        double first = Divergences.Deviance(p, q);
        double second = Divergences.Deviance(1 - p, 1 - q);
        return (1.1 * first) + (1.5 * second);
    }

    private static double MonteCarloTerms(object[] call)
    {
        double[] laws = [.. call.Skip(1).Cast<double>()];
        double squares = ((double[])call[0]).Average(x =>
            Math.Pow((x - laws[0]) / laws[1], 2) + Math.Pow((x - laws[2]) / laws[3], 2));
        return (0.5 * 8 * squares) + 2 + (5 * Math.Abs(Math.Log(laws[3] / laws[1])));
    }
}
