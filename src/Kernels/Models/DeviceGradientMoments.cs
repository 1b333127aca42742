using ILGPU;
using ILGPU.Algorithms;

namespace BayesBench.Kernels.Models;

/// <summary>What a number of gradients' second moments are made from, for one component of the gradient.</summary>
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
    private readonly int _components, _length, _parts;
    private readonly DeviceArray<float> _centre;
    private readonly DeviceArray<double> _sum, _squares, _distances;
    private int _count;

    /// <summary>Makes room for some gradients.</summary>
    /// <param name="device">Where they are.</param>
    /// <param name="length">P: each component of a gradient has P elements.</param>
    /// <param name="gradients">The most that will be added between two clearings.</param>
    /// <param name="components">C: two by means and standard deviations, one by logits.</param>
    public DeviceGradientMoments(Device device, int length, int gradients, int components = 2)
    {
        ArgumentNullException.ThrowIfNull(device);
        DeviceGuard.AtLeastOne(length, nameof(length));
        DeviceGuard.AtLeastOne(gradients, nameof(gradients));
        DeviceGuard.AtLeastOne(components, nameof(components));
        (_device, _components, _length) = (device, components, length);
        _parts = (length + Part - 1) / Part;
        _centre = device.Allocate<float>(components * length);
        _sum = device.Allocate<double>(components * length);
        _squares = device.Allocate<double>(gradients * components * _parts);
        _distances = device.Allocate<double>(gradients * components);
        _centre.Clear();
        Clear();
    }

    /// <summary>Adds a gradient.</summary>
    /// <param name="gradient">Shape [C, P].</param>
    public void Add(ArrayView<float> gradient)
    {
        DeviceGuard.Length((long)_components * _length, gradient, nameof(gradient));
        DeviceGuard.AtLeast(_count + 1, _distances.Length / _components, "the room for gradients");
        int parts = _components * _parts;
        ArrayView<double> squares = _squares.View.SubView(_count * parts, parts);
        _device.Launch(AddPart, Work.Tiles(parts), _length, _parts, gradient, _centre.View, _sum.View, squares);
        _count++;
    }

    /// <summary>Moves the centre to the mean of the gradients added so far, and forgets them.</summary>
    public void CentreOnMean()
    {
        DeviceGuard.AtLeastOne(_count, "the number of gradients");
        _device.Launch(MoveCentre, _components * _length, 1.0 / _count, _sum.View, _centre.View);
        Clear();
    }

    /// <summary>Forgets the gradients, not the centre.</summary>
    public void Clear()
    {
        _sum.Clear();
        _count = 0;
    }

    /// <summary>Waits for the device and reads the sums back.</summary>
    /// <returns>Of every component.</returns>
    public GradientSpread[] Read()
    {
        _device.Launch(AddSquares, _components * _count, _parts, _squares.View, _distances.View);
        return [.. Enumerable.Range(0, _components).Select(Spread)];
    }

    /// <inheritdoc />
    public void Dispose()
    {
        _centre.Dispose();
        _sum.Dispose();
        _squares.Dispose();
        _distances.Dispose();
    }

    private GradientSpread Spread(int component)
    {
        double[] distances = _distances.ToArray();
        double[] sum = _sum.ToArray();
        float[] centre = _centre.ToArray();
        double ofMean = 0, norm = 0;
        for (int j = component * _length; j < (component + 1) * _length; j++)
        {
            double shift = sum[j] / _count;
            ofMean += shift * shift;
            norm += (centre[j] + shift) * (centre[j] + shift);
        }

        return new GradientSpread(
            [.. Enumerable.Range(0, _count).Select(r => distances[(_components * r) + component])], ofMean, Math.Sqrt(norm));
    }

    // One work item: some consecutive elements of one component.
    private static void AddPart(
        Index1D i,
        int length,
        int parts,
        ArrayView<float> gradient,
        ArrayView<float> centre,
        ArrayView<double> sum,
        ArrayView<double> squares)
    {
        int start = i / parts * length;
        int first = start + (i % parts * Part);
        int end = XMath.Min(first + Part, start + length);
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

    // One work item: one component of one gradient.
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
