using BayesBench.Kernels.Probability;
using BayesBench.Reference.Probability;

namespace BayesBench.Agreements.Probability;

/// <summary>The normal law and its kernels.</summary>
public sealed class NormalAgreement : ITopic
{
    /// <inheritdoc />
    public static IEnumerable<Agreement> Agreements =>
    [
        new Agreement(
            Normal.LogDensity,
            (device, batch) => NormalKernels.LogDensity(
                device, batch.In(0), batch.In(1), batch.In(2), batch.Out()),
            source => [source.SignedLogUniform(1e-3, 1e3), source.Normal(), source.LogUniform(1e-3, 1e3)],
            ErrorBound.OfTerms(
                "z carries 2 roundings, its square 5; log 3 ulp; three additions",
                8,
                call => Terms((double)call[0], (double)call[1], (double)call[2]))),
    ];

    private static double Terms(double x, double mean, double standardDeviation)
    {
        double z = (x - mean) / standardDeviation;
        return (0.5 * z * z) + Math.Abs(Math.Log(standardDeviation)) + 1;
    }
}
