using ILGPU;

namespace BayesBench.Kernels.Numerics;

/// <summary>
/// Products of matrices on a device, row by row in memory, in float: A B, A^T B and A B^T, of any shape, with or without
/// something to add them to.
/// </summary>
/// <remarks>
/// Sums are taken in order, so an element errs by gamma of K of its absolute terms at most. The product may share no memory
/// with the operands or the addend.
/// </remarks>
public static partial class MatrixProductKernels
{
    /// <summary>A B, plus the addend.</summary>
    /// <param name="device">Where to run.</param>
    /// <param name="rows">M.</param>
    /// <param name="inner">K.</param>
    /// <param name="columns">N.</param>
    /// <param name="left">A, shape [M, K].</param>
    /// <param name="right">B, shape [K, N].</param>
    /// <param name="product">Shape [M, N], written.</param>
    /// <param name="addend">Shape [M, N], or [N] for every row; without it nothing is added.</param>
    /// <exception cref="ArgumentException">A shape differs.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A size is below 1.</exception>
    public static void Value(
        Device device,
        int rows,
        int inner,
        int columns,
        ArrayView<float> left,
        ArrayView<float> right,
        ArrayView<float> product,
        ArrayView<float> addend = default) =>
        Value<Identity, Identity>(device, rows, inner, columns, left, right, product, addend);

    /// <summary>A^T B, plus the addend.</summary>
    /// <param name="device">Where to run.</param>
    /// <param name="rows">M.</param>
    /// <param name="inner">K.</param>
    /// <param name="columns">N.</param>
    /// <param name="left">A, shape [K, M].</param>
    /// <param name="right">B, shape [K, N].</param>
    /// <param name="product">Shape [M, N], written.</param>
    /// <param name="addend">Shape [M, N], or [N] for every row; without it nothing is added.</param>
    /// <exception cref="ArgumentException">A shape differs.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A size is below 1.</exception>
    public static void TransposedLeft(
        Device device,
        int rows,
        int inner,
        int columns,
        ArrayView<float> left,
        ArrayView<float> right,
        ArrayView<float> product,
        ArrayView<float> addend = default) =>
        TransposedLeft<Identity, Identity>(device, rows, inner, columns, left, right, product, addend);

    /// <summary>A B^T, plus the addend.</summary>
    /// <param name="device">Where to run.</param>
    /// <param name="rows">M.</param>
    /// <param name="inner">K.</param>
    /// <param name="columns">N.</param>
    /// <param name="left">A, shape [M, K].</param>
    /// <param name="right">B, shape [N, K].</param>
    /// <param name="product">Shape [M, N], written.</param>
    /// <param name="addend">Shape [M, N], or [N] for every row; without it nothing is added.</param>
    /// <exception cref="ArgumentException">A shape differs.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A size is below 1.</exception>
    public static void TransposedRight(
        Device device,
        int rows,
        int inner,
        int columns,
        ArrayView<float> left,
        ArrayView<float> right,
        ArrayView<float> product,
        ArrayView<float> addend = default) =>
        TransposedRight<Identity, Identity>(device, rows, inner, columns, left, right, product, addend);

    /// <summary>A B of functions of all elements.</summary>
    internal static void Value<TLeft, TRight>(
        Device device,
        int rows,
        int inner,
        int columns,
        ArrayView<float> left,
        ArrayView<float> right,
        ArrayView<float> product,
        ArrayView<float> addend = default)
        where TLeft : IUnaryFunction
        where TRight : IUnaryFunction => Launch<TLeft, TRight>(
        device, new ProductShape(rows, inner, columns, inner, 1, columns, 1), left, right, product, addend);

    /// <summary>A^T B of functions of all elements, plus the addend, or times the factor [M, N].</summary>
    internal static void TransposedLeft<TLeft, TRight>(
        Device device,
        int rows,
        int inner,
        int columns,
        ArrayView<float> left,
        ArrayView<float> right,
        ArrayView<float> product,
        ArrayView<float> addend = default,
        ArrayView<float> factor = default)
        where TLeft : IUnaryFunction
        where TRight : IUnaryFunction => Launch<TLeft, TRight>(
        device, new ProductShape(rows, inner, columns, 1, rows, columns, 1), left, right, product, addend, factor);

    /// <summary>A B^T of functions of all elements, plus the addend, or times the factor [M, N].</summary>
    internal static void TransposedRight<TLeft, TRight>(
        Device device,
        int rows,
        int inner,
        int columns,
        ArrayView<float> left,
        ArrayView<float> right,
        ArrayView<float> product,
        ArrayView<float> addend = default,
        ArrayView<float> factor = default)
        where TLeft : IUnaryFunction
        where TRight : IUnaryFunction => Launch<TLeft, TRight>(
        device, new ProductShape(rows, inner, columns, inner, 1, 1, inner), left, right, product, addend, factor);

    private static void Launch<TLeft, TRight>(
        Device device,
        ProductShape shape,
        ArrayView<float> left,
        ArrayView<float> right,
        ArrayView<float> product,
        ArrayView<float> addend,
        ArrayView<float> factor = default)
        where TLeft : IUnaryFunction
        where TRight : IUnaryFunction
    {
        ArgumentNullException.ThrowIfNull(device);
        DeviceGuard.AtLeastOne(shape.Rows, "rows");
        DeviceGuard.AtLeastOne(shape.Inner, "inner");
        DeviceGuard.AtLeastOne(shape.Columns, "columns");
        DeviceGuard.Length((long)shape.Rows * shape.Inner, left, nameof(left));
        DeviceGuard.Length((long)shape.Inner * shape.Columns, right, nameof(right));
        DeviceGuard.Length((long)shape.Rows * shape.Columns, product, nameof(product));
        ArrayView<float> other = product; // a kernel argument needs an address; nothing is read there
        if (addend.Length > 0)
        {
            bool isRow = addend.Length == shape.Columns;
            DeviceGuard.Length(isRow ? shape.Columns : product.Length, addend, nameof(addend));
            (other, shape) = (addend, shape with { OtherRow = isRow ? 0 : shape.Columns });
        }
        else if (factor.Length > 0)
        {
            DeviceGuard.Length(product.Length, factor, nameof(factor));
            (other, shape) = (factor, shape with { OtherRow = shape.Columns, IsFactor = 1 });
        }

        int squares = CeilingOf(shape.Rows, SquareSide) * CeilingOf(shape.Columns, SquareSide);
        int terms = TermsOfPart(device, shape, squares);
        if (!device.PrefersLoops)
        {
            InTiles<TLeft, TRight>(device, shape, left, right, other, product);
        }
        else if (terms < shape.Inner)
        {
            InParts<TLeft, TRight>(device, squares, terms, shape, left, right, other, product);
        }
        else
        {
            device.Launch(SquareOfSums<TLeft, TRight>, squares, squares, shape.Inner, shape, left, right, other, product);
        }
    }

    /// <summary>Elements as they are.</summary>
    internal readonly struct Identity : IUnaryFunction
    {
        public static float Of(float x) => x;
    }

    /// <summary>Squares of the elements.</summary>
    internal readonly struct Square : IUnaryFunction
    {
        public static float Of(float x) => x * x;
    }
}
