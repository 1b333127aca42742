using BayesBench.Kernels;
using BayesBench.Kernels.Random;
using BayesBench.Tests.Support;
using ILGPU;
using Xunit;

namespace BayesBench.Properties.Devices;

/// <summary>A roof is honest: it does the work that its rate is of, all of it, and draws what the kernels draw.</summary>
public class RoofKernelsTests
{
    private static readonly DeviceKey Key = new(3, 4);

    public static TheoryData<string> Devices => TestDevices.Choices;

    [Theory]
    [MemberData(nameof(Devices))]
    public void A_copy_copies_every_element(string choice)
    {
        Device device = TestDevices.Get(choice);
        foreach (int length in new[] { 1, 3, 4, 1023, 8192, 8193, 20_000 })
        {
            float[] sent = [.. Enumerable.Range(1, length)];
            using DeviceArray<float> source = device.Upload<float>(sent), target = device.Allocate<float>(length);
            target.Clear();
            RoofKernels.Copy(device, source, target);
            Assert.Equal(sent, target.ToArray());
        }
    }

    [Theory]
    [MemberData(nameof(Devices))]
    public void Reading_reads_every_element(string choice)
    {
        Device device = TestDevices.Get(choice);
        foreach (int length in new[] { 4, 1024, 8192, 8196, 20_000 })
        {
            float[] sent = [.. Enumerable.Range(1, length).Select(i => 1f / i)];
            using DeviceArray<float> source = device.Upload<float>(sent);
            using DeviceArray<int> bits = device.Allocate<int>(RoofKernels.ReadResults(device, length));
            RoofKernels.Read(device, source, bits);
            Assert.Equal(Fold(sent), bits.ToArray().Aggregate(0, (all, one) => all ^ one));
        }
    }

    [Theory]
    [MemberData(nameof(Devices))]
    public void Bare_draws_are_those_of_the_kernels(string choice)
    {
        Device device = TestDevices.Get(choice);
        Same<float>(device, RoofDraws.Normals, BoxMullerKernels.Fill, BitConverter.SingleToInt32Bits);
        Same<float>(device, RoofDraws.Uniforms, UnitIntervalKernels.Fill, BitConverter.SingleToInt32Bits);
        Same<uint>(device, RoofDraws.Words, Philox4x32Kernels.Fill, word => (int)word);
    }

    [Theory]
    [MemberData(nameof(Devices))]
    public void Twice_the_blocks_are_twice_the_numbers(string choice)
    {
        Device device = TestDevices.Get(choice);
        using DeviceArray<float> kept = device.Allocate<float>(64);
        Assert.Equal(2 * RoofDraws.Words(device, kept, Key, 3), RoofDraws.Words(device, kept, Key, 6));
        Assert.Throws<ArgumentOutOfRangeException>(() => RoofDraws.Words(device, kept, Key, 0));
    }

    // One block a work item: a column for each of its numbers, or their exclusive or where the device prefers loops.
    private static void Same<T>(
        Device device,
        Func<Device, ArrayView<float>, DeviceKey, int, long> bare,
        Action<Device, DeviceKey, uint, ulong, ArrayView<T>> fill,
        Func<T, int> bitsOf)
        where T : unmanaged
    {
        const int Items = 50;
        using DeviceArray<T> filled = device.Allocate<T>(Items * RoofDraws.PerBlock);
        using DeviceArray<float> kept = device.Allocate<float>(device.PrefersLoops ? Items + 2 : filled.Length);
        fill(device, Key, 0, 0, filled);
        long drawn = bare(device, kept, Key, 1);
        Assert.Equal(device.PrefersLoops ? kept.Length * RoofDraws.PerBlock : kept.Length, drawn);
        int[][] blocks = [.. Array.ConvertAll(filled.ToArray(), value => bitsOf(value)).Chunk(RoofDraws.PerBlock)];
        int[] bits = Array.ConvertAll(kept.ToArray(), BitConverter.SingleToInt32Bits);
        int[] expected = device.PrefersLoops
            ? [.. blocks.Select(block => block.Aggregate((all, one) => all ^ one))]
            : [.. Enumerable.Range(0, RoofDraws.PerBlock).SelectMany(column => blocks.Select(block => block[column]))];
        Assert.Equal(expected, bits[..expected.Length]);
    }

    private static int Fold(float[] values) => values.Aggregate(0, (all, value) => all ^ BitConverter.SingleToInt32Bits(value));
}
