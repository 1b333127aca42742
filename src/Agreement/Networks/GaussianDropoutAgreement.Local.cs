using BayesBench.Kernels.Networks;
using BayesBench.Reference.Networks;
using BayesBench.Reference.Random;
using ILGPU;

namespace BayesBench.Agreements.Networks;

/// <content>Noise of the pre-activations.</content>
public sealed partial class GaussianDropoutAgreement
{
    private const double VarianceUnits = 2; // alpha w^2

    private static IEnumerable<Agreement> OfPreactivations =>
    [
        new Agreement(
            GaussianDropout.LocalForward,
            (device, batch) =>
            {
                int examples = batch.Length(0) / batch.Length(2), outputs = batch.Length(1) / batch.Length(2);
                var (input, weights, alpha) = (batch.In(0), batch.In(1), batch.In(2));
                ArrayView<float> variance = batch.Upload(new float[batch.Length(1)]);
                ArrayView<float> output = batch.Out(examples * outputs);
                for (int c = 0; c < batch.Count; c++)
                {
                    var (key, stream, replicate) = Layers.Noise(batch, c);
                    ArrayView<float> Row(ArrayView<float> all) => Layers.Of(batch, c, all);
                    GaussianDropoutKernels.LocalForward(
                        device, Row(input), Row(weights), Row(alpha), key, stream, replicate, variance, Row(output));
                }
            },
            source =>
            {
                var (b, d, k) = Layers.Draw(source);
                return [Layers.Normals(source, b * d), Layers.Normals(source, d * k), Alphas(source, d), .. Layers.Noise(source)];
            },
            new ErrorBound(
                "gamma of the mean's D products; the noise's 7 u, half of D + 4 for the root, a product; a sum",
                (call, expected, i) => ErrorsOf(call, null).Output(expected, i)))
        {
            Calls = Layers.Calls,
            Edges = [[new double[] { 0, 0, 1, 2 }, new double[] { 1, 2 }, new double[] { 0, 0 }, new PhiloxKey(1, 2), 5u, ulong.MaxValue]],
        },
        new Agreement(
            GaussianDropout.LocalBackward,
            (device, batch) =>
            {
                var (input, weights, alpha, slope) = (batch.In(0), batch.In(1), batch.In(2), batch.In(3));
                ArrayView<float> variance = batch.Upload(new float[batch.Length(1)]);
                ArrayView<float> noiseSlope = batch.Upload(new float[batch.Length(3)]);
                var (byInput, byWeight, byLogAlpha) = (batch.Out(batch.Length(0)), batch.Out(batch.Length(1)), batch.Out(batch.Length(2)));
                for (int c = 0; c < batch.Count; c++)
                {
                    var (key, stream, replicate) = Layers.Noise(batch, c);
                    ArrayView<float> Row(ArrayView<float> all) => Layers.Of(batch, c, all);
                    GaussianDropoutKernels.LocalBackward(
                        device, Row(input), Row(weights), Row(alpha), Row(slope), key, stream, replicate, variance, noiseSlope,
                        Row(byInput), Row(byWeight), Row(byLogAlpha));
                }
            },
            source =>
            {
                var (b, d, k) = Layers.Draw(source);
                return
                [
                    Layers.Normals(source, b * d), Layers.Normals(source, d * k), Alphas(source, d), Layers.Normals(source, b * k),
                    .. Layers.Noise(source),
                ];
            },
            new ErrorBound(
                "of the derivatives by means and variances, and of the chain rule's products and sums",
                OfLocalGradient))
        {
            Calls = Layers.Calls,
            Edges =
            [
                [new double[] { 0, 0, 1, 2 }, new double[] { 1, 2 }, new double[] { 0, 0 }, new double[] { 1, -1 }, new PhiloxKey(1, 2), 5u, 6UL],
                [Layers.Ramp(785), Layers.Ramp(785 * 3), Layers.Ramp(785, 1), Layers.Ramp(3), new PhiloxKey(1, 2), 5u, 6UL],
            ],
        },
    ];

    private static LocalErrors ErrorsOf(object[] call, double[]? slope) => LocalErrors.Of(call, () =>
    {
        var (x, w, alpha) = ((double[])call[0], (double[])call[1], (double[])call[2]);
        double[] variance = [.. w.Select((weight, j) => alpha[j / (w.Length / alpha.Length)] * weight * weight)];
        return new LocalErrors(x, w, slope ?? [], variance, VarianceUnits, 0, x.Length / alpha.Length, call);
    });

    private static double OfLocalGradient(object[] call, double[] expected, int i)
    {
        var (x, w, alpha) = ((double[])call[0], (double[])call[1], (double[])call[2]);
        LocalErrors errors = ErrorsOf(call, (double[])call[3]);
        int outputs = w.Length / alpha.Length;
        if (i < x.Length)
        {
            return errors.Input(i);
        }

        if (i < x.Length + w.Length)
        {
            int j = i - x.Length;
            var (mean, variance) = (errors.Mean(j), errors.Variance(j));
            return ErrorBound.U * ((mean.Units * mean.Terms)
                + ((variance.Units + 2) * 2 * alpha[j / outputs] * Math.Abs(w[j]) * variance.Terms) + Math.Abs(expected[i]));
        }

        int d = i - x.Length - w.Length;
        return ErrorBound.U * Enumerable.Range(d * outputs, outputs).Sum(j =>
        {
            var (terms, units) = errors.Variance(j);
            return (units + outputs + 2) * alpha[d] * w[j] * w[j] * terms;
        });
    }
}
