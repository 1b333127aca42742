using BayesBench.Kernels;
using BayesBench.Kernels.Probability;
using BayesBench.Kernels.Random;
using BayesBench.Properties.Support;
using BayesBench.Reference.Probability;
using BayesBench.Tests.Support;
using Xunit;

namespace BayesBench.Properties.Devices;

/// <summary>Batches longer than the memory they are given: the same numbers, chunk by chunk.</summary>
public class LongBatchTests
{
    private const double TwoGigabytes = 2e9;

    private static readonly Dictionary<string, Action> Refused = new()
    {
        ["count: count is -1; it must be at least 0."] = () => LongBatch.ChunkLength(-1, 1, LongBatch.DefaultMemory),
        ["columns: columns is 0; it must be at least 1."] = () => LongBatch.ChunkLength(1, 0, LongBatch.DefaultMemory),
        ["memory: memory is 8191; it must be at least 8192."] = () => LongBatch.ChunkLength(1, 2, 8191),
    };

    public static TheoryData<string> Rows => Refusals.Rows(Refused);

    [Theory]
    [MemberData(nameof(Rows))]
    public void Bad_input_is_named(string row) => Refusals.Check(Refused, row);

    [Theory]
    [InlineData(0, 3, 12288, 0)]
    [InlineData(1000, 3, 12288, 1000)]
    [InlineData(1025, 3, 12288, 1024)]
    [InlineData(5000, 1, 8195, 2048)]
    [InlineData(100_000_000, 4, 1L << 28, 1 << 24)]
    [InlineData(long.MaxValue, 1, long.MaxValue, 2147482624)]
    public void A_chunk_fits_the_memory_in_whole_blocks(long count, int columns, long memory, int length) =>
        Assert.Equal(length, LongBatch.ChunkLength(count, columns, memory));

    [Theory]
    [MemberData(nameof(TestDevices.Choices), MemberType = typeof(TestDevices))]
    public void Draws_are_the_same_in_chunks(string choice)
    {
        Device device = TestDevices.Get(choice);
        var key = new DeviceKey(3, 4);
        using DeviceArray<float> whole = device.Allocate<float>(5003);
        NormalKernels.Draw(device, 1, 2, key, 5, 9, whole);
        var chunks = new List<float>();
        LongBatch.Run(
            device,
            5003,
            0,
            1,
            (_, _, _) => Assert.Fail("nothing is to be read"),
            (first, _, outputs) => NormalKernels.Draw(device, 1, 2, key, 5, 9 + ((ulong)first / 4), outputs[0]),
            (_, _, draws) => chunks.AddRange(draws),
            memory: 8192);
        Assert.Equal(whole.ToArray(), chunks);
    }

    [Fact]
    public void A_hundred_million_log_densities_take_a_fraction_of_two_gigabytes()
    {
        const long Count = 100_000_000;
        Device device = TestDevices.Fastest;
        long written = 0;
        LongBatch.Run(
            device,
            Count,
            3,
            1,
            (column, first, elements) =>
            {
                for (int i = 0; i < elements.Length; i++)
                {
                    elements[i] = Argument(column, first + i);
                }
            },
            (_, inputs, outputs) => NormalKernels.LogDensity(device, inputs[0], inputs[1], inputs[2], outputs[0]),
            (_, first, elements) =>
            {
                Assert.Equal(written, first);
                written += elements.Length;
                // A few of every chunk, its ends among them.
                for (int i = 0; i < elements.Length; i += (elements.Length / 7) - 1)
                {
                    Compare(first + i, elements[i]);
                }

                Compare(first + elements.Length - 1, elements[^1]);
            });
        Assert.Equal(Count, written);
        Assert.True(4.0 * sizeof(float) * LongBatch.ChunkLength(Count, 4, LongBatch.DefaultMemory) < TwoGigabytes / 4);
    }

    [Fact]
    public void Memory_is_given_back_when_a_reader_fails()
    {
        Device device = TestDevices.Fastest;
        Assert.Throws<InvalidOperationException>(() => LongBatch.Run(
            device, 10, 1, 1, (_, _, _) => throw new InvalidOperationException(), (_, _, _) => { }, (_, _, _) => { }));
    }

    private static float Argument(int column, long i) => column switch
    {
        0 => (i % 1009) - 504,
        1 => i % 31,
        _ => 1 + (i % 17),
    };

    private static void Compare(long i, float actual)
    {
        double expected = Normal.LogDensity(Argument(0, i), Argument(1, i), Argument(2, i));
        // A quotient, a square, a logarithm and two sums: 8 roundings are more than all of them.
        Assert.Equal(expected, actual, Math.Abs(expected) * 8 / (1 << 24));
    }
}
