using BayesBench.Kernels;
using BayesBench.Kernels.Random;
using BayesBench.Reference.Random;
using BayesBench.Tests.Support;

namespace BayesBench.Statistical.Support;

/// <summary>Draws of a kernel on the fastest device here; the agreements tie every other device to the same numbers.</summary>
public static class Sampled
{
    /// <summary>So many draws under the key of a test.</summary>
    public static double[] Of(string id, int count, Action<Device, DeviceKey, DeviceArray<float>> draw)
    {
        ArgumentNullException.ThrowIfNull(draw);
        PhiloxKey key = TestKey.For(id);
        Device device = TestDevices.Fastest;
        using DeviceArray<float> draws = device.Allocate<float>(count);
        draw(device, new DeviceKey(key.K0, key.K1), draws);
        return Array.ConvertAll(draws.ToArray(), x => (double)x);
    }

    /// <summary>How many uniform numbers fall into each of so many equal cells.</summary>
    public static long[] Cells(IEnumerable<double> uniforms, int cells)
    {
        ArgumentNullException.ThrowIfNull(uniforms);
        var counts = new long[cells];
        foreach (double u in uniforms)
        {
            counts[Math.Min((int)(u * cells), cells - 1)]++;
        }

        return counts;
    }

    /// <summary>How many neighbours, so far apart, fall into each cell of a square of side by side cells.</summary>
    public static long[] PairCells(double[] uniforms, int lag, int side)
    {
        ArgumentNullException.ThrowIfNull(uniforms);
        var counts = new long[side * side];
        for (int i = 0; i + lag < uniforms.Length; i += 2 * lag)
        {
            // Pairs that share no number, so that they are independent.
            for (int j = i; j < i + lag && j + lag < uniforms.Length; j++)
            {
                int first = Math.Min((int)(uniforms[j] * side), side - 1);
                int second = Math.Min((int)(uniforms[j + lag] * side), side - 1);
                counts[(first * side) + second]++;
            }
        }

        return counts;
    }

    public static double[] Equal(int categories) => [.. Enumerable.Repeat(1.0 / categories, categories)];
}
