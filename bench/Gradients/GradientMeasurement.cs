using System.Diagnostics;
using BayesBench.Agreements.Gradients;
using BayesBench.Kernels;
using BayesBench.Kernels.Gradients;
using BayesBench.Kernels.Random;
using BayesBench.Reference.Random;
using BayesBench.Reference.Statistics;
using BayesBench.Results;

namespace BayesBench.Studies;

/// <summary>Blocks of one run, drawn so far from the first one on.</summary>
internal sealed class GradientMeasurement : IDisposable
{
    // A sample's kurtosis may come out too small: plan for a little more, look again, and go on if it is not enough.
    private const double PlanningShare = 0.95;

    private readonly Device _device;
    private readonly GradientRun _run;
    private readonly DeviceKey _key;
    private readonly CancellationToken _cancellation;
    private readonly GradientSampler _sampler;
    private readonly GradientWorkspace _workspace;
    private readonly DeviceArray<double> _sums;
    private readonly MomentsTree[] _trees;
    private readonly double[] _centre;
    private readonly int _chunk;
    private readonly int _look;
    private readonly Stopwatch _watch = new();
    private TimeSpan _before;
    private long _next;
    private Action<long> _keep = _ => { };

    /// <summary>Makes ready, and warms up.</summary>
    /// <param name="device">Where to draw.</param>
    /// <param name="run">What to draw.</param>
    /// <param name="firstBlock">Where to begin: not at zero for a shard.</param>
    /// <param name="blocks">How many it will draw; null where that is to be planned.</param>
    /// <param name="cancellation">Ends the drawing between two launches.</param>
    public GradientMeasurement(Device device, GradientRun run, long firstBlock, long? blocks, CancellationToken cancellation)
    {
        (uint k0, uint k1) = PhiloxKey.From(run.Study.Key);
        (_device, _run, _key, _cancellation) = (device, run, new DeviceKey(k0, k1), cancellation);
        _next = firstBlock;
        _sampler = run.Estimator.Sampler(run.Problem, run.Samples);
        _chunk = (int)Math.Min(GradientStudy.BlocksAtOnce(device), blocks ?? long.MaxValue);
        _look = blocks is null ? GradientStudy.FirstLook(device, run.Samples) : _chunk;
        _workspace = new GradientWorkspace(device, _sampler, _chunk);
        _sums = device.Allocate<double>(_chunk * _sampler.Components * 4);
        _trees = [.. run.Exact.Gradient.Select(_ => new MomentsTree())];
        _centre = [.. run.Exact.Mean.Select(mean => double.IsNaN(mean) ? 0 : mean)]; // the same for all shards
        Draw(_look); // warms up: a kernel is compiled at its first launch, and PoCL compiles it again for grids of fewer than 2^16
    }

    /// <summary>The moments of all that was drawn, by component.</summary>
    public Moments[] Totals => [.. _trees.Select(tree => tree.Total())];

    /// <summary>The subtrees of what was drawn, by component.</summary>
    public IReadOnlyList<IReadOnlyList<Subtree>> Trees => [.. _trees.Select(tree => tree.Subtrees)];

    /// <summary>Time of the launches.</summary>
    public TimeSpan Elapsed => _before + _watch.Elapsed;

    /// <summary>
    /// Takes up what an interrupted run drew, and draws on to where it was going: how many draws are enough is only
    /// decided where an undisturbed run decides it, so both end with the same blocks.
    /// </summary>
    public void TakeUp(UnfinishedRun kept, string name)
    {
        _keep = wanted => kept.KeepDraft(name, () => new Drawn(_next, wanted, Elapsed, Trees));
        if (kept.Draft<Drawn>(name) is not { } drawn)
        {
            return;
        }

        (_next, _before) = (drawn.Next, drawn.Elapsed);
        foreach ((MomentsTree tree, IReadOnlyList<Subtree> subtrees) in _trees.Zip(drawn.Trees))
        {
            foreach (Subtree subtree in subtrees)
            {
                tree.Add(subtree);
            }
        }

        DrawUpTo(drawn.Wanted);
    }

    /// <summary>Draws so many gradients, or as many as every variance's interval needs.</summary>
    public void Reach(long? draws, double relativeHalfWidth)
    {
        DrawUpTo(draws is { } fixedDraws ? BlocksOf(fixedDraws) : _look);
        while (draws is null && Varying.Any(total => Width(total) > relativeHalfWidth))
        {
            DrawUpTo(Math.Max(
                _next + _look,
                BlocksOf(Varying.Max(total => Intervals.DrawsForVariance(
                    Math.Max(1, total.Kurtosis), PlanningShare * relativeHalfWidth, _run.Confidence)))));
        }
    }

    /// <summary>Draws every block before this one.</summary>
    public void DrawUpTo(long block)
    {
        while (_next < block)
        {
            _cancellation.ThrowIfCancellationRequested();
            _watch.Start();
            Moments[][] blocks = Draw(NextLaunch(block - _next));
            _watch.Stop();
            foreach (Moments[] drawn in blocks)
            {
                foreach ((MomentsTree tree, Moments moments) in _trees.Zip(drawn))
                {
                    tree.Add(_next, moments);
                }

                _next++;
            }

            _keep(block);
        }
    }

    /// <summary>Blocks that hold so many draws.</summary>
    public static long BlocksOf(long draws) => (draws + GradientSampler.BlockCalls - 1) / GradientSampler.BlockCalls;

    public void Dispose()
    {
        _sums.Dispose();
        _workspace.Dispose();
    }

    private IReadOnlyList<Moments> Varying => GradientCells.Varying(_run, Totals);

    private double Width(Moments total)
    {
        Interval interval = Intervals.Variance(total, _run.Confidence);
        return (interval.High - interval.Low) / (2 * total.Variance);
    }

    // No launch is much smaller than the one that warmed up, or it would be compiled while the watch runs.
    private int NextLaunch(long left) => (int)(left <= _chunk ? left : left < _chunk + _look ? left / 2 : _chunk);

    private Moments[][] Draw(int blocks) => BlockMoments.Draw(
        _device, _sampler, _key, _next, blocks, _centre, _workspace, _sums);

    /// <summary>What a run has drawn, on its way to a block.</summary>
    private sealed record Drawn(long Next, long Wanted, TimeSpan Elapsed, IReadOnlyList<IReadOnlyList<Subtree>> Trees);
}
