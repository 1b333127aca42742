using BayesBench.Agreements.Networks;
using BayesBench.Kernels.Models;
using BayesBench.Reference.Models;
using BayesBench.Reference.Random;

namespace BayesBench.Agreements.Models;

/// <summary>The variational autoencoder and its kernels: what stands between encoder and decoder.</summary>
public sealed partial class VariationalAutoencoderAgreement : ITopic
{
    private const int Calls = 40;

    /// <inheritdoc />
    public static IEnumerable<Agreement> Agreements => [.. Terms, .. ByCode, OutOfDomain, .. OfNetworks];

    private static IEnumerable<Agreement> Terms =>
    [
        new Agreement(
            VariationalAutoencoder.BoundTerms,
            (device, batch) =>
            {
                var (code, latents, logits, images) = Shape(batch.Call(0));
                VariationalAutoencoderKernels.BoundTerms(
                    device, batch.Count * code.Length, logits.Length / images.Length, latents, batch.In(0), batch.In(2), batch.In(3),
                    batch.Out(logits.Length));
            },
            source => DrawTerms(source),
            EncoderErrors.BoundOf("as the log-likelihood of pixels and the divergence; added in double, rounded once", call =>
                OfRows(call, (errors, b, _) => errors.Divergence(b), -1)))
        {
            Calls = Calls,
        },
        new Agreement(
            VariationalAutoencoder.LogWeights,
            (device, batch) =>
            {
                var (code, latents, logits, images) = Shape(batch.Call(0));
                var (codes, all, targets, weights) = (batch.In(0), batch.In(2), batch.In(3), batch.Out(logits.Length));
                for (int c = 0; c < batch.Count; c++)
                {
                    VariationalAutoencoderKernels.LogWeights(
                        device, code.Length, logits.Length / images.Length, latents, Layers.Of(batch, c, codes), Layers.Of(batch, c, all),
                        Layers.Of(batch, c, targets), EncoderErrors.Key(batch.At<PhiloxKey>(c, 4)), batch.At<int>(c, 5),
                        Layers.Of(batch, c, weights));
                }
            },
            source => [.. DrawTerms(source), .. EncoderErrors.Noise(source)],
            EncoderErrors.BoundOf("as the log-likelihood of pixels, and running of the draw and its densities; added in double, rounded once", call =>
                OfRows(call, (errors, b, k) => errors.LogRatio(b, k), 1)))
        {
            Calls = Calls,
        },
    ];

    private static (double[][] Code, int Latents, double[][] Logits, double[][] Images) Shape(object[] call) =>
        ((double[][])call[0], (int)call[1], (double[][])call[2], (double[][])call[3]);

    private static object[] DrawTerms(InputSource source)
    {
        (int images, int draws, int latents) = (source.Pick(1, 3), source.Pick(1, 2, 5), source.Pick(1, 3, 20));
        double[][] code = EncoderErrors.Draw(source, images, latents, source.Integer(0, 1) == 0);
        var (logits, pixels) = PixelErrors.Draw(source, images, draws, source.Pick(1, 3, 17, 70, 784));
        return [code, latents, logits, pixels];
    }

    private static IEnumerable<Rounded> OfRows(object[] call, Func<EncoderErrors, int, int, Rounded> ofLaw, int sign)
    {
        var (code, latents, logits, images) = Shape(call);
        int draws = logits.Length / images.Length;
        EncoderErrors errors = call.Length > 4
            ? new EncoderErrors(code, latents, (PhiloxKey)call[4], (int)call[5])
            : new EncoderErrors(code, latents);
        return logits.Select((a, row) =>
        {
            Rounded pixels = PixelErrors.LogLikelihood(a, images[row / draws]), law = ofLaw(errors, row / draws, row % draws);
            return new Rounded(pixels.Value + (sign * law.Value), pixels.Error + law.Error);
        });
    }
}
