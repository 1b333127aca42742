using BayesBench.Kernels.Networks;
using BayesBench.Reference.Networks;
using BayesBench.Reference.Random;

namespace BayesBench.Agreements.Networks;

/// <summary>Gaussian encoders and their kernels: a code with and without a factor below its diagonal.</summary>
public sealed class GaussianEncoderAgreement : ITopic
{
    private static readonly int[] Widths = [1, 2, 3, 20];

    /// <inheritdoc />
    public static IEnumerable<Agreement> Agreements =>
    [
        new Agreement(
            GaussianEncoder.Draw,
            (device, batch) =>
            {
                (double[][] code, int latents, int draws) = Shape(batch.Call(0));
                var (codes, latent) = (batch.In(0), batch.OutMatrix<float>(code.Length * draws, latents));
                for (int c = 0; c < batch.Count; c++)
                {
                    GaussianEncoderKernels.Draw(
                        device, code.Length, draws, latents, Layers.Of(batch, c, codes), EncoderErrors.Key(batch.At<PhiloxKey>(c, 3)),
                        batch.At<int>(c, 4), Layers.Of(batch, c, latent));
                }
            },
            DrawWithNoise,
            EncoderErrors.BoundOf("running: noise, deviation, their product, a sum of i + 2 terms", call =>
            {
                (double[][] code, int latents, int draws) = Shape(call);
                EncoderErrors errors = Errors(call);
                return
                    from row in Enumerable.Range(0, code.Length * draws)
                    from i in Enumerable.Range(0, latents)
                    select Unrounded(errors.Latent(row / draws, i, row % draws));
            }))
        {
            Calls = Layers.Calls,
        },
        new Agreement(
            GaussianEncoder.LogDensity,
            (device, batch) =>
            {
                int latents = ((double[][])batch.Call(0)[0])[0].Length, rows = ((double[][])batch.Call(0)[0]).Length;
                GaussianEncoderKernels.LogDensity(device, batch.Count * rows, latents, batch.In(0), batch.In(1), batch.Out(rows));
            },
            source =>
            {
                double[][] code = AnyCode(source, out int latents);
                return [source.Matrix(code.Length, latents, s => s.Normal()), code];
            },
            new ErrorBound(
                "in double on both sides, the substitution's roundings growing by the factor; rounded once",
                (call, expected, b) => (ErrorBound.U * Math.Abs(expected[b])) + DensityError(call, b)))
        {
            Calls = 256,
        },
        new Agreement(
            GaussianEncoder.Divergence,
            (device, batch) =>
            {
                int rows = ((double[][])batch.Call(0)[0]).Length;
                GaussianEncoderKernels.Divergence(device, batch.Count * rows, batch.Shared<int>(1), batch.In(0), batch.Out(rows));
            },
            source => [AnyCode(source, out int latents), latents],
            EncoderErrors.BoundOf("as KullbackLeibler.ToStandardNormal, and a product for every number below the diagonal", call =>
            {
                EncoderErrors errors = new((double[][])call[0], (int)call[1]);
                return Enumerable.Range(0, ((double[][])call[0]).Length).Select(errors.Divergence);
            }))
        {
            Calls = 256,
        },
        new Agreement(
            GaussianEncoder.MonteCarloDivergence,
            (device, batch) =>
            {
                (double[][] code, int latents, int draws) = Shape(batch.Call(0));
                var (codes, divergence) = (batch.In(0), batch.Out(code.Length));
                for (int c = 0; c < batch.Count; c++)
                {
                    GaussianEncoderKernels.MonteCarloDivergence(
                        device, code.Length, draws, latents, Layers.Of(batch, c, codes), EncoderErrors.Key(batch.At<PhiloxKey>(c, 3)),
                        batch.At<int>(c, 4), Layers.Of(batch, c, divergence));
                }
            },
            DrawWithNoise,
            EncoderErrors.BoundOf("running: the draws; squares and their sum in double, rounded once", call =>
            {
                (double[][] code, _, int draws) = Shape(call);
                EncoderErrors errors = Errors(call);
                return code.Select((_, b) =>
                {
                    Rounded sum = Rounded.Sum(Enumerable.Range(0, draws).Select(k => errors.LogRatio(b, k)));
                    return new Rounded(sum.Value / draws, sum.Error / draws);
                });
            }))
        {
            Calls = Layers.Calls,
        },
        new Agreement(
            GaussianEncoder.DrawBackward,
            (device, batch) =>
            {
                double[][] code = (double[][])batch.Call(0)[0], gradient = (double[][])batch.Call(0)[1];
                var (codes, gradients, byCode) = (batch.In(0), batch.In(1), batch.OutMatrix<float>(code.Length, code[0].Length));
                for (int c = 0; c < batch.Count; c++)
                {
                    GaussianEncoderKernels.DrawBackward(
                        device, code.Length, gradient.Length / code.Length, gradient[0].Length, Layers.Of(batch, c, codes),
                        Layers.Of(batch, c, gradients), EncoderErrors.Key(batch.At<PhiloxKey>(c, 2)), batch.At<int>(c, 3),
                        Layers.Of(batch, c, byCode));
                }
            },
            source =>
            {
                double[][] code = AnyCode(source, out int latents);
                return [code, source.Matrix(code.Length * source.Pick(1, 3), latents, s => s.Normal()), .. EncoderErrors.Noise(source)];
            },
            EncoderErrors.BoundOf("running: deviation and noise times the gradient, summed in double, rounded once", call =>
            {
                double[][] code = (double[][])call[0], gradient = (double[][])call[1];
                int draws = gradient.Length / code.Length;
                EncoderErrors errors = new(code, gradient[0].Length, (PhiloxKey)call[2], (int)call[3]);
                return
                    from b in Enumerable.Range(0, code.Length)
                    from w in Enumerable.Range(0, errors.Width)
                    select Rounded.Sum(Enumerable.Range(0, draws).Select(k =>
                        gradient[(b * draws) + k][errors.Places(w).I] * errors.Slope(b, w, k)));
            }))
        {
            Calls = Layers.Calls,
        },
        new Agreement(
            GaussianEncoder.DivergenceGradient,
            (device, batch) =>
            {
                double[][] code = (double[][])batch.Call(0)[0];
                GaussianEncoderKernels.DivergenceGradient(
                    device, batch.Count * code.Length, batch.Shared<int>(1), batch.In(0), batch.OutMatrix<float>(code.Length, code[0].Length));
            },
            source => [AnyCode(source, out int latents), latents],
            EncoderErrors.BoundOf("exp(v) - 1 - v as in the divergence, and its sum with v; the rest are copies", call =>
            {
                double[][] code = (double[][])call[0];
                EncoderErrors errors = new(code, (int)call[1]);
                return
                    from b in Enumerable.Range(0, code.Length)
                    from w in Enumerable.Range(0, errors.Width)
                    select Unrounded(errors.DivergenceSlope(b, w));
            }))
        {
            Calls = 256,
        },
    ];

