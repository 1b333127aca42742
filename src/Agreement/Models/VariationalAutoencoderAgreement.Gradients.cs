using BayesBench.Agreements.Networks;
using BayesBench.Kernels.Models;
using BayesBench.Reference.Models;
using BayesBench.Reference.Random;

namespace BayesBench.Agreements.Models;

/// <content>Gradients of the bounds by the code.</content>
public sealed partial class VariationalAutoencoderAgreement
{
    private delegate double[][] Weighted(double[][] code, double[][] shares, double[][] latentGradient, PhiloxKey key, int step);

    private static IEnumerable<Agreement> ByCode =>
    [
        new Agreement(
            VariationalAutoencoder.ElboGradient,
            (device, batch) =>
            {
                double[][] code = (double[][])batch.Call(0)[0], gradient = (double[][])batch.Call(0)[1];
                var (codes, gradients, byCode) = (batch.In(0), batch.In(1), batch.OutMatrix<float>(code.Length, code[0].Length));
                for (int c = 0; c < batch.Count; c++)
                {
                    VariationalAutoencoderKernels.ElboGradient(
                        device, code.Length, gradient.Length / code.Length, gradient[0].Length, Layers.Of(batch, c, codes),
                        Layers.Of(batch, c, gradients), EncoderErrors.Key(batch.At<PhiloxKey>(c, 2)), batch.At<int>(c, 3),
                        Layers.Of(batch, c, byCode));
                }
            },
            source =>
            {
                object[] call = DrawGradient(source, source.Integer(0, 1) == 0);
                return [call[0], .. call[2..]];
            },
            EncoderErrors.BoundOf("as GaussianEncoder's two derivatives; their difference in double, rounded once", call =>
                OfCode((double[][])call[0], (double[][])call[1], call, (errors, row, b, w) =>
                    ((double[][])call[1])[row][errors.Places(w).I], (errors, b, w) => -errors.DivergenceSlope(b, w))))
        {
            Calls = Calls,
        },
        ByShares(VariationalAutoencoder.PathwiseGradient, WeightedEstimator.Pathwise),
        ByShares(VariationalAutoencoder.StickingTheLandingGradient, WeightedEstimator.StickingTheLanding),
        ByShares(VariationalAutoencoder.DoublyReparameterizedGradient, WeightedEstimator.DoublyReparameterized),
    ];

    private static Agreement ByShares(Weighted reference, WeightedEstimator estimator) => new(
        reference,
        (device, batch) =>
        {
            double[][] code = (double[][])batch.Call(0)[0], gradient = (double[][])batch.Call(0)[2];
            var (codes, shares, gradients) = (batch.In(0), batch.In(1), batch.In(2));
            var byCode = batch.OutMatrix<float>(code.Length, code[0].Length);
            for (int c = 0; c < batch.Count; c++)
            {
                VariationalAutoencoderKernels.ImportanceWeightedGradient(
                    device, code.Length, gradient.Length / code.Length, gradient[0].Length, Layers.Of(batch, c, codes),
                    Layers.Of(batch, c, shares), Layers.Of(batch, c, gradients), estimator, EncoderErrors.Key(batch.At<PhiloxKey>(c, 3)),
                    batch.At<int>(c, 4), Layers.Of(batch, c, byCode));
            }
        },
        source => DrawGradient(source, estimator != WeightedEstimator.Pathwise || source.Integer(0, 1) == 0),
        EncoderErrors.BoundOf("running: the draw, its noise over the deviation, the share; summed over the draws in double, rounded once", call =>
        {
            double[][] code = (double[][])call[0], shares = (double[][])call[1], gradient = (double[][])call[2];
            return OfCode(
                code,
                gradient,
                call,
                (errors, row, b, w) => ByLatent(estimator, errors, b, errors.Places(w).I, row % shares[0].Length, shares[b], gradient[row]),
                (errors, b, w) => estimator == WeightedEstimator.Pathwise && w >= errors.Latents && w < 2 * errors.Latents
                    ? 0.5 * shares[b].Sum()
                    : 0);
        }))
    {
        Calls = Calls,
    };

    private static object[] DrawGradient(InputSource source, bool isDiagonal)
    {
        (int images, int draws, int latents) = (source.Pick(1, 3), source.Pick(1, 2, 5), source.Pick(1, 3, 20));
        double[][] shares = source.Matrix(images, draws, s => s.Uniform(0, 1));
        return
        [
            EncoderErrors.Draw(source, images, latents, isDiagonal),
            .. new object[] { shares.Select(row => row.Select(share => (double)(float)(share / row.Sum())).ToArray()).ToArray() },
            source.Matrix(images * draws, latents, s => s.Normal()),
            .. EncoderErrors.Noise(source),
        ];
    }

    // What comes back by latent number i of a draw.
    private static Rounded ByLatent(
        WeightedEstimator estimator, EncoderErrors errors, int b, int i, int k, double[] shares, double[] gradient)
    {
        Rounded towards = estimator == WeightedEstimator.Pathwise ? 0 : errors.Noise(b, i, k) / errors.Deviation(b, i);
        Rounded whole = gradient[i] + (shares[k] * (towards - errors.Latent(b, i, k)));
        return estimator == WeightedEstimator.DoublyReparameterized ? shares[k] * whole : whole;
    }

    private static IEnumerable<Rounded> OfCode(
        double[][] code,
        double[][] gradient,
        object[] call,
        Func<EncoderErrors, int, int, int, Rounded> byLatent,
        Func<EncoderErrors, int, int, Rounded> ofLaw)
    {
        int draws = gradient.Length / code.Length;
        EncoderErrors errors = new(code, gradient[0].Length, (PhiloxKey)call[^2], (int)call[^1]);
        return
            from b in Enumerable.Range(0, code.Length)
            from w in Enumerable.Range(0, errors.Width)
            select Rounded.Sum(
            [
                .. Enumerable.Range(0, draws).Select(k => byLatent(errors, (b * draws) + k, b, w) * errors.Slope(b, w, k)),
                ofLaw(errors, b, w),
            ]);
    }
}
