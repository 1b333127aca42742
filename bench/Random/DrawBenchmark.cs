using BayesBench.Kernels;
using BayesBench.Kernels.Random;
using BayesBench.Reference.Random;
using BayesBench.Support;
using ILGPU;

namespace BayesBench.Random;

/// <summary>Draws in bulk into memory: nothing in, one stream out.</summary>
public abstract class DrawBenchmark<T> : FormulaBenchmark
    where T : unmanaged
{
    private const uint Stream = 1;
    private static readonly PhiloxKey Key = PhiloxKey.From(1);
    private DeviceArray<T> _values = null!;
    private ulong _firstBlock;

    public override string Limit => Limits.Words;

    public override int ReferenceItems => 1 << 16;

    protected override int CallsVerified => 64;

    protected override void Prepare() => _values = Own(Device.Allocate<T>(Items));

    protected TNumber[] Draw<TNumber>(Func<PhiloxKey, uint, ulong, int, TNumber[]> reference) =>
        reference(Key, Stream, NextBlock(ReferenceItems), ReferenceItems);

    protected void Draw(Action<Device, DeviceKey, uint, ulong, ArrayView<T>> kernel) =>
        Call(() => kernel(Device, new DeviceKey(Key.K0, Key.K1), Stream, NextBlock(Items), _values));

    // Every launch draws numbers of its own.
    private ulong NextBlock(int items) => _firstBlock += (ulong)items / 4;
}
