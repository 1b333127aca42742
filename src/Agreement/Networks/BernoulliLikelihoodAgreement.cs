using BayesBench.Kernels.Networks;
using BayesBench.Reference.Networks;

namespace BayesBench.Agreements.Networks;

/// <summary>The log-likelihood of pixels and its kernels: a batch is one image a call.</summary>
public sealed class BernoulliLikelihoodAgreement : ITopic
{
    // About sixteen, and about the 512 of a panel.
    private static readonly int[] Widths = [1, 3, 16, 17, 70, 512, 531];

    private static readonly double[] Logits = [0, 1e-42f, -1e-42f, 0.5, -0.5, 17, -17, 104, -104, 1e30f, -1e30f];

    /// <inheritdoc />
    public static IEnumerable<Agreement> Agreements =>
    [
        new Agreement(
            BernoulliLikelihood.Value,
            (device, batch) => BernoulliLikelihoodKernels.Value(device, batch.In(0), batch.In(1), batch.Out()),
            Draw,
            EncoderErrors.BoundOf(
                "one by one a product, softplus and a difference; by sixteens the roundings of every factor and of the linear part's sum",
                call => [PixelErrors.LogLikelihood((double[])call[0], (double[])call[1])]))
        {
            Calls = 512,
            Edges = Edges,
        },
        new Agreement(
            BernoulliLikelihood.Derivative,
            (device, batch) => BernoulliLikelihoodKernels.Derivative(device, batch.In(0), batch.In(1), batch.Out(batch.Length(0))),
            Draw,
            new ErrorBound(
                "running: the exponential, a complement, a product, a difference, a sum and the quotient",
                (call, _, i) => PixelErrors.Slope(((double[])call[0])[i], ((double[])call[1])[i]).Error))
        {
            Calls = 512,
            Edges = Edges,
        },
    ];

    private static IReadOnlyList<object[]> Edges =>
    [
        .. from logit in Logits from pixel in (double[])[0, 1, 0.5, 1e-42f] select new object[] { new[] { logit }, new[] { pixel } },
        [Logits.Concat(Logits).ToArray(), Logits.Concat(Logits).Select((_, d) => d % 3 / 2.0).ToArray()],
    ];

    private static object[] Draw(InputSource source)
    {
        var (logits, images) = PixelErrors.Draw(source, 1, 1, source.Pick(Widths));
        return [logits[0], images[0]];
    }
}
