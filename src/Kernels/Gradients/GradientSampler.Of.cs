using BayesBench.Kernels.Random;
using ILGPU;

namespace BayesBench.Kernels.Gradients;

/// <summary>The kernels of every estimator: one family, whatever the estimator, the objective and the number of samples.</summary>
internal sealed class GradientSampler<TEstimator, TProblem>(TProblem problem, int samples) : GradientSampler
    where TEstimator : unmanaged, IEstimator<TEstimator, TProblem>
    where TProblem : unmanaged
{
    public override int Samples => samples;

    public override int Components => TEstimator.Components;

    public override int Calls => samples switch { 1 => Quarters.Calls, 2 => Halves.Calls, _ => Several.Calls };

    public override void Replicates(Device device, DeviceKey key, ulong first, ArrayView<float> gradients)
    {
        ArgumentNullException.ThrowIfNull(device);
        int width = Calls * Components;
        if (gradients.Length == 0 || gradients.Length % width != 0)
        {
            throw new ArgumentException(
                $"gradients has {gradients.Length} elements; it must have a positive multiple of {width}.", nameof(gradients));
        }

        Draw(device, key, first, (int)gradients.Length / width, gradients);
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
        if (device.PrefersLoops)
        {
            DrawAndAddLanes(device, key, first, blocks * Lanes, about, workspace.LaneSums);
        }
        else
        {
            int replicates = blocks * (BlockCalls / Calls);
            Draw(device, key, first, replicates, workspace.Gradients);
            AddLanes(device, replicates, blocks * Lanes, about, workspace);
        }

        device.Launch(
            LaneSums.AddLanesOfBlock, Work.Tiles(blocks * Components * 4), blocks * Lanes, Components, workspace.LaneSums.View, sums);
    }

    private void Draw(Device device, DeviceKey key, ulong first, int replicates, ArrayView<float> gradients)
    {
        switch (samples)
        {
            case 1:
                device.Launch(DrawReplicate<Quarters>, replicates, problem, key, first, samples, replicates, gradients);
                break;
            case 2:
                device.Launch(DrawReplicate<Halves>, replicates, problem, key, first, samples, replicates, gradients);
                break;
            case 4:
                device.Launch(DrawReplicate<Wholes>, replicates, problem, key, first, samples, replicates, gradients);
                break;
            default:
                device.Launch(DrawReplicate<Several>, replicates, problem, key, first, samples, replicates, gradients);
                break;
        }
    }

    private void DrawAndAddLanes(
        Device device, DeviceKey key, ulong first, int lanes, Centre centre, ArrayView<double> sums)
    {
        switch (samples)
        {
            case 1:
                device.Launch(DrawAndAddLane<Quarters>, lanes, problem, key, first, samples, lanes, centre, sums);
                break;
            case 2:
                device.Launch(DrawAndAddLane<Halves>, lanes, problem, key, first, samples, lanes, centre, sums);
                break;
            case 4:
                device.Launch(DrawAndAddLane<Wholes>, lanes, problem, key, first, samples, lanes, centre, sums);
                break;
            default:
                device.Launch(DrawAndAddLane<Several>, lanes, problem, key, first, samples, lanes, centre, sums);
                break;
        }
    }

    private void AddLanes(Device device, int replicates, int lanes, Centre centre, GradientWorkspace workspace)
    {
        ArrayView<float> gradients = workspace.Gradients;
        ArrayView<double> sums = workspace.LaneSums;
        switch (samples)
        {
            case 1:
                device.Launch(LaneSums.AddLane<Quarters>, Work.Tiles(lanes), replicates, Components, lanes, centre, gradients, sums);
                break;
            case 2:
                device.Launch(LaneSums.AddLane<Halves>, Work.Tiles(lanes), replicates, Components, lanes, centre, gradients, sums);
                break;
            default:
                device.Launch(LaneSums.AddLane<Several>, Work.Tiles(lanes), replicates, Components, lanes, centre, gradients, sums);
                break;
        }
    }

    // One work item: the gradients of one replicate's calls, each to its own stretch of memory. No loop, no barrier.
    private static void DrawReplicate<TSharing>(
        Index1D i, TProblem problem, DeviceKey key, ulong first, int samples, int replicates, ArrayView<float> gradients)
        where TSharing : unmanaged, ISharing
    {
        ReplicateGradients g = TSharing.Gradients<TEstimator, TProblem>(problem, key, first + (ulong)i.X, samples);
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

    // One work item: a lane of a block, drawn and added up in registers.
    private static void DrawAndAddLane<TSharing>(
        Index1D lane, TProblem problem, DeviceKey key, ulong first, int samples, int lanes, Centre centre, ArrayView<double> sums)
        where TSharing : unmanaged, ISharing
    {
        int replicates = LaneCalls / TSharing.Calls;
        ulong start = first + ((ulong)lane.X * (ulong)replicates);
        var a = default(PowerSums);
        var b = default(PowerSums);
        for (int r = 0; r < replicates; r++)
        {
            ReplicateGradients g = TSharing.Gradients<TEstimator, TProblem>(problem, key, start + (ulong)r, samples);
            a = a.Add(g.G0.First, centre.First);
            b = b.Add(g.G0.Second, centre.Second);
            if (TSharing.Calls > 1)
            {
                a = a.Add(g.G1.First, centre.First);
                b = b.Add(g.G1.Second, centre.Second);
            }

            if (TSharing.Calls > 2)
            {
                a = a.Add(g.G2.First, centre.First);
                b = b.Add(g.G2.Second, centre.Second);
                a = a.Add(g.G3.First, centre.First);
                b = b.Add(g.G3.Second, centre.Second);
            }
        }

        LaneSums.Store(a, b, TEstimator.Components, lane, lanes, sums);
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
