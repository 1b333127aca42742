using BayesBench.Kernels.Random;
using ILGPU;

namespace BayesBench.Kernels.Gradients;

/// <summary>The kernels of every estimator: one family, whatever the estimator, the objective and the number of samples.</summary>
internal sealed class GradientSampler<TEstimator, TProblem, TSharing>(TProblem problem, int samples) : GradientSampler
    where TEstimator : unmanaged, IEstimator<TEstimator, TProblem>
    where TProblem : unmanaged
    where TSharing : unmanaged, ISharing
{
    // Replicates of one part: enough that the sums do not count beside the draws, few enough for a compiler's patience.
    private const int PartReplicates = 4;

    public override int Samples => samples;

    public override int Components => TEstimator.Components;

    public override int Calls => TSharing.Calls;

    internal override int Parts => BlockCalls / (PartReplicates * TSharing.Calls);

    public override void Replicates(Device device, DeviceKey key, ulong first, ArrayView<float> gradients)
    {
        ArgumentNullException.ThrowIfNull(device);
        int width = Calls * Components;
        if (gradients.Length == 0 || gradients.Length % width != 0)
        {
            throw new ArgumentException(
                $"gradients has {gradients.Length} elements; it must have a positive multiple of {width}.", nameof(gradients));
        }

        int replicates = (int)gradients.Length / width;
        device.Launch(DrawReplicate, replicates, problem, key, first, samples, replicates, 0, gradients);
    }

    public override void Blocks(
        Device device,
        DeviceKey key,
        long firstBlock,
        int blocks,
        IReadOnlyList<double> centre,
        GradientWorkspace workspace,
        ArrayView<double> sums)
    {
        ArgumentNullException.ThrowIfNull(device);
        ArgumentNullException.ThrowIfNull(centre);
        ArgumentNullException.ThrowIfNull(workspace);
        DeviceGuard.AtLeast(0, firstBlock, nameof(firstBlock));
        DeviceGuard.AtLeastOne(blocks, nameof(blocks));
        DeviceGuard.AtLeast(blocks, workspace.Blocks, $"{nameof(workspace)}.{nameof(workspace.Blocks)}");
        DeviceGuard.SameLength(Components, centre.Count, nameof(centre));
        DeviceGuard.Length((long)blocks * Components * 4, sums, nameof(sums));
        ulong first = (ulong)firstBlock * (ulong)(BlockCalls / Calls);
        var about = new Centre(centre[0], centre[^1]);
        Work sumsOfBlocks = Work.Tiles(blocks * Components * 4);
        if (device.PrefersLoops)
        {
            int lanes = blocks * Lanes;
            ArrayView<double> laneSums = workspace.LaneSums;
            device.Launch(DrawAndAddLane, lanes, problem, key, first, samples, lanes, about, laneSums);
            device.Launch(LaneSums.AddLanesOfBlock, sumsOfBlocks, lanes, Components, laneSums, sums);
        }
        else
        {
            int parts = blocks * Parts;
            ArrayView<float> partSums = workspace.PartSums;
            device.Launch(DrawAndAddPart, parts, problem, key, first, samples, parts, 0, about, partSums);
            device.Launch(PartSums.AddPartsOfBlock, sumsOfBlocks, parts, Parts, Components, partSums, sums);
        }
    }

    // One work item: the gradients of one replicate's calls, each to its own stretch of memory. No loop, no barrier.
    private static void DrawReplicate(
        Index1D i,
        TProblem problem,
        DeviceKey key,
        ulong first,
        int samples,
        int replicates,
        int zero,
        ArrayView<float> gradients)
    {
        var tie = new Tie(zero);
        ReplicateGradients g = TSharing.Gradients<TEstimator, TProblem>(problem, key, first + (ulong)i.X, samples, ref tie);
        Store(g.G0, 0, i, replicates, gradients);
        if (TSharing.Calls > 1)
        {
            Store(g.G1, 1, i, replicates, gradients);
        }

        if (TSharing.Calls > 2)
        {
            Store(g.G2, 2, i, replicates, gradients);
            Store(g.G3, 3, i, replicates, gradients);
        }
    }

    // One work item: a lane of a block, drawn and added up in registers by a loop.
    private static void DrawAndAddLane(
        Index1D lane, TProblem problem, DeviceKey key, ulong first, int samples, int lanes, Centre centre, ArrayView<double> sums)
    {
        int replicates = LaneCalls / TSharing.Calls;
        ulong start = first + ((ulong)lane.X * (ulong)replicates);
        var tie = default(Tie);
        var added = default(LaneSums);
        for (int r = 0; r < replicates; r++)
        {
            added.Add(GradientSums.Of<TSharing>(
                TSharing.Gradients<TEstimator, TProblem>(problem, key, start + (ulong)r, samples, ref tie), centre));
        }

        added.Store(TEstimator.Components, lane, lanes, sums);
    }

    // One work item: a part of a block, PartReplicates replicates as far from one another as there are parts of a block. No
    // loop, no barrier; neighbours draw neighbours.
    private static void DrawAndAddPart(
        Index1D part,
        TProblem problem,
        DeviceKey key,
        ulong first,
        int samples,
        int parts,
        int zero,
        Centre centre,
        ArrayView<float> partSums)
    {
        int stride = BlockCalls / (PartReplicates * TSharing.Calls);
        int within = part & (stride - 1);
        ulong start = first + (ulong)((PartReplicates * (part - within)) + within);
        var tie = new Tie(zero);
        GradientSums added = GradientSums.Of<TSharing>(
            TSharing.Gradients<TEstimator, TProblem>(problem, key, start, samples, ref tie), centre);
        added.Add(GradientSums.Of<TSharing>(
            TSharing.Gradients<TEstimator, TProblem>(problem, key, start + (ulong)stride, samples, ref tie), centre));
        added.Add(GradientSums.Of<TSharing>(
            TSharing.Gradients<TEstimator, TProblem>(problem, key, start + (ulong)(2 * stride), samples, ref tie), centre));
        added.Add(GradientSums.Of<TSharing>(
            TSharing.Gradients<TEstimator, TProblem>(problem, key, start + (ulong)(3 * stride), samples, ref tie), centre));
        PartSums.Store(added, TEstimator.Components, part, parts, partSums);
    }

    private static void Store(DeviceGradient g, int call, int i, int replicates, ArrayView<float> gradients)
    {
        gradients[(call * TEstimator.Components * replicates) + i] = g.First;
        if (TEstimator.Components > 1)
        {
            gradients[(((call * TEstimator.Components) + 1) * replicates) + i] = g.Second;
        }
    }
}