    private static double[][] AnyCode(InputSource source, out int latents)
    {
        latents = source.Pick(Widths);
        return EncoderErrors.Draw(source, source.Pick(1, 3), latents, source.Integer(0, 1) == 0);
    }

    private static object[] DrawWithNoise(InputSource source) =>
        [AnyCode(source, out int latents), latents, source.Pick(1, 3), .. EncoderErrors.Noise(source)];

    private static (double[][] Code, int Latents, int Draws) Shape(object[] call) => ((double[][])call[0], (int)call[1], (int)call[2]);

    private static EncoderErrors Errors(object[] call) => new((double[][])call[0], (int)call[1], (PhiloxKey)call[3], (int)call[4]);

    // What is a float already is not rounded again.
    private static Rounded Unrounded(Rounded x) => new(0, x.Error);

    // Each step's sum of absolute terms, over the deviation, and what the earlier ones had: a few units of double's of these.
    private static double DensityError(object[] call, int b)
    {
        double[] z = ((double[][])call[0])[b], code = ((double[][])call[1])[b];
        bool isFull = code.Length > 2 * z.Length;
        double[] noise = new double[z.Length], error = new double[z.Length];
        double total = z.Length * 2;
        for (int i = 0, lower = 2 * z.Length; i < z.Length; i++)
        {
            (double e, double own) = (z[i] - code[i], 0);
            double terms = Math.Abs(z[i]) + Math.Abs(code[i]);
            for (int j = 0; isFull && j < i; j++, lower++)
            {
                e -= code[lower] * noise[j];
                terms += Math.Abs(code[lower] * noise[j]);
                own += Math.Abs(code[lower]) * error[j];
            }

            double inverse = Math.Exp(-0.5 * code[z.Length + i]);
            (noise[i], error[i]) = (e * inverse, ((8 + z.Length) * terms * inverse) + (own * inverse));
            total += (Math.Abs(noise[i]) * (error[i] + Math.Abs(noise[i]))) + Math.Abs(code[z.Length + i]);
        }

        return 4 * ErrorBound.DoubleU * total;
    }
}
