using BayesBench.Kernels.Inference;
using BayesBench.Reference.Inference;

namespace BayesBench.Agreements.Inference;

/// <summary>The evidence lower bound and its kernels.</summary>
public sealed class ElboAgreement : ITopic
{
    private const double DoubleRounding = 1.0 / (1L << 50);

    private static readonly int[] Widths = [1, 2, 3, 10, 17, 129];

    /// <inheritdoc />
    public static IEnumerable<Agreement> Agreements =>
    [
        new Agreement(
            Elbo.Estimate,
            (device, batch) => ElboKernels.Estimate(device, batch.In(0), batch.In(1), batch.Out()),
            source =>
            {
                int width = source.Pick(Widths);
                return
                [
                    source.Vector(width, s => s.SignedLogUniform(1e-2, 1e4)),
                    source.Vector(width, s => s.SignedLogUniform(1e-2, 1e4)),
                ];
            },
            new ErrorBound(
                "summed in double, rounded once",
                (call, expected, _) => (ErrorBound.U * Math.Abs(expected[0]))
                    + (DoubleRounding * ((double[])call[0]).Concat((double[])call[1]).Sum(Math.Abs))))
        {
            Edges =
            [
                [new[] { 0.0 }, new[] { 0.0 }], [new[] { double.NegativeInfinity }, new[] { 0.0 }],
                [new[] { 1e6, -1e6 }, new[] { 1e-3f, 0.0 }], [new[] { (double)3e38f, 3e38f }, new[] { 0.0, 0.0 }],
            ],
            Calls = 1024,
        },
        new Agreement(
            Elbo.Exact,
            (device, batch) => ElboKernels.Exact(
                device, batch.In(0), batch.In(1), batch.In(2), batch.In(3), batch.In(4), batch.In(5), batch.Out()),
            source => [.. Model(source), source.SignedLogUniform(1e-2, 10), source.LogUniform(1e-2, 10)],
            new ErrorBound(
                "misfit 6 roundings, constant 5, the divergence its own, 2 additions",
                (call, expected, _) => ErrorBound.U * ((2 * Math.Abs(expected[0])) + ExactTerms(call))))
        {
            Edges =
            [
                [new[] { 1.0 }, 0.0, 1.0, 1.0, 0.2f, 0.7f], [new[] { 0.0 }, 0.0, 1.0, 1.0, 0.0, 1.0],
                [new[] { 1e6 }, -1e6, 1.0, 1.0, 0.0, 1.0], [new[] { 0.0 }, 0.0, 1.0, 1.0, 0.0, 1e-30f],
            ],
            Calls = 1024,
        },
        new Agreement(
            Elbo.LogEvidence,
            (device, batch) => ElboKernels.LogEvidence(
                device, batch.In(0), batch.In(1), batch.In(2), batch.In(3), batch.Out()),
            Model,
            new ErrorBound(
                "what the mean explains 15 roundings, the rest 5; constants 4; one addition",
                (call, expected, _) => ErrorBound.U * (Math.Abs(expected[0]) + EvidenceTerms(call))))
        {
            Edges =
            [
                [new[] { 1.0 }, 0.0, 1.0, 1.0], [new[] { 0.0 }, 0.0, 0.3f, 0.263f],
                [new[] { 10000.5, 10001.25, 9999.0 }, 1e4, 10.0, 0.75], [new[] { 1e6 }, -1e6, 1.0, 1.0],
                [new[] { 0.25 }, 0.0, 1e3, 1e-3f],
            ],
            Calls = 1024,
        },
    ];

    // Data around some centre, a prior and a noise of any size: (y, priorMean, priorStandardDeviation, noiseStandardDeviation).
    private static object[] Model(InputSource source)
    {
        double noise = source.LogUniform(1e-2, 10);
        double centre = source.SignedLogUniform(1e-2, 10);
        return
        [
            source.Vector(source.Pick(Widths), s => (float)(centre + (noise * s.Normal()))),
            source.SignedLogUniform(1e-2, 10),
            source.LogUniform(1e-2, 10),
            noise,
        ];
    }

    private static double ExactTerms(object[] call)
    {
        double[] y = (double[])call[0];
        double noise = (double)call[3];
        (double mean, double standardDeviation) = ((double)call[4], (double)call[5]);
        double misfit = 0.5 * y.Sum(value =>
            Math.Pow((value - mean) / noise, 2) + Math.Pow(standardDeviation / noise, 2));
        double divergence = Divergences.Normal(mean, standardDeviation, (double)call[1], (double)call[2]);
        return (6 * misfit) + (5 * y.Length * (0.92 + Math.Abs(Math.Log(noise)))) + divergence;
    }

    private static double EvidenceTerms(object[] call)
    {
        double[] y = (double[])call[0];
        (double priorMean, double prior, double noise) = ((double)call[1], (double)call[2], (double)call[3]);
        double average = y.Average();
        double total = Math.Sqrt((noise * noise) + (y.Length * prior * prior));
        double unexplained = y.Sum(value => Math.Pow((value - average) / noise, 2));
        double shift = y.Length * Math.Pow((average - priorMean) / total, 2);
        double constant = (0.92 * y.Length) + ((y.Length - 1) * Math.Abs(Math.Log(noise))) + Math.Abs(Math.Log(total)) + 1;
        return (2.5 * unexplained) + (7.5 * shift) + (4 * constant);
    }
}
