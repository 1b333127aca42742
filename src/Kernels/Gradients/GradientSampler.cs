using BayesBench.Kernels.Random;
using ILGPU;

namespace BayesBench.Kernels.Gradients;

/// <summary>
/// A gradient estimator bound to a problem: it draws gradients on a device, one by one or as the power sums of whole blocks.
/// </summary>
/// <remarks>
/// A call's gradient is a pure function of the key and the call's place in its replicate (see <c>ISharing</c>), so neither
/// the shape of a launch nor the number of blocks drawn at once changes a bit of it or of a block's sums.
/// </remarks>
public abstract class GradientSampler
{
    /// <summary>Calls of one block of a study.</summary>
    public const int BlockCalls = 1 << 16;

    /// <summary>Calls that one work item adds up; a block's lanes are then added in order.</summary>
    internal const int LaneCalls = 1 << 10;

    /// <summary>Lanes of a block.</summary>
    internal const int Lanes = BlockCalls / LaneCalls;

    /// <summary>Parts of a block that work items without a loop draw and add up, one each.</summary>
    internal abstract int Parts { get; }

    /// <summary>Samples of one call of the estimator, or how many numbers of noise it takes instead.</summary>
    public abstract int Samples { get; }

    /// <summary>Components of a gradient: 2 (mean, standard deviation) for the normal, 1 (logit) for the Bernoulli.</summary>
    public abstract int Components { get; }

    /// <summary>Calls that one replicate of the noise serves.</summary>
    public abstract int Calls { get; }

    /// <summary>The sampler of an estimator.</summary>
    /// <typeparam name="TEstimator">The estimator.</typeparam>
    /// <typeparam name="TProblem">Its problem.</typeparam>
    /// <param name="problem">The problem's numbers.</param>
    /// <param name="samples">Samples of one call, or how many numbers of noise it takes instead.</param>
    /// <returns>The sampler, its calls sharing noise as their samples allow.</returns>
    /// <exception cref="ArgumentOutOfRangeException">There are no samples.</exception>
    public static GradientSampler Of<TEstimator, TProblem>(TProblem problem, int samples)
        where TEstimator : unmanaged, IEstimator<TEstimator, TProblem>
        where TProblem : unmanaged
    {
        DeviceGuard.AtLeastOne(samples, nameof(samples));
        return samples switch
        {
            1 => new GradientSampler<TEstimator, TProblem, Quarters>(problem, samples),
            2 => new GradientSampler<TEstimator, TProblem, Halves>(problem, samples),
            4 => new GradientSampler<TEstimator, TProblem, Wholes>(problem, samples),
            8 => new GradientSampler<TEstimator, TProblem, Pairs>(problem, samples),
            _ => new GradientSampler<TEstimator, TProblem, Several>(problem, samples),
        };
    }

    /// <summary>Draws the gradients of consecutive replicates.</summary>
    /// <param name="device">Where to run.</param>
    /// <param name="key">The generator's key.</param>
    /// <param name="first">The first replicate.</param>
    /// <param name="gradients">Shape [Calls, Components, replicates], written.</param>
    /// <exception cref="ArgumentException">The length is no multiple of Calls times Components.</exception>
    public abstract void Replicates(Device device, DeviceKey key, ulong first, ArrayView<float> gradients);

    /// <summary>Draws consecutive blocks and adds up the powers of their gradients, taken about the given centre.</summary>
    /// <param name="device">Where to run.</param>
    /// <param name="key">The generator's key.</param>
    /// <param name="firstBlock">The first block.</param>
    /// <param name="blocks">Number of blocks, at most the buffers'.</param>
    /// <param name="centre">Shape [Components]; near the mean, or the sums of powers lose digits.</param>
    /// <param name="workspace">Made for this sampler, for at least so many blocks.</param>
    /// <param name="sums">Shape [blocks, Components, 4], written: the sums of the first four powers.</param>
    /// <exception cref="ArgumentException">A shape differs.</exception>
    /// <exception cref="ArgumentOutOfRangeException">There are no blocks, or more than the workspace is for.</exception>
    public abstract void Blocks(
        Device device,
        DeviceKey key,
        long firstBlock,
        int blocks,
        IReadOnlyList<double> centre,
        GradientWorkspace workspace,
        ArrayView<double> sums);
}

/// <summary>Device memory for the blocks of a study, allocated once.</summary>
public sealed class GradientWorkspace : IDisposable
{
    /// <summary>Allocates for a sampler.</summary>
    /// <param name="device">Where.</param>
    /// <param name="sampler">For which estimator and problem.</param>
    /// <param name="blocks">Most blocks drawn at once.</param>
    /// <exception cref="ArgumentOutOfRangeException">There are no blocks, or more than one launch can number.</exception>
    public GradientWorkspace(Device device, GradientSampler sampler, int blocks)
    {
        ArgumentNullException.ThrowIfNull(device);
        ArgumentNullException.ThrowIfNull(sampler);
        DeviceGuard.AtLeastOne(blocks, nameof(blocks));
        int kinds = sampler.Components * 4;
        int lanes = device.PrefersLoops ? GradientSampler.Lanes : 0;
        int parts = device.PrefersLoops ? 0 : sampler.Parts;
        Blocks = blocks;
        LaneSums = device.Allocate<double>(checked(blocks * lanes * kinds));
        PartSums = device.Allocate<float>(checked(blocks * parts * kinds));
    }

    /// <summary>Most blocks drawn at once.</summary>
    public int Blocks { get; }

    internal DeviceArray<double> LaneSums { get; }

    internal DeviceArray<float> PartSums { get; }

    /// <inheritdoc />
    public void Dispose()
    {
        LaneSums.Dispose();
        PartSums.Dispose();
    }
}
