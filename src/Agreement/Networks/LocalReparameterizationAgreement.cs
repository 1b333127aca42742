using BayesBench.Kernels.Networks;
using BayesBench.Reference.Networks;

namespace BayesBench.Agreements.Networks;

/// <summary>Local reparametrisation and its kernels.</summary>
public sealed partial class LocalReparameterizationAgreement : ITopic
{
    /// <inheritdoc />
    public static IEnumerable<Agreement> Agreements => [.. Rows, .. Layer];

    private static IEnumerable<Agreement> Rows =>
    [
        new Agreement(
            LocalReparameterization.PreactivationMoments,
            (device, batch) => LocalReparameterizationKernels.PreactivationMoments(
                device, batch.In(0), batch.In(1), batch.In(2), batch.Out(), batch.Out()),
            source => Draw(source, logAlpha: true),
            new ErrorBound(
                "a sum of D products: gamma of D + 6 with the exponential's 2 ulp, of the absolute terms",
                (call, _, i) => Bound(call, i, deviation: d => Math.Exp(((double[])call[2])[d] / 2) * ((double[])call[1])[d])))
        {
            Edges = [[new double[] { 0 }, new double[] { 2 }, new double[] { -3 }]],
        },
        new Agreement(
            LocalReparameterization.GaussianMoments,
            (device, batch) => LocalReparameterizationKernels.GaussianMoments(
                device, batch.In(0), batch.In(1), batch.In(2), batch.Out(), batch.Out()),
            source => Draw(source, logAlpha: false),
            new ErrorBound(
                "a sum of D products: gamma of D + 6, of the absolute terms",
                (call, _, i) => Bound(call, i, deviation: d => ((double[])call[2])[d])))
        {
            Edges = [[new double[] { 0 }, new double[] { 2 }, new double[] { 1 }]],
        },
        new Agreement(
            LocalReparameterization.Derivative,
            (device, batch) => LocalReparameterizationKernels.Derivative(
                device, batch.In(0), batch.In(1), batch.In(2), batch.Out(batch.Length(0)), batch.Out(batch.Length(0))),
            source =>
            {
                object[] call = Draw(source, logAlpha: false);
                return [call[0], call[2], source.Normal()];
            },
            new ErrorBound(
                "half of gamma of D + 2 from the variance's root, 5 roundings",
                (call, expected, i) =>
                    ((0.5 * (((double[])call[0]).Length + 2)) + 5) * ErrorBound.U * Math.Abs(expected[i])))
        {
            Edges = [[new double[] { 0, 0 }, new double[] { 2, 1 }, 1.0]],
        },
    ];

    private static object[] Draw(InputSource source, bool logAlpha)
    {
        int width = source.Pick(1, 3, 17);
        return
        [
            source.Vector(width, s => s.Normal()),
            source.Vector(width, s => s.Normal()),
            source.Vector(width, s => logAlpha ? s.Uniform(-6, 3) : s.LogUniform(1e-3, 10)),
        ];
    }

    private static double Bound(object[] call, int component, Func<int, double> deviation)
    {
        double[] input = (double[])call[0];
        double[] mean = (double[])call[1];
        double terms = Enumerable.Range(0, input.Length).Sum(d =>
        {
            double root = component == 0 ? 0 : input[d] * deviation(d);
            return component == 0 ? Math.Abs(input[d] * mean[d]) : root * root;
        });
        return (input.Length + 6) * ErrorBound.U * terms;
    }
}
