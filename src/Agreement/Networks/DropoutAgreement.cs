using BayesBench.Kernels;
using BayesBench.Kernels.Networks;
using BayesBench.Kernels.Random;
using BayesBench.Reference.Networks;
using BayesBench.Reference.Random;
using ILGPU;

namespace BayesBench.Agreements.Networks;

/// <summary>Dropout and its kernels: the same masks, so that only a complement and a quotient are rounded.</summary>
public sealed class DropoutAgreement : ITopic
{
    private const string Analysis = "the same mask; the complement of the rate and a quotient";

    /// <inheritdoc />
    public static IEnumerable<Agreement> Agreements =>
    [
        Of(Dropout.Forward, DropoutKernels.Forward),
        Of(Dropout.Backward, DropoutKernels.Backward),
        new Agreement(
            Dropout.PreactivationMoments,
            (device, batch) => DropoutKernels.PreactivationMoments(
                device, batch.In(0), batch.In(1), batch.In(2), batch.Out(), batch.Out()),
            DrawMoments,
            new ErrorBound(
                "gamma of D, or of D + 2 and 3 roundings of the rate's ratio, of the absolute terms",
                (call, expected, i) => OfMoments(call, expected, i, ofMean: 0, ofVariance: 5)))
        {
            Edges = EdgesOfMoments,
        },
    ];

    internal static object[][] EdgesOfMoments =>
    [
        [new double[] { 0 }, new double[] { 2 }, 0.5], [new double[] { 1, 2 }, new double[] { -3, 0.5 }, 0.0],
        [new double[] { 1 }, new double[] { 1 }, 0.99999994f],
    ];

    internal static object[] DrawMoments(InputSource source)
    {
        int width = source.Pick(1, 3, 17, 153, 785);
        return [Layers.Normals(source, width), Layers.Normals(source, width), Rate(source)];
    }

    /// <summary>A rate: any, or none.</summary>
    internal static double Rate(InputSource source) => source.Integer(0, 7) == 0 ? 0 : source.Uniform(0, 0.99);

    // Sums of D products, and of their squares, relative to the sum of the absolute terms.
    internal static double OfMoments(object[] call, double[] expected, int component, double ofMean, double ofVariance)
    {
        (double[] x, double[] w, double p) = ((double[])call[0], (double[])call[1], (double)call[2]);
        double scale = ofMean > 0 ? 1 - p : 1;
        return ErrorBound.U * (component == 0
            ? (x.Length + ofMean) * scale * x.Zip(w, (a, b) => Math.Abs(a * b)).Sum()
            : (x.Length + ofVariance) * Math.Abs(expected[1]));
    }

    private static Agreement Of(
        Func<double[], double, PhiloxKey, uint, ulong, double[]> reference,
        Action<Device, ArrayView<float>, float, DeviceKey, uint, ulong, ArrayView<float>> kernel) =>
        new(
            reference,
            (device, batch) =>
            {
                var (numbers, masked) = (batch.In(0), batch.Out(batch.Length(0)));
                for (int c = 0; c < batch.Count; c++)
                {
                    var (key, stream, replicate) = Layers.Noise(batch, c);
                    kernel(
                        device, Layers.Of(batch, c, numbers), (float)batch.At<double>(c, 1), key, stream, replicate,
                        Layers.Of(batch, c, masked));
                }
            },
            source => [Layers.Normals(source, source.Pick(1, 3, 17, 153, 785)), Rate(source), .. Layers.Noise(source)],
            ErrorBound.Relative(Analysis, 2))
        {
            Calls = 256,
            Edges =
            [
                [new double[] { 1, -2, 3 }, 0.0, new PhiloxKey(1, 2), 0u, 0UL],
                [new double[] { 1, -2, 3, 4, 5 }, 0.99999994f, new PhiloxKey(1, 2), uint.MaxValue, ulong.MaxValue],
            ],
        };
}
