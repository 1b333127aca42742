using BayesBench.Kernels.Networks;
using BayesBench.Reference.Networks;
using BayesBench.Reference.Random;
using ILGPU;

namespace BayesBench.Agreements.Networks;

/// <summary>Gaussian dropout of inputs and its kernels.</summary>
public sealed partial class GaussianDropoutAgreement : ITopic
{
    /// <inheritdoc />
    public static IEnumerable<Agreement> Agreements => [.. OfInputs, .. OfPreactivations];

    private static IEnumerable<Agreement> OfInputs =>
    [
        new Agreement(
            GaussianDropout.Alpha,
            (device, batch) => GaussianDropoutKernels.Alpha(device, batch.In(0), batch.Out()),
            source => [source.Uniform(0, 0.999)],
            ErrorBound.Relative("a complement and a quotient", 2))
        {
            Edges = [[0.0], [0.5], [0.05f], [0.99999994f]],
        },
        new Agreement(
            GaussianDropout.PreactivationMoments,
            (device, batch) => GaussianDropoutKernels.PreactivationMoments(
                device, batch.In(0), batch.In(1), batch.In(2), batch.Out(), batch.Out()),
            source =>
            {
                int width = source.Pick(1, 3, 17, 153, 785);
                return [Layers.Normals(source, width), Layers.Normals(source, width), Alphas(source, width)];
            },
            new ErrorBound(
                "gamma of D, or of D + 3, of the absolute terms",
                (call, expected, i) =>
                {
                    var (x, w) = ((double[])call[0], (double[])call[1]);
                    return ErrorBound.U * (i == 0 ? x.Length * x.Zip(w, (a, b) => Math.Abs(a * b)).Sum() : (x.Length + 3) * expected[1]);
                }))
        {
            Edges = [[new double[] { 0 }, new double[] { 2 }, new double[] { 1 }]],
        },
        new Agreement(
            GaussianDropout.Forward,
            (device, batch) =>
            {
                var (input, alpha, output) = (batch.In(0), batch.In(1), batch.Out(batch.Length(0)));
                for (int c = 0; c < batch.Count; c++)
                {
                    var (key, stream, replicate) = Layers.Noise(batch, c);
                    GaussianDropoutKernels.Forward(
                        device, Layers.Of(batch, c, input), Layers.Of(batch, c, alpha), key, stream, replicate, Layers.Of(batch, c, output));
                }
            },
            source =>
            {
                var (b, d, _) = Layers.Draw(source);
                return [Layers.Normals(source, b * d), Alphas(source, d), .. Layers.Noise(source)];
            },
            new ErrorBound(
                "the noise's 7 u, a root, a product; a sum; a product",
                (call, expected, i) => OfNoisy(((double[])call[0])[i], (double[])call[1], call, expected, i)))
        {
            Calls = Layers.Calls,
            Edges = [[new double[] { 1, 2, 3, 4 }, new double[] { 0, 1 }, new PhiloxKey(1, 2), 5u, ulong.MaxValue]],
        },
        new Agreement(
            GaussianDropout.Backward,
            (device, batch) =>
            {
                var (input, alpha, slope) = (batch.In(0), batch.In(1), batch.In(2));
                var (byInput, byLogAlpha) = (batch.Out(batch.Length(0)), batch.Out(batch.Length(1)));
                for (int c = 0; c < batch.Count; c++)
                {
                    var (key, stream, replicate) = Layers.Noise(batch, c);
                    ArrayView<float> Row(ArrayView<float> all) => Layers.Of(batch, c, all);
                    GaussianDropoutKernels.Backward(
                        device, Row(input), Row(alpha), Row(slope), key, stream, replicate, Row(byInput), Row(byLogAlpha));
                }
            },
            source =>
            {
                var (b, d, _) = Layers.Draw(source);
                return [Layers.Normals(source, b * d), Alphas(source, d), Layers.Normals(source, b * d), .. Layers.Noise(source)];
            },
            new ErrorBound(
                "by an input as the output; by ln alpha the noise's 7 u, a root, two products, and gamma of B + 1",
                OfGradient))
        {
            Calls = Layers.Calls,
        },
    ];

    private static double[] Alphas(InputSource source, int width) =>
        source.Vector(width, s => s.Integer(0, 9) == 0 ? 0 : s.LogUniform(1e-3, 100));

    private static double OfNoisy(double x, double[] alpha, object[] call, double[] expected, int i)
    {
        double noise = Math.Sqrt(alpha[i % alpha.Length]) * Math.Abs(Layers.Normal(i, call));
        return ErrorBound.U * ((Math.Abs(x) * noise * (Layers.NormalUnits + 2)) + (2 * Math.Abs(expected[i])));
    }

    private static double OfGradient(object[] call, double[] expected, int i)
    {
        var (x, alpha, g) = ((double[])call[0], (double[])call[1], (double[])call[2]);
        if (i < x.Length)
        {
            return OfNoisy(g[i], alpha, call, expected, i);
        }

        (int d, int width) = (i - x.Length, alpha.Length);
        int batch = x.Length / width;
        double terms = Enumerable.Range(0, batch).Select(b => (b * width) + d).Sum(n => Math.Abs(g[n] * x[n] * Layers.Normal(n, call)));
        return ErrorBound.U * (Layers.NormalUnits + 4 + batch) * 0.5 * Math.Sqrt(alpha[d]) * terms;
    }
}
