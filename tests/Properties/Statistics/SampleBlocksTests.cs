using BayesBench.Kernels;
using BayesBench.Kernels.Statistics;
using BayesBench.Reference.Statistics;
using BayesBench.Tests.Support;
using Xunit;

namespace BayesBench.Properties.Statistics;

/// <summary>Blocks of the device and the tree of the host make one sample of a long array.</summary>
public class SampleBlocksTests
{
    private const int Block = 128;
    private const int Blocks = 21;

    public static TheoryData<string> Choices => TestDevices.Choices;

    [Theory]
    [MemberData(nameof(Choices))]
    public void Blocks_of_the_device_merge_to_the_moments_of_the_whole(string choice)
    {
        Device device = TestDevices.Get(choice);
        float[] values = [.. Enumerable.Range(0, Block * Blocks).Select(i => 1000f + MathF.Sin(i))];
        Moments expected = Moments.Of([.. values.Select(value => (double)value)]);
        Moments actual = Total(device, values);
        // Both sides are doubles: the mean of 1000 is rounded to 1.1e-13, and a sum below moves by that times its terms.
        Assert.Equal(expected.Count, actual.Count);
        Assert.Equal(expected.Mean, actual.Mean, 1e-12);
        Assert.Equal(expected.Sum2, actual.Sum2, 1e-12 * expected.Sum2);
        Assert.Equal(expected.Sum3, actual.Sum3, 1e-11 * expected.Sum2);
        Assert.Equal(expected.Sum4, actual.Sum4, 1e-11 * expected.Sum4);
        Assert.Equal(actual, Total(device, values));
    }

    [Theory]
    [MemberData(nameof(Choices))]
    public void Wrong_shapes_are_refused_before_anything_runs(string choice)
    {
        Device device = TestDevices.Get(choice);
        using DeviceArray<float> sample = device.Upload<float>(new float[32]);
        using DeviceArray<double> scratch = device.Allocate<double>(3);
        using DeviceArray<float> mean = device.Allocate<float>(2);
        Assert.StartsWith(
            "sample has 32 elements; it must have 34.",
            Assert.Throws<ArgumentException>(() => SampleKernels.Mean(device, sample, 17, scratch, mean)).Message,
            StringComparison.Ordinal);
        Assert.StartsWith(
            "scratch has 3 elements; for mean it must have 8.",
            Assert.Throws<ArgumentException>(() => SampleKernels.Mean(device, sample, 16, scratch, mean)).Message,
            StringComparison.Ordinal);
        Assert.Throws<ArgumentOutOfRangeException>(
            () => SampleKernels.Variance(device, sample, 1, scratch, mean));
    }

    private static Moments Total(Device device, float[] values)
    {
        using DeviceArray<float> sample = device.Upload<float>(values);
        using DeviceArray<double> scratch = device.Allocate<double>(SampleKernels.ScratchLength(Blocks, Block));
        using DeviceArray<long> count = device.Allocate<long>(Blocks);
        DeviceArray<double>[] sums = [.. Enumerable.Range(0, 4).Select(_ => device.Allocate<double>(Blocks))];
        SampleKernels.Moments(device, sample, Block, scratch, count, sums[0], sums[1], sums[2], sums[3]);
        long[] counts = count.ToArray();
        double[][] columns = [.. sums.Select(array => array.ToArray())];
        foreach (DeviceArray<double> array in sums)
        {
            array.Dispose();
        }

        var tree = new MomentsTree();
        for (int b = 0; b < Blocks; b++)
        {
            tree.Add(b, new Moments(counts[b], columns[0][b], columns[1][b], columns[2][b], columns[3][b]));
        }

        return tree.Total();
    }
}
