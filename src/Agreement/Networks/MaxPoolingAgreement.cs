using BayesBench.Kernels.Networks;
using BayesBench.Reference.Networks;

namespace BayesBench.Agreements.Networks;

/// <summary>Pooling and its kernels: planes of several calls lie behind one another.</summary>
public sealed class MaxPoolingAgreement : ITopic
{
    private static readonly (int Planes, int Height, int Width)[] Sizes =
        [(1, 2, 2), (3, 2, 2), (1, 4, 6), (5, 6, 2), (2, 2, 34), (7, 8, 8), (1, 24, 24)];

    /// <inheritdoc />
    public static IEnumerable<Agreement> Agreements =>
    [
        new Agreement(
            MaxPooling.Forward,
            (device, batch) => MaxPoolingKernels.Forward(
                device, batch.Shared<int>(1), batch.Shared<int>(2), batch.In(0), batch.Out(batch.Length(0) / 4)),
            source =>
            {
                (int planes, int height, int width) = source.Pick(Sizes);
                return [Pixels(source, planes * height * width), height, width];
            },
            ErrorBound.Exact("one of the numbers given"))
        {
            Calls = 512,
            Edges = [[new double[] { 1, 1, 1, 1 }, 2, 2], [new double[] { -3, -2, -2, -5 }, 2, 2]],
        },
        new Agreement(
            MaxPooling.Backward,
            (device, batch) => MaxPoolingKernels.Backward(
                device, batch.Shared<int>(2), batch.Shared<int>(3), batch.In(0), batch.In(1), batch.Out(batch.Length(0))),
            source =>
            {
                (int planes, int height, int width) = source.Pick(Sizes);
                int pixels = planes * height * width;
                return [Pixels(source, pixels), source.Vector(pixels / 4, s => s.Normal()), height, width];
            },
            ErrorBound.Exact("one of the numbers given, or 0"))
        {
            Calls = 512,
            Edges =
            [
                [new double[] { 1, 1, 1, 1 }, new double[] { 2 }, 2, 2], [new double[] { 0, 1, 1, 1 }, new double[] { 2 }, 2, 2],
                [new double[] { 0, 0, 1, 1 }, new double[] { 2 }, 2, 2], [new double[] { 0, 0, 0, 1 }, new double[] { 2 }, 2, 2],
                [new double[] { 0, 1, 1, 0 }, new double[] { 2 }, 2, 2], [new double[] { 0, -0.0, 0, -0.0 }, new double[] { 2 }, 2, 2],
            ],
        },
    ];

    // Half of the images have few levels, so that windows have equal pixels.
    private static double[] Pixels(InputSource source, int count) =>
        source.Integer(0, 1) == 0 ? source.Vector(count, s => s.Normal()) : source.Vector(count, s => s.Integer(-1, 1));
}
