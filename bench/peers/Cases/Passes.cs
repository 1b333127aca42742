using BayesBench.Kernels.Networks;
using BayesBench.Kernels.Numerics;
using BayesBench.Support;

namespace BayesBench.Peers.Cases;

/// <summary>Products of matrices and layers without noise, at the sizes of LeNet-300-100 and of LeNet-5, 128 examples a batch.</summary>
internal static class Passes
{
    private const int Batch = 128;

    // torch.mm has out=; what convolutions and pooling give is new memory each time, as for any user.
    private const string IntoOutput = "float, torch.mm with out=";

    public static IReadOnlyList<PeerCase> List { get; } =
    [
        Product(1024, 1024, 1024),
        Product(Batch, 784, 300),
        Product(Batch, 300, 100),
        Product(Batch, 100, 10),
        TransposedLeft(1024, 1024, 1024),
        TransposedLeft(784, Batch, 300),
        TransposedLeft(300, Batch, 100),
        TransposedRight(1024, 1024, 1024),
        TransposedRight(Batch, 300, 784),
        TransposedRight(Batch, 100, 300),
        Convolution(new ConvolutionSize(Batch, 1, 28, 28, 20, 5)),
        Convolution(new ConvolutionSize(Batch, 20, 12, 12, 50, 5)),
        Pooling(planes: 20, side: 24),
    ];

    private static string Sizes(int rows, int inner, int columns) =>
        Format.Invariant($"[{rows}, {columns}], sums of {inner} products; an item is one product");

    private static PassCase Product(int rows, int inner, int columns) => new(
        "matrix-product.value", "A B " + Sizes(rows, inner, columns), (long)rows * inner * columns, new Cost(Bytes: 0, Operations: 2))
    {
        Inputs = [[rows, inner], [inner, columns]],
        Outputs = [new([rows, columns], inner)],
        Kernel = (device, given, product) =>
            MatrixProductKernels.Value(device, rows, inner, columns, given[0], given[1], product[0]),
        Script = """
            def run(a, b, c):
                return [torch.mm(a, b, out=c)]
            """,
        How = IntoOutput,
    };

    private static PassCase TransposedLeft(int rows, int inner, int columns) => new(
        "matrix-product.transposed-left", "A^T B " + Sizes(rows, inner, columns), (long)rows * inner * columns,
        new Cost(Bytes: 0, Operations: 2))
    {
        Inputs = [[inner, rows], [inner, columns]],
        Outputs = [new([rows, columns], inner)],
        Kernel = (device, given, product) =>
            MatrixProductKernels.TransposedLeft(device, rows, inner, columns, given[0], given[1], product[0]),
        Script = """
            def run(a, b, c):
                return [torch.mm(a.t(), b, out=c)]
            """,
        How = IntoOutput,
    };

    private static PassCase TransposedRight(int rows, int inner, int columns) => new(
        "matrix-product.transposed-right", "A B^T " + Sizes(rows, inner, columns), (long)rows * inner * columns,
        new Cost(Bytes: 0, Operations: 2))
    {
        Inputs = [[rows, inner], [columns, inner]],
        Outputs = [new([rows, columns], inner)],
        Kernel = (device, given, product) =>
            MatrixProductKernels.TransposedRight(device, rows, inner, columns, given[0], given[1], product[0]),
        Script = """
            def run(a, b, c):
                return [torch.mm(a, b.t(), out=c)]
            """,
        How = IntoOutput,
    };

    // Nobody asks for the derivative by the images where they are the data: those have one channel.
    private static PassCase Convolution(ConvolutionSize size)
    {
        bool hasInputGradient = size.Channels > 1;
        int weights = size.Weights / size.Filters;
        int outputs = size.Outputs / size.Batch / size.Filters;
        double operations = 2.0 * size.Outputs / size.Batch * weights;
        PassOutput[] outputGradients =
        [
            new([size.Filters, size.Channels, size.FilterSize, size.FilterSize], size.Batch * outputs),
            new([size.Filters], size.Batch * outputs),
        ];
        return new PassCase(
            "convolution.forward",
            Format.Invariant(
                $"convolution 5 x 5 of {size.Channels} planes of {size.Height} x {size.Width} to {size.Filters}, forward and backward; an item is one image"),
            size.Batch,
            new Cost(Bytes: 0, Operations: (hasInputGradient ? 3 : 2) * operations))
        {
            Beside = ["convolution.backward-filters", "convolution.backward-input"],
            Inputs =
            [
                [size.Batch, size.Channels, size.Height, size.Width],
                [size.Filters, size.Channels, size.FilterSize, size.FilterSize],
                [size.Filters],
                [size.Batch, size.Filters, size.OutputHeight, size.OutputWidth],
            ],
            Outputs =
            [
                new([size.Batch, size.Filters, size.OutputHeight, size.OutputWidth], weights + 1),
                .. outputGradients,
                .. hasInputGradient
                    ? (PassOutput[])[new([size.Batch, size.Channels, size.Height, size.Width], size.Weights / size.Channels)]
                    : [],
            ],
            Kernel = (device, given, results) =>
            {
                ConvolutionKernels.Forward(device, size, given[0], given[1], given[2], results[0]);
                ConvolutionKernels.BackwardFilters(device, size, given[0], given[3], results[1], results[2]);
                if (hasInputGradient)
                {
                    ConvolutionKernels.BackwardInput(device, size, given[3], given[1], results[3]);
                }
            },
            Script = hasInputGradient
                ? """
                    def run(x, w, b, g, y, dw, db, dx):
                        a, c, d = torch.convolution_backward(g, x, w, [w.size(0)], [1, 1], [0, 0], [1, 1], False, [0, 0], 1, [True, True, True])
                        return [torch.conv2d(x, w, b), c, d, a]
                    """
                : """
                    def run(x, w, b, g, y, dw, db):
                        a, c, d = torch.convolution_backward(g, x, w, [w.size(0)], [1, 1], [0, 0], [1, 1], False, [0, 0], 1, [False, True, True])
                        return [torch.conv2d(x, w, b), c, d]
                    """,
        };
    }

    private static PassCase Pooling(int planes, int side) => new(
        "max-pooling.forward",
        Format.Invariant($"largest of 2 x 2 in {planes} planes of {side} x {side}, forward and backward; an item is one image"),
        Batch,
        new Cost(Bytes: 14 * planes * side * side, Operations: 2 * planes * side * side))
    {
        Beside = ["max-pooling.backward"],
        Inputs = [[Batch, planes, side, side], [Batch, planes, side / 2, side / 2]],
        Outputs = [new([Batch, planes, side / 2, side / 2], 0), new([Batch, planes, side, side], 0)],
        Kernel = (device, given, results) =>
        {
            MaxPoolingKernels.Forward(device, side, side, given[0], results[0]);
            MaxPoolingKernels.Backward(device, side, side, given[0], given[1], results[1]);
        },
        Script = """
            def run(x, g, y, dx):
                a, i = torch.max_pool2d_with_indices(x, [2, 2])
                return [a, torch.max_pool2d_with_indices_backward(g, x, [2, 2], [2, 2], [0, 0], [1, 1], False, i)]
            """,
    };
}
