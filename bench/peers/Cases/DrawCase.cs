using BayesBench.Kernels;
using BayesBench.Kernels.Random;
using BayesBench.Peers.Torch;
using BayesBench.Support;
using ILGPU;
using MathNet.Numerics.Random;
using TorchSharp;

namespace BayesBench.Peers.Cases;

/// <summary>Draws in bulk into memory.</summary>
internal sealed class DrawCase(string id, string work) : PeerCase(id, work, new Cost(Bytes: 4, Operations: 0))
{
    private const int LibraryChunk = 1 << 16;
    private const int GpuItems = 1 << 28; // fewer take less time than their launch
    private static readonly DeviceKey Key = new(1, 2);

    /// <summary>Our kernel: key, stream, first block, draws.</summary>
    public required Action<Device, DeviceKey, uint, ulong, ArrayView<float>> Kernel { get; init; }

    /// <summary>Torch's fastest way to fill an existing tensor.</summary>
    public required Action<torch.Tensor, torch.Generator> Torch { get; init; }

    /// <summary>MathNet's way to fill an existing array, one of integers for a law of integers.</summary>
    public required Func<System.Random, int, (Array Numbers, Action Fill)> Library { get; init; }

    /// <summary>What these are.</summary>
    public required (string Torch, string Library) How { get; init; }

    public required double Mean { get; init; }

    public required double Variance { get; init; }

    public (double Low, double High) Range { get; init; } = (0, 1);

    public override Contest Open(Arena arena)
    {
        arena.Verify(Id);
        int items = arena.IsGpu ? GpuItems : arena.ItemsBeyondCache(Cost);
        var contest = new Contest(items);
        DeviceArray<float> draws = contest.Own(arena.Device.Allocate<float>(items));
        ulong block = 0;
        contest.Add(new Contestant("ours", "float", () =>
        {
            Kernel(arena.Device, Key, 1, block, draws);
            arena.Device.Synchronize();
            block += (ulong)items / 4; // every call draws numbers of its own
        }, () => Check("our kernel", draws.ToArray())));
        contest.Add(OfTorch(arena, contest, items, threads: 1));
        if (!arena.IsGpu)
        {
            contest.Add(OfTorch(arena, contest, items, arena.Threads));
            contest.Add(OfLibrary(arena, items));
        }

        return contest;
    }

    private Contestant OfTorch(Arena arena, Contest contest, int items, int threads)
    {
        bool byThreads = threads > 1;
        torch.Tensor whole = contest.Own(torch.full(items, float.NaN, device: arena.TorchDevice));
        torch.Generator[] generators =
            [.. Enumerable.Range(1, threads).Select(seed => contest.Own(new torch.Generator((ulong)seed, arena.TorchDevice)))];
        ChunkedWork work = contest.Own(Chunks.Fastest(items, byThreads ? Chunks.OneThread : items, width: 1, chunk =>
        {
            torch.Tensor[] parts = whole.split(chunk);
            void Share(int thread)
            {
                using IDisposable mode = torch.inference_mode(true);
                foreach (torch.Tensor part in byThreads ? parts[arena.ShareOf(thread, parts.Length)] : parts)
                {
                    Torch(part, generators[thread]);
                }
            }

            return new ChunkedWork(() =>
            {
                if (byThreads)
                {
                    arena.OnEveryThread(Share);
                }
                else
                {
                    Share(0);
                    arena.SynchronizeTorch();
                }
            }, parts);
        }));
        string name = byThreads ? Libtorch.PeerByThreads : Libtorch.Peer;
        return new Contestant(name, $"float, {How.Torch} in place, {work.How}", work.Run, () =>
        {
            using torch.Tensor host = whole.cpu();
            Check(name, host.data<float>().ToArray());
        })
        {
            Forget = () => whole.fill_(float.NaN),
        };
    }

    private Contestant OfLibrary(Arena arena, int items)
    {
        int chunk = Math.Min(items, LibraryChunk);
        // Not thread-safe, and so without a lock: one for each thread.
        (Array Numbers, Action Fill)[][] shares = [.. Enumerable.Range(0, arena.Threads).Select(thread =>
        {
            var random = new Xoshiro256StarStar(thread + 1, threadSafe: false);
            return Enumerable.Range(0, arena.ShareOf(thread, items / chunk).GetOffsetAndLength(items / chunk).Length)
                .Select(_ => Library(random, chunk)).ToArray();
        })];
        return new Contestant(
            MathNetLibrary.Peer,
            Format.Invariant($"{How.Library}, a Xoshiro256** a thread, arrays of {chunk:N0}"),
            () => arena.OnEveryThread(thread => Array.ForEach(shares[thread], part => part.Fill())),
            () => Check(MathNetLibrary.Peer, [.. shares.SelectMany(share => share)
                .SelectMany(part => part.Numbers.Cast<object>()).Take(1 << 20).Select(Convert.ToSingle)]));
    }

    private void Check(string who, float[] draws) => Checks.Law(who, draws, Mean, Variance, Range.Low, Range.High);
}
