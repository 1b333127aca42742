using BayesBench.Kernels.Random;
using BayesBench.Reference.Random;

namespace BayesBench.Agreements.Random;

/// <summary>Standard normal numbers and their kernels.</summary>
public sealed class BoxMullerAgreement : ITopic
{
    // Words where the radius's or the angle's code changes: ends, sqrt(1/2), the edges of the octants.
    private static readonly uint[] Corners =
    [
        0, 1, 2, 255, 0x10000, 0x1FFFFFFF, 0x20000000, 0x20000001, 0x3FFFFFFF, 0x40000000, 0x40000001, 0x5FFFFFFF,
        0x60000000, 0x7FFFFFFF, 0x80000000, 0x80000001, 0x9FFFFFFF, 0xA0000000, 0xB504F332, 0xB504F333, 0xB504F334,
        0xBFFFFFFF, 0xC0000000, 0xC0000001, 0xDFFFFFFF, 0xE0000000, 0xFFFFFF00, 0xFFFFFFFE, 0xFFFFFFFF,
    ];

    private static readonly ErrorBound Bound = ErrorBound.Relative(
        "radius: half of the logarithm's 3.2 u (a rounded word, two sums, 0.3 for the polynomial), and a root; angle: the word, a product and "
        + "a sum, 0.5 for 2 pi, at most 0.4 for the polynomial where nothing is fused; a product",
        7);

    /// <inheritdoc />
    public static IEnumerable<Agreement> Agreements =>
    [
        new Agreement(
            BoxMuller.FromWords,
            (device, batch) => BoxMullerKernels.FromWords(device, batch.In<uint>(0), batch.In<uint>(1), batch.Out(2)),
            source => [source.Word() >> source.Integer(0, 31), source.Word() >> source.Integer(0, 31)],
            Bound)
        {
            Edges = [.. from radius in Corners from angle in Corners select (object[])[radius, angle]],
        },
        Streams.Of(
            BoxMuller.Fill,
            (device, batch) => Streams.Launch<float>(device, batch, BoxMullerKernels.Fill),
            Bound),
    ];
}
