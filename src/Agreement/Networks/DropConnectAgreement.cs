using BayesBench.Kernels;
using BayesBench.Kernels.Networks;
using BayesBench.Kernels.Random;
using BayesBench.Reference.Networks;
using BayesBench.Reference.Random;
using ILGPU;

namespace BayesBench.Agreements.Networks;

/// <summary>DropConnect and its kernels: the same masks, so that only sums of products are rounded.</summary>
public sealed class DropConnectAgreement : ITopic
{
    private delegate void Output(
        Device device,
        int batch,
        ArrayView<float> input,
        ArrayView<float> weights,
        float dropRate,
        DeviceKey key,
        uint stream,
        ulong replicate,
        ArrayView<float> output);

    private delegate void Gradient(
        Device device,
        int batch,
        ArrayView<float> input,
        ArrayView<float> weights,
        ArrayView<float> outputGradient,
        float dropRate,
        DeviceKey key,
        uint stream,
        ulong replicate,
        ArrayView<float> inputGradient,
        ArrayView<float> weightGradient);

    /// <inheritdoc />
    public static IEnumerable<Agreement> Agreements =>
    [
        OfOutput(DropConnect.Forward, DropConnectKernels.Forward, isShared: false),
        OfOutput(DropConnect.SharedForward, DropConnectKernels.SharedForward, isShared: true),
        OfGradient(DropConnect.Backward, DropConnectKernels.Backward, isShared: false),
        OfGradient(DropConnect.SharedBackward, DropConnectKernels.SharedBackward, isShared: true),
        new Agreement(
            DropConnect.PreactivationMoments,
            (device, batch) => DropConnectKernels.PreactivationMoments(
                device, batch.In(0), batch.In(1), batch.In(2), batch.Out(), batch.Out()),
            DropoutAgreement.DrawMoments,
            new ErrorBound(
                "gamma of D + 2, or of D + 5 with complement and products, of the absolute terms",
                (call, expected, i) => DropoutAgreement.OfMoments(call, expected, i, ofMean: 2, ofVariance: 5)))
        {
            Edges = DropoutAgreement.EdgesOfMoments,
        },
    ];

    private static Agreement OfOutput(
        Func<double[], double[], int, double, PhiloxKey, uint, ulong, double[]> reference, Output kernel, bool isShared) =>
        new(
            reference,
            (device, batch) =>
            {
                int examples = batch.Shared<int>(2);
                var (input, weights) = (batch.In(0), batch.In(1));
                ArrayView<float> output = batch.Out(examples * examples * batch.Length(1) / batch.Length(0));
                for (int c = 0; c < batch.Count; c++)
                {
                    var (key, stream, replicate) = Layers.Noise(batch, c);
                    kernel(
                        device, examples, Layers.Of(batch, c, input), Layers.Of(batch, c, weights), (float)batch.At<double>(c, 3),
                        key, stream, replicate, Layers.Of(batch, c, output));
                }
            },
            source =>
            {
                var (b, d, k) = Layers.Draw(source);
                return [Layers.Normals(source, b * d), Layers.Normals(source, d * k), b, DropoutAgreement.Rate(source), .. Layers.Noise(source)];
            },
            new ErrorBound("gamma of the D products that the mask keeps", (call, _, i) => DropConnectErrors.OfOutput(call, i, isShared)))
        {
            Calls = Layers.Calls,
            Edges = [[Layers.Ramp(785), Layers.Ramp(785 * 3), 1, 0.5, new PhiloxKey(1, 2), 3u, 4UL], [Layers.Ramp(3), Layers.Ramp(6), 1, 0.0, new PhiloxKey(1, 2), 3u, ulong.MaxValue]],
        };

    private static Agreement OfGradient(
        Func<double[], double[], double[], int, double, PhiloxKey, uint, ulong, LayerGradient> reference, Gradient kernel, bool isShared) =>
        new(
            reference,
            (device, batch) =>
            {
                int examples = batch.Shared<int>(3);
                var (input, weights, slope) = (batch.In(0), batch.In(1), batch.In(2));
                var (byInput, byWeight) = (batch.Out(batch.Length(0)), batch.Out(batch.Length(1)));
                for (int c = 0; c < batch.Count; c++)
                {
                    var (key, stream, replicate) = Layers.Noise(batch, c);
                    kernel(
                        device, examples, Layers.Of(batch, c, input), Layers.Of(batch, c, weights), Layers.Of(batch, c, slope),
                        (float)batch.At<double>(c, 4), key, stream, replicate, Layers.Of(batch, c, byInput), Layers.Of(batch, c, byWeight));
                }
            },
            source =>
            {
                var (b, d, k) = Layers.Draw(source);
                return
                [
                    Layers.Normals(source, b * d), Layers.Normals(source, d * k), Layers.Normals(source, b * k), b,
                    DropoutAgreement.Rate(source), .. Layers.Noise(source),
                ];
            },
            new ErrorBound(
                "gamma of the K products for an input, of the B products for a weight, that the mask keeps",
                (call, _, i) => DropConnectErrors.OfGradient(call, i, isShared)))
        {
            Calls = Layers.Calls,
            Edges = [[Layers.Ramp(785), Layers.Ramp(785 * 3), Layers.Ramp(3), 1, 0.5, new PhiloxKey(1, 2), 3u, 4UL]],
        };
}
