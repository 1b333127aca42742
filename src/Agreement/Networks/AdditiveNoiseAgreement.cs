using BayesBench.Kernels.Networks;
using BayesBench.Reference.Networks;
using BayesBench.Reference.Random;
using ILGPU;

namespace BayesBench.Agreements.Networks;

/// <summary>Additive noise on a dense layer's weights and its kernels.</summary>
public sealed class AdditiveNoiseAgreement : ITopic
{
    private const double VarianceUnits = 4; // the exponential's 2.2, or the clipping's constant and two products
    private const double Floor = 1e-8;

    /// <inheritdoc />
    public static IEnumerable<Agreement> Agreements =>
    [
        new Agreement(
            AdditiveNoise.Forward,
            (device, batch) =>
            {
                int examples = batch.Shared<int>(3);
                var (input, mean, logVariance) = (batch.In(0), batch.In(1), batch.In(2));
                ArrayView<float> variance = batch.Upload(new float[batch.Length(1)]);
                ArrayView<float> output = batch.Out(examples * examples * batch.Length(1) / batch.Length(0));
                for (int c = 0; c < batch.Count; c++)
                {
                    var (key, stream, replicate) = Layers.Noise(batch, c);
                    ArrayView<float> Row(ArrayView<float> all) => Layers.Of(batch, c, all);
                    AdditiveNoiseKernels.Forward(
                        device, examples, Row(input), Row(mean), Row(logVariance), key, stream, replicate, variance, Row(output));
                }
            },
            source =>
            {
                var (b, d, k) = Layers.Draw(source);
                double[] mean = Layers.Normals(source, d * k);
                return [Layers.Normals(source, b * d), mean, LogVariances(source, mean), b, .. Layers.Noise(source)];
            },
            new ErrorBound(
                "gamma of the mean's D products; the noise's 7 u, half of D + 6 for the root, a product; a sum",
                (call, expected, i) => ErrorsOf(call, 3).Output(expected, i)))
        {
            Calls = Layers.Calls,
            Edges = [[new double[] { 0, 1 }, new double[] { 0, 2 }, new double[] { -10, 3 }, 1, new PhiloxKey(1, 2), 5u, ulong.MaxValue]],
        },
        new Agreement(
            AdditiveNoise.Backward,
            (device, batch) =>
            {
                int examples = batch.Shared<int>(4);
                var (input, mean, logVariance, slope) = (batch.In(0), batch.In(1), batch.In(2), batch.In(3));
                ArrayView<float> noiseSlope = batch.Upload(new float[batch.Length(3)]);
                var (byInput, byMean, byLogVariance) = (batch.Out(batch.Length(0)), batch.Out(batch.Length(1)), batch.Out(batch.Length(1)));
                for (int c = 0; c < batch.Count; c++)
                {
                    var (key, stream, replicate) = Layers.Noise(batch, c);
                    ArrayView<float> Row(ArrayView<float> all) => Layers.Of(batch, c, all);
                    AdditiveNoiseKernels.Backward(
                        device, examples, Row(input), Row(mean), Row(logVariance), Row(slope), key, stream, replicate, noiseSlope,
                        Row(byInput), Row(byMean), Row(byLogVariance));
                }
            },
            source =>
            {
                var (b, d, k) = Layers.Draw(source);
                double[] mean = Layers.Normals(source, d * k);
                return
                [
                    Layers.Normals(source, b * d), mean, LogVariances(source, mean), Layers.Normals(source, b * k), b,
                    .. Layers.Noise(source),
                ];
            },
            new ErrorBound(
                "of the derivatives by means and variances, and of the chain rule's products",
                OfGradient))
        {
            Calls = Layers.Calls,
            Edges =
            [
                [new double[] { 0, 1 }, new double[] { 0, 2 }, new double[] { -10, 3 }, new double[] { 1 }, 1, new PhiloxKey(1, 2), 5u, 6UL],
                [Layers.Ramp(785), Layers.Ramp(785 * 3), Layers.Ramp(785 * 3), Layers.Ramp(3), 1, new PhiloxKey(1, 2), 5u, 6UL],
            ],
        },
    ];

    // ln alpha on either side of the clipping, and not so near to it that a float takes the other side.
    private static double[] LogVariances(InputSource source, double[] mean) => [.. mean.Select(m =>
    {
        double logAlpha = source.Pick(source.Uniform(-7.9, 7.9), source.Uniform(-7.9, 7.9), source.Uniform(8.1, 12), source.Uniform(-12, -8.1));
        return (double)(float)(logAlpha + (2 * Math.Log(Math.Abs(m))));
    })];

    private static double VarianceOf(double mean, double logVariance) =>
        Math.Clamp(Math.Exp(logVariance), Math.Exp(-8) * mean * mean, Math.Exp(8) * mean * mean);

    private static LocalErrors ErrorsOf(object[] call, int batch) => LocalErrors.Of(call, () =>
    {
        var (x, mean, logVariance) = ((double[])call[0], (double[])call[1], (double[])call[2]);
        double[] slope = batch == 4 ? (double[])call[3] : [];
        return new LocalErrors(
            x, mean, slope, [.. mean.Zip(logVariance, VarianceOf)], VarianceUnits, Floor, (int)call[batch], call);
    });

    private static double OfGradient(object[] call, double[] expected, int i)
    {
        var (x, mean, logVariance) = ((double[])call[0], (double[])call[1], (double[])call[2]);
        LocalErrors errors = ErrorsOf(call, 4);
        if (i < x.Length)
        {
            return errors.Input(i);
        }

        int j = (i - x.Length) % mean.Length;
        double variance = VarianceOf(mean[j], logVariance[j]);
        var (byMean, byVariance) = (errors.Mean(j), errors.Variance(j));
        bool isClipped = variance != Math.Exp(logVariance[j]);
        double perMean = isClipped && mean[j] != 0 ? 2 * variance / Math.Abs(mean[j]) : 0;
        return ErrorBound.U * (i < x.Length + mean.Length
            ? (byMean.Units * byMean.Terms) + ((byVariance.Units + 4) * perMean * byVariance.Terms) + Math.Abs(expected[i])
            : isClipped ? 0 : (byVariance.Units + VarianceUnits + 1) * variance * byVariance.Terms);
    }
}
