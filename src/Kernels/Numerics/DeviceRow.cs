using System.Runtime.CompilerServices;
using ILGPU;

namespace BayesBench.Kernels.Numerics;

/// <summary>Four numbers of a row, in registers.</summary>
internal readonly struct DeviceRow(double c0, double c1, double c2, double c3)
{
    public readonly double C0 = c0;
    public readonly double C1 = c1;
    public readonly double C2 = c2;
    public readonly double C3 = c3;

    public static DeviceRow Zero
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => new(0, 0, 0, 0);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static DeviceRow Load(ArrayView<double> from, int at) =>
        new(from[at], from[at + 1], from[at + 2], from[at + 3]);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Store(ArrayView<double> to, int at)
    {
        to[at] = C0;
        to[at + 1] = C1;
        to[at + 2] = C2;
        to[at + 3] = C3;
    }

    /// <summary>This row less <c>row tile^T</c>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public DeviceRow LessProduct(DeviceRow row, DeviceTile tile) => new(
        C0 - row.Dot(tile.R0), C1 - row.Dot(tile.R1), C2 - row.Dot(tile.R2), C3 - row.Dot(tile.R3));

    /// <summary>The x of <c>x L^T = this row</c>, L lower triangular, with the reciprocals of its diagonal.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public DeviceRow Solved(DeviceTile l, DeviceRow inverse)
    {
        double x0 = C0 * inverse.C0;
        double x1 = (C1 - (x0 * l.R1.C0)) * inverse.C1;
        double x2 = (C2 - (x0 * l.R2.C0) - (x1 * l.R2.C1)) * inverse.C2;
        double x3 = (C3 - (x0 * l.R3.C0) - (x1 * l.R3.C1) - (x2 * l.R3.C2)) * inverse.C3;
        return new DeviceRow(x0, x1, x2, x3);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private double Dot(DeviceRow other) =>
        ((C0 * other.C0) + (C1 * other.C1)) + ((C2 * other.C2) + (C3 * other.C3));
}
