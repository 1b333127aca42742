using System.Numerics;
using BayesBench.Agreements;
using BayesBench.Kernels;
using BayesBench.Support;
using TorchSharp;

namespace BayesBench.Peers;

/// <summary>Where contests take place: our device, as many threads for everyone, the same device for torch.</summary>
internal sealed class Arena(Device device, int threads)
{
    public Device Device { get; } = device;

    public int Threads { get; } = threads;

    public bool IsGpu => Device.Kind == DeviceKind.Cuda;

    public torch.Device TorchDevice { get; } = device.Kind == DeviceKind.Cuda ? torch.CUDA : torch.CPU;

    /// <summary>Waits for torch's device, as ours is waited for.</summary>
    public void SynchronizeTorch()
    {
        if (IsGpu)
        {
            torch.cuda.synchronize();
        }
    }

    /// <summary>A power of two items whose bytes, at least the last cache's twice, lie in memory: chunks of a power of two divide them.</summary>
    public int ItemsBeyondCache(Cost cost) =>
        1 << BitOperations.Log2((uint)(WorkingSetSize.BytesOf(Device, WorkingSet.Cold) / cost.Bytes) - 1);

    /// <summary>Floats on torch's device; the array is copied.</summary>
    public torch.Tensor Tensor(float[] values, params long[] shape)
    {
        using torch.Tensor host = torch.tensor(values, shape);
        return host.to(TorchDevice, copy: true);
    }

    public torch.Tensor Empty(params long[] shape) => torch.empty(shape, device: TorchDevice);

    /// <summary>Does one share of the work on each thread.</summary>
    public void OnEveryThread(Action<int> share) =>
        Parallel.For(0, Threads, new ParallelOptions { MaxDegreeOfParallelism = Threads }, share);

    /// <summary>The part of so many pieces that a thread takes.</summary>
    public Range ShareOf(int thread, int pieces) =>
        (int)((long)thread * pieces / Threads)..(int)((thread + 1L) * pieces / Threads);

    /// <exception cref="CheckFailedException">Our kernel disagrees with its reference.</exception>
    public void Verify(string id)
    {
        Outcome outcome = Comparer.Verify(Registry.Find(id), Device, seed: 2, count: 1024);
        if (!outcome.Passed)
        {
            throw new CheckFailedException($"{id} is not timed, because it does not agree: {outcome.Failure}");
        }
    }
}
