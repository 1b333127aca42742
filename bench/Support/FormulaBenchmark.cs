using BayesBench.Agreements;
using BayesBench.Kernels;
using BenchmarkDotNet.Attributes;

namespace BayesBench.Support;

/// <summary>
/// A benchmark of one formula: the reference is the baseline, the kernel stands beside it, both on the
/// agreement's own inputs, and nothing is timed that has not just agreed. It is measured with its data in memory and with
/// its data in the cache, unless they stay in registers.
/// </summary>
public abstract class FormulaBenchmark
{
    private readonly List<IDisposable> _owned = [];

    /// <summary>The device that the program chose.</summary>
    public static Device Device { get; set; } = null!;

    /// <summary>The formula.</summary>
    public abstract string Id { get; }

    /// <summary>Where the data lie.</summary>
    [ParamsSource(nameof(WorkingSets))]
    public WorkingSet WorkingSet { get; set; }

    /// <summary>Where the data lie, one measurement after the other: on the CPU accelerator no memory is felt.</summary>
    public IEnumerable<WorkingSet> WorkingSets =>
        Cost.Bytes == 0 ? [WorkingSet.Registers]
        : IsOfOneSize || Device.Kind == DeviceKind.Cpu ? [WorkingSet.Warm]
        : [WorkingSet.Cold, WorkingSet.Warm];

    /// <summary>Items that one launch of the kernel works through.</summary>
    public virtual int Items => (int)(WorkingSetSize.BytesOf(Device, WorkingSet) / Cost.Bytes);

    /// <summary>Launches of one call of the kernel.</summary>
    public int Launches => WorkingSetSize.LaunchesOf(Device, WorkingSet);

    /// <summary>Items that one call of the reference works through.</summary>
    public abstract int ReferenceItems { get; }

    /// <summary>What one item costs at least.</summary>
    public abstract Cost Cost { get; }

    /// <summary>What sets it apart from other benchmarks of the same formula; null where there are none.</summary>
    public virtual string? Variant => null;

    /// <summary>What keeps the kernel from its nearest roof, for readers of the report: shown where the share is below one half.</summary>
    public abstract string Limit { get; }

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

    /// <summary>Calls that must agree before anything is timed.</summary>
    protected virtual int CallsVerified => 1024;

    /// <summary>Whether a model sets the size, and all of it fits the cache.</summary>
    protected virtual bool IsOfOneSize => false;

    /// <summary>Refuses to go on unless the kernel agrees with its reference; then makes ready.</summary>
    [GlobalSetup]
    public void Setup()
    {
        Outcome outcome = Comparer.Verify(Registry.Find(Id), Device, seed: 2, CallsVerified);
        if (!outcome.Passed)
        {
            throw new InvalidOperationException($"not timed, because it does not agree: {outcome.Failure}");
        }

        Prepare();
    }

    /// <summary>Gives back all that the benchmark owns.</summary>
    [GlobalCleanup]
    public void Cleanup()
    {
        _owned.ForEach(resource => resource.Dispose());
        _owned.Clear();
    }

    /// <summary>Makes the inputs of both sides and the kernel's arrays.</summary>
    protected abstract void Prepare();

    /// <summary>Keeps a resource until the benchmark is over.</summary>
    protected T Own<T>(T resource)
        where T : IDisposable
    {
        _owned.Add(resource);
        return resource;
    }

    /// <summary>Inputs of the agreement's own, of a seed that it was not verified with.</summary>
    protected IReadOnlyList<object[]> Inputs(int count) => Registry.Find(Id).Inputs(seed: 3, count);

    /// <summary>One call of the kernel: as many launches as the working set asks for, then the wait.</summary>
    protected void Call(Action launch)
    {
        ArgumentNullException.ThrowIfNull(launch);
        for (int i = 0, launches = Launches; i < launches; i++)
        {
            launch();
        }

        Device.Synchronize();
    }

    /// <summary>One argument of all calls as floats, repeated to a length.</summary>
    protected static float[] Column(IReadOnlyList<object[]> calls, int argument, int length)
    {
        float[] values = [.. calls.SelectMany(call => Values.Flatten(call[argument])).Select(value => (float)value)];
        return Repeat(values, length);
    }

    /// <summary>Values over and over, to a length.</summary>
    protected static T[] Repeat<T>(ReadOnlySpan<T> values, int length)
    {
        var repeated = new T[length];
        for (int done = 0; done < length; done += values.Length)
        {
            values[..Math.Min(values.Length, length - done)].CopyTo(repeated.AsSpan(done));
        }

        return repeated;
    }

    /// <summary>The first rows of a matrix, as the reference takes them.</summary>
    protected static double[][] Rows(float[] matrix, int width, int count) =>
    [
        .. matrix.Chunk(width).Take(count).Select(row => Array.ConvertAll(row, value => (double)value)),
    ];
}
