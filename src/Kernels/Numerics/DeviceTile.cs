using System.Runtime.CompilerServices;
using ILGPU;

namespace BayesBench.Kernels.Numerics;

/// <summary>
/// A square of four rows of a matrix, in registers: a number that is read takes part in four products, and a processor's
/// compiler packs the four columns into a vector.
/// </summary>
internal readonly struct DeviceTile(DeviceRow r0, DeviceRow r1, DeviceRow r2, DeviceRow r3)
{
    public readonly DeviceRow R0 = r0;
    public readonly DeviceRow R1 = r1;
    public readonly DeviceRow R2 = r2;
    public readonly DeviceRow R3 = r3;

    public static DeviceTile Zero
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => new(DeviceRow.Zero, DeviceRow.Zero, DeviceRow.Zero, DeviceRow.Zero);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static DeviceTile Load(ArrayView<double> from, int at, int width) => new(
        DeviceRow.Load(from, at),
        DeviceRow.Load(from, at + width),
        DeviceRow.Load(from, at + (2 * width)),
        DeviceRow.Load(from, at + (3 * width)));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Store(ArrayView<double> to, int at, int width)
    {
        R0.Store(to, at);
        R1.Store(to, at + width);
        R2.Store(to, at + (2 * width));
        R3.Store(to, at + (3 * width));
    }

    /// <summary>This tile less <c>a b^T</c>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public DeviceTile LessProduct(DeviceTile a, DeviceTile b) => new(
        R0.LessProduct(a.R0, b), R1.LessProduct(a.R1, b), R2.LessProduct(a.R2, b), R3.LessProduct(a.R3, b));

    /// <summary>The X of <c>X L^T = this tile</c>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public DeviceTile Solved(DeviceTile l)
    {
        // Four divisions for sixteen numbers, and none of them waits for another.
        var inverse = new DeviceRow(1 / l.R0.C0, 1 / l.R1.C1, 1 / l.R2.C2, 1 / l.R3.C3);
        return new DeviceTile(R0.Solved(l, inverse), R1.Solved(l, inverse), R2.Solved(l, inverse), R3.Solved(l, inverse));
    }

    /// <summary>The factor L of this tile, whose upper triangle is not read.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public DeviceTile Factor()
    {
        double l00 = DeviceCholesky.Root(R0.C0);
        double i0 = 1 / l00;
        double l10 = R1.C0 * i0;
        double l20 = R2.C0 * i0;
        double l30 = R3.C0 * i0;
        double l11 = DeviceCholesky.Root(R1.C1 - (l10 * l10));
        double i1 = 1 / l11;
        double l21 = (R2.C1 - (l20 * l10)) * i1;
        double l31 = (R3.C1 - (l30 * l10)) * i1;
        double l22 = DeviceCholesky.Root(R2.C2 - (l20 * l20) - (l21 * l21));
        double l32 = (R3.C2 - (l30 * l20) - (l31 * l21)) / l22;
        double l33 = DeviceCholesky.Root(R3.C3 - (l30 * l30) - (l31 * l31) - (l32 * l32));
        return new DeviceTile(
            new DeviceRow(l00, 0, 0, 0),
            new DeviceRow(l10, l11, 0, 0),
            new DeviceRow(l20, l21, l22, 0),
            new DeviceRow(l30, l31, l32, l33));
    }
}
