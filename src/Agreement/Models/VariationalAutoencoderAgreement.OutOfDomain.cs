using BayesBench.Agreements.Networks;
using BayesBench.Kernels.Models;
using BayesBench.Reference.Models;

namespace BayesBench.Agreements.Models;

/// <content>Scores of images by their log-evidence.</content>
public sealed partial class VariationalAutoencoderAgreement
{
    private static Agreement OutOfDomain => new(
        VariationalAutoencoder.OutOfDomainScore,
        (device, batch) =>
        {
            var (values, known) = (batch.In(0), batch.In(1));
            var (density, typicality) = (batch.Out(batch.Length(0)), batch.Out(batch.Length(0)));
            for (int c = 0; c < batch.Count; c++)
            {
                VariationalAutoencoderKernels.OutOfDomainScore(
                    device, Layers.Of(batch, c, values), Layers.Of(batch, c, known), (float)batch.At<double>(c, 2),
                    Layers.Of(batch, c, density), Layers.Of(batch, c, typicality));
            }
        },
        // Coarse numbers: ties must count.
        source => [Coarse(source, source.Pick(1, 5)), Coarse(source, source.Pick(1, 3, 100)), source.Integer(-3, 3) - 100.0],
        ErrorBound.Relative("counts of the same comparisons, in double; a quotient rounded to float", 1.001))
    {
        Calls = 128,
    };

    private static double[] Coarse(InputSource source, int count) => source.Vector(count, s => Math.Round(4 * s.Normal()) - 100);
}
