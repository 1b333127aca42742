using ILGPU;
using ILGPU.Algorithms;

namespace BayesBench.Kernels.Models;

/// <summary>What a number of gradients' second moments are made from, for one part of the gradient.</summary>
/// <param name="SquaredDistances">Of every gradient from the centre, <c>|g[r] - c|^2</c>, shape [R].</param>
/// <param name="SquaredDistanceOfMean">Of the gradients' mean from the centre.</param>
/// <param name="NormOfMean">Length of the gradients' mean.</param>
public sealed record GradientSpread(double[] SquaredDistances, double SquaredDistanceOfMean, double NormOfMean);

/// <summary>
/// Adds up gradients where they are made: sums of every element and every gradient's squared distance from a
/// centre, in double precision, one launch a gradient and nothing to wait for. A centre near the mean keeps the
/// difference of squares harmless.
/// </summary>
public sealed class DeviceGradientMoments : IDisposable
{
    private const int Part = 64;

    private readonly Device _device;
    private readonly int _half, _parts;
    private readonly DeviceArray<float> _centre;
    private readonly DeviceArray<double> _sum, _squares, _distances;
    private int _count;

    /// <summary>Makes room for some gradients.</summary>
    /// <param name="device">Where they are.</param>
    /// <param name="half">P: a gradient has P elements by the means and P by the standard deviations.</param>
    /// <param name="gradients">The most that will be added between two clearings.</param>
    public DeviceGradientMoments(Device device, int half, int gradients)
    {
        ArgumentNullException.ThrowIfNull(device);
        DeviceGuard.AtLeastOne(half, nameof(half));
        DeviceGuard.AtLeastOne(gradients, nameof(gradients));
        _device = device;
        _half = half;
        _parts = (half + Part - 1) / Part;
        _centre = device.Allocate<float>(2 * half);
        _sum = device.Allocate<double>(2 * half);
        _squares = device.Allocate<double>(gradients * 2 * _parts);
        _distances = device.Allocate<double>(gradients * 2);
        _centre.Clear();
        Clear();
    }

    /// <summary>Adds a gradient.</summary>
    /// <param name="gradient">Shape [2, P].</param>
    public void Add(ArrayView<float> gradient)
    {
        DeviceGuard.Length(2L * _half, gradient, nameof(gradient));
        DeviceGuard.AtLeast(_count + 1, _distances.Length / 2, "the room for gradients");
        int first = _count * 2 * _parts;
        ArrayView<double> squares = _squares.View.SubView(first, 2 * _parts);
        _device.Launch(AddPart, Work.Tiles(2 * _parts), _half, gradient, _centre.View, _sum.View, squares);
        _count++;
    }

    /// <summary>Moves the centre to the mean of the gradients added so far, and forgets them.</summary>
    public void CentreOnMean()
    {
        DeviceGuard.AtLeastOne(_count, "the number of gradients");
        _device.Launch(MoveCentre, 2 * _half, 1.0 / _count, _sum.View, _centre.View);
        Clear();
    }

    /// <summary>Forgets the gradients, not the centre.</summary>
    public void Clear()
    {
        _sum.Clear();
        _count = 0;
    }

    /// <summary>Waits for the device and reads the sums back.</summary>
    /// <returns>Of the part by the means, and of that by the standard deviations.</returns>
    public (GradientSpread Mean, GradientSpread StandardDeviation) Read()
    {
        _device.Launch(AddSquares, 2 * _count, _parts, _squares.View, _distances.View);
        return (Spread(0), Spread(1));
    }

    /// <inheritdoc />
    public void Dispose()
    {
        _centre.Dispose();
        _sum.Dispose();
        _squares.Dispose();
        _distances.Dispose();
    }

    private GradientSpread Spread(int part)
    {
        double[] distances = _distances.ToArray();
        double[] sum = _sum.ToArray();
        float[] centre = _centre.ToArray();
        double ofMean = 0, norm = 0;
        for (int j = part * _half; j < (part + 1) * _half; j++)
        {
            double shift = sum[j] / _count;
            ofMean += shift * shift;
            norm += (centre[j] + shift) * (centre[j] + shift);
        }

        return new GradientSpread(
            [.. Enumerable.Range(0, _count).Select(r => distances[(2 * r) + part])], ofMean, Math.Sqrt(norm));
    }

    // One work item: some consecutive elements of one half.
    private static void AddPart(
        Index1D i,
        int half,
        ArrayView<float> gradient,
        ArrayView<float> centre,
        ArrayView<double> sum,
        ArrayView<double> squares)
    {
        int parts = (int)(squares.Length / 2);
        int start = i < parts ? 0 : half;
        int first = start + ((i < parts ? (int)i : i - parts) * Part);
        int end = XMath.Min(first + Part, start + half);
        double square = 0;
        for (int j = first; j < end; j++)
        {
            double distance = (double)gradient[j] - centre[j];
            sum[j] += distance;
            square += distance * distance;
        }

        squares[i] = square;
    }

    // One work item: one element.
    private static void MoveCentre(
        Index1D i, double share, ArrayView<double> sum, ArrayView<float> centre) =>
        centre[i] = (float)(centre[i] + (share * sum[i]));

    // One work item: one half of one gradient.
    private static void AddSquares(Index1D i, int parts, ArrayView<double> squares, ArrayView<double> distances)
    {
        double sum = 0;
        for (int p = i * parts; p < (i + 1) * parts; p++)
        {
            sum += squares[p];
        }

        distances[i] = sum;
    }
}
