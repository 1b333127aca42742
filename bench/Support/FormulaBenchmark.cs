using BayesBench.Agreements;
using BayesBench.Kernels;
using BenchmarkDotNet.Attributes;

namespace BayesBench.Support;

/// <summary>What one item costs a perfect implementation, for its share of the roof.</summary>
/// <param name="Bytes">Bytes that must cross the memory bus.</param>
/// <param name="Operations">Floating-point operations.</param>
/// <param name="Normals">Normal numbers drawn.</param>
public readonly record struct Cost(double Bytes, double Operations, double Normals = 0);

/// <summary>
/// A benchmark of one formula: the reference is the baseline, the kernel stands beside it, both on the
/// agreement's own inputs, and nothing is timed that has not just agreed.
/// </summary>
public abstract class FormulaBenchmark
{
    private readonly List<IDisposable> _owned = [];

    /// <summary>The device that the program chose.</summary>
    public static Device Device { get; set; } = null!;

    /// <summary>The formula.</summary>
    public abstract string Id { get; }

    /// <summary>Items that one call of the kernel works through.</summary>
    public abstract int Items { get; }

    /// <summary>Items that one call of the reference works through.</summary>
    public abstract int ReferenceItems { get; }

    /// <summary>What one item costs at least.</summary>
    public abstract Cost Cost { get; }

    /// <summary>What the kernel reads and writes, given back when the benchmark is over.</summary>
    protected DeviceArray<float>[] Arrays
    {
        get;
        set
        {
            field = value;
            _owned.AddRange(value);
        }
    } = [];

    /// <summary>Gives back all that the benchmark owns.</summary>
    [GlobalCleanup]
    public void Cleanup()
    {
        _owned.ForEach(resource => resource.Dispose());
        _owned.Clear();
    }

    /// <summary>Keeps a resource until the benchmark is over.</summary>
    protected T Own<T>(T resource)
        where T : IDisposable
    {
        _owned.Add(resource);
        return resource;
    }

    /// <summary>
    /// Items whose bytes no cache of the device holds, so that the memory roof is one; a sixty-fourth of them for the CPU
    /// accelerator, which pays so much for every work item that no memory is felt.
    /// </summary>
    protected int BeyondCache
    {
        get
        {
            int items = (int)(Roofs.BytesBeyondCache(Device) / Cost.Bytes);
            return Device.Kind == DeviceKind.Cpu ? Math.Max(1, items / 64) : items;
        }
    }

    /// <summary>Refuses to go on unless the kernel agrees with its reference; then gives inputs of the agreement's own.</summary>
    protected IReadOnlyList<object[]> VerifiedInputs(int count)
    {
        Agreement agreement = Registry.Find(Id);
        Outcome outcome = Comparer.Verify(agreement, Device, seed: 2, count: Math.Min(count, 1024));
        return outcome.Passed
            ? agreement.Inputs(seed: 3, count)
            : throw new InvalidOperationException($"not timed, because it does not agree: {outcome.Failure}");
    }

    /// <summary>One argument of all calls as floats, repeated to a length.</summary>
    protected static float[] Column(IReadOnlyList<object[]> calls, int argument, int length)
    {
        float[] values = [.. calls.SelectMany(call => Values.Flatten(call[argument])).Select(value => (float)value)];
        return [.. Enumerable.Range(0, length).Select(i => values[i % values.Length])];
    }

    /// <summary>The first rows of a matrix, as the reference takes them.</summary>
    protected static double[][] Rows(float[] matrix, int width, int count) =>
    [
        .. matrix.Chunk(width).Take(count).Select(row => Array.ConvertAll(row, value => (double)value)),
    ];
}
