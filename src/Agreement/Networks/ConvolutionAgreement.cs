using System.Runtime.CompilerServices;
using BayesBench.Kernels.Networks;
using BayesBench.Reference.Networks;
using ILGPU;

namespace BayesBench.Agreements.Networks;

/// <summary>Convolution and its kernels; a launch is a call's, whose filters it takes.</summary>
public sealed class ConvolutionAgreement : ITopic
{
    // Sides that no lane or tile divides, a plane of less than sixteen, one pixel, one filter, filters of every kind.
    private static readonly ConvolutionSize[] Sizes =
    [
        new(1, 1, 1, 1, 1, 1), new(2, 3, 1, 1, 5, 1), new(1, 1, 3, 3, 1, 3), new(1, 1, 5, 5, 2, 5), new(3, 2, 3, 4, 3, 3),
        new(2, 1, 5, 21, 4, 2), new(1, 3, 6, 8, 6, 1), new(2, 3, 7, 6, 5, 3), new(1, 2, 12, 12, 3, 5), new(5, 1, 9, 17, 2, 5),
        new(1, 1, 2, 17, 7, 2), new(19, 1, 4, 5, 1, 3), new(1, 2, 9, 20, 4, 5), new(1, 1, 19, 4, 2, 4),
    ];

    // What a component's absolute terms sum to: the formula itself, of absolute values.
    private static readonly ConditionalWeakTable<object[], double[]> Terms = [];

    /// <inheritdoc />
    public static IEnumerable<Agreement> Agreements =>
    [
        new Agreement(
            Convolution.Forward,
            (device, batch) =>
            {
                ConvolutionSize size = Size(batch, 3, filters: batch.Length(2));
                size = size with { Batch = batch.Length(0) / size.Images };
                EachCall(batch, [batch.In(0), batch.In(1), batch.In(2), batch.Out(size.Outputs)], rows =>
                    ConvolutionKernels.Forward(device, size, rows[0], rows[1], rows[2], rows[3]));
            },
            source =>
            {
                ConvolutionSize size = source.Pick(Sizes);
                return With(size, Normal(source, size.Images), Normal(source, size.Weights), Normal(source, size.Filters));
            },
            Bound(
                "gamma of the C K K products and the bias",
                Convolution.Forward,
                call => (((double[])call[1]).Length / ((double[])call[2]).Length) + 1))
        {
            Calls = 256,
            Edges = [With(new(1, 1, 2, 2, 1, 2), [0.0, 0.0, 0.0, 0.0], [1.0, 2.0, 3.0, 4.0], [0.0])],
        },
        new Agreement(
            Convolution.BackwardInput,
            (device, batch) =>
            {
                ConvolutionSize size = Size(batch, 2, filters: 1);
                size = size with { Filters = batch.Length(1) / size.Weights };
                size = size with { Batch = batch.Length(0) / size.Outputs };
                EachCall(batch, [batch.In(0), batch.In(1), batch.Out(size.Images)], rows =>
                    ConvolutionKernels.BackwardInput(device, size, rows[0], rows[1], rows[2]));
            },
            source =>
            {
                ConvolutionSize size = source.Pick(Sizes);
                return With(size, Normal(source, size.Outputs), Normal(source, size.Weights));
            },
            Bound(
                "gamma of the at most F K K products",
                Convolution.BackwardInput,
                call => ((double[])call[1]).Length / (int)call[2]))
        {
            Calls = 256,
            Edges = [With(new(1, 1, 2, 2, 1, 2), [0.0], [1.0, 2.0, 3.0, 4.0])],
        },
        new Agreement(
            Convolution.BackwardFilters,
            (device, batch) =>
            {
                ConvolutionSize size = Size(batch, 2, filters: 1);
                size = size with { Batch = batch.Length(0) / size.Images };
                size = size with { Filters = batch.Length(1) / size.Outputs };
                ArrayView<float>[] arrays = [batch.In(0), batch.In(1), batch.Out(size.Weights), batch.Out(size.Filters)];
                EachCall(batch, arrays, rows =>
                    ConvolutionKernels.BackwardFilters(device, size, rows[0], rows[1], rows[2], rows[3]));
            },
            source =>
            {
                ConvolutionSize size = source.Pick(Sizes);
                return With(size, Normal(source, size.Images), Normal(source, size.Outputs));
            },
            Bound(
                "gamma of the products, one for each output of a filter in the batch",
                Convolution.BackwardFilters,
                call => ((double[])call[0]).Length / ((int)call[2] * (int)call[3] * (int)call[4])
                    * ((int)call[3] - (int)call[5] + 1) * ((int)call[4] - (int)call[5] + 1)))
        {
            Calls = 256,
            Edges = [With(new(1, 1, 2, 2, 1, 2), [1.0, 2.0, 3.0, 4.0], [0.0])],
        },
    ];

    // The last four arguments; of one image.
    private static ConvolutionSize Size(Batch batch, int first, int filters) => new(
        1, batch.Shared<int>(first), batch.Shared<int>(first + 1), batch.Shared<int>(first + 2), filters, batch.Shared<int>(first + 3));

    private static object[] With(ConvolutionSize size, params double[][] arrays) =>
        [.. arrays, size.Channels, size.Height, size.Width, size.FilterSize];

    private static double[] Normal(InputSource source, int length) => source.Vector(length, s => s.Normal());

    private static void EachCall(Batch batch, ArrayView<float>[] arrays, Action<ArrayView<float>[]> launch)
    {
        for (int c = 0; c < batch.Count; c++)
        {
            launch([.. arrays.Select(array => array.SubView(array.Length / batch.Count * c, array.Length / batch.Count))]);
        }
    }

    private static ErrorBound Bound(string analysis, Delegate formula, Func<object[], int> roundings)
    {
        double[] Absolute(object[] call) => Terms.GetValue(call, _ => Values.Flatten(formula.DynamicInvoke(
            [.. call.Select(argument => argument is double[] values ? Array.ConvertAll(values, Math.Abs) : argument)])!));
        return new ErrorBound(analysis, (call, _, i) => roundings(call) * ErrorBound.U * Absolute(call)[i])
        {
            Terms = (call, _, i) => Absolute(call)[i],
        };
    }
}
