using System.Diagnostics;
using BayesBench.Agreements.Gradients;
using BayesBench.Kernels;
using BayesBench.Kernels.Gradients;
using BayesBench.Kernels.Random;
using BayesBench.Reference.Random;
using BayesBench.Reference.Statistics;
using BayesBench.Results;

namespace BayesBench.Studies;

/// <summary>
/// Compares gradient estimators where the exact gradient and variance are known: draws enough gradients for intervals of
/// the wanted width and no more, and times its own launches.
/// </summary>
public static class GradientStudy
{
    // One gradient is a few float operations: what an interval must allow beside chance, relatively. It shows only where
    // chance hardly does, as with the two-valued gradients of a Bernoulli law.
    private const double Arithmetic = 1.0 / (1 << 20);

    // A sample's kurtosis may come out too small: plan for a little more, look again, and go on if it is not enough.
    private const double PlanningShare = 0.95;

    // Half of a float's least spacing, relatively: a deviation below it is no variation of a gradient in float, but rounding.
    private const double HalfSpacing = 1.0 / (1 << 25);

    /// <summary>Runs the study.</summary>
    /// <param name="device">Where to draw.</param>
    /// <param name="options">What to compare; null takes the default study.</param>
    /// <param name="progress">Told after every run, with the cells so far.</param>
    /// <param name="kept">Keeps each run's cells, and what a long run has drawn so far; null keeps nothing.</param>
    /// <param name="cancellation">Ends the study between two launches.</param>
    /// <returns>The cells, those of one run behind one another.</returns>
    /// <exception cref="ArgumentException">An option names nothing known, or breaks its rule.</exception>
    /// <exception cref="OperationCanceledException">The study was cancelled.</exception>
    public static IReadOnlyList<StudyCell> Run(
        Device device,
        GradientStudyOptions? options = null,
        IProgress<StudyProgress>? progress = null,
        UnfinishedRun? kept = null,
        CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(device);
        options ??= new GradientStudyOptions();
        kept ??= UnfinishedRun.None;
        IReadOnlyList<GradientRun> runs = GradientStudyPlan.Runs(options);
        // Every cell has two intervals, for its mean and for its variance.
        double confidence = Intervals.Bonferroni(
            1 - options.FamilyError, 2 * runs.Sum(run => run.Exact.Gradient.Length));
        var cells = new List<StudyCell>();
        int done = 0;
        foreach (GradientRun run in runs)
        {
            // Two runs may share a title, but not a place.
            string name = FormattableString.Invariant($"variance {done} {run.Title}");
            cells.AddRange(kept.Part(name, () =>
            {
                using var measurement = new Measurement(device, run, options.Key, cancellation);
                measurement.TakeUp(kept, name);
                measurement.Reach(options.Draws, options.RelativeHalfWidth, confidence);
                return measurement.Cells(confidence);
            }));
            progress?.Report(new StudyProgress(++done, runs.Count, run.Title, [.. cells]));
        }

        return cells;
    }

    /// <summary>Blocks of one launch: enough that a launch and its wait hardly count beside the draws of that device.</summary>
    public static int BlocksAtOnce(Device device)
    {
        ArgumentNullException.ThrowIfNull(device);
        return device.Kind switch
        {
            DeviceKind.Cuda or DeviceKind.OpenClGpu => 1024,
            DeviceKind.OpenClCpu => 64, // 16 cost a tenth more
            _ => 16,
        };
    }

    /// <summary>What a run has drawn, on its way to a number of blocks.</summary>
    private sealed record Drawn(long Blocks, long Wanted, TimeSpan Elapsed, IReadOnlyList<IReadOnlyList<Subtree>> Trees);

    /// <summary>Blocks of one run, drawn so far.</summary>
    private sealed class Measurement : IDisposable
    {
        private readonly Device _device;
        private readonly GradientRun _run;
        private readonly DeviceKey _key;
        private readonly CancellationToken _cancellation;
        private readonly GradientSampler _sampler;
        private readonly GradientWorkspace _workspace;
        private readonly DeviceArray<double> _sums;
        private readonly MomentsTree[] _trees;
        private readonly int _chunk;
        private readonly Stopwatch _watch = new();
        private TimeSpan _before;
        private long _blocks;
        private Action<long> _keep = _ => { };

        public Measurement(Device device, GradientRun run, ulong key, CancellationToken cancellation)
        {
            (uint k0, uint k1) = PhiloxKey.From(key);
            (_device, _run, _key, _cancellation) = (device, run, new DeviceKey(k0, k1), cancellation);
            _sampler = run.Estimator.Sampler(run.Problem, run.Samples);
            _chunk = BlocksAtOnce(device);
            _workspace = new GradientWorkspace(device, _sampler, _chunk);
            _sums = device.Allocate<double>(_chunk * _sampler.Components * 4);
            _trees = [.. run.Exact.Gradient.Select(_ => new MomentsTree())];
            Draw(_chunk); // warms up: kernels are compiled at their first launch of a size
        }

        private Moments[] Totals => [.. _trees.Select(tree => tree.Total())];

        private IEnumerable<Moments> Varying => Totals.Where((total, component) => Varies(total, component));

        /// <summary>
        /// Takes up what an interrupted run drew, and draws on to where it was going: how many draws are enough is only
        /// decided where an undisturbed run decides it, so both end with the same blocks.
        /// </summary>
        public void TakeUp(UnfinishedRun kept, string name)
        {
            _keep = wanted => kept.KeepDraft(name, () => new Drawn(
                _blocks, wanted, _before + _watch.Elapsed, [.. _trees.Select(tree => tree.Subtrees)]));
            if (kept.Draft<Drawn>(name) is not { } drawn)
            {
                return;
            }

            (_blocks, _before) = (drawn.Blocks, drawn.Elapsed);
            foreach ((MomentsTree tree, IReadOnlyList<Subtree> subtrees) in _trees.Zip(drawn.Trees))
            {
                foreach (Subtree subtree in subtrees)
                {
                    tree.Add(subtree);
                }
            }

            DrawUpTo(drawn.Wanted * GradientSampler.BlockCalls);
        }

        public void Reach(long? draws, double relativeHalfWidth, double confidence)
        {
            DrawUpTo(draws ?? (_chunk * (long)GradientSampler.BlockCalls));
            while (draws is null && Varying.Any(total => Width(total, confidence) > relativeHalfWidth))
            {
                DrawUpTo(Math.Max(
                    (_blocks + 1) * GradientSampler.BlockCalls,
                    Varying.Max(total => Intervals.DrawsForVariance(
                        Math.Max(1, total.Kurtosis), PlanningShare * relativeHalfWidth, confidence))));
            }
        }

        public StudyCell[] Cells(double confidence)
        {
            double nanoseconds = (_before + _watch.Elapsed).TotalNanoseconds / (_blocks * (double)GradientSampler.BlockCalls);
            return [.. Totals.Select((total, component) =>
            {
                Interval mean = Intervals.Mean(total, confidence);
                bool varies = Varies(total, component);
                Interval variance = varies ? Intervals.Variance(total, confidence) : default;
                return new StudyCell(
                    _run.Problem.Name,
                    _run.Parameter,
                    _run.Estimator.Title(_run.Samples),
                    _run.Problem.Components[component],
                    total.Count,
                    total.Mean,
                    ((mean.High - mean.Low) / 2) + (Arithmetic * Math.Abs(total.Mean)) + (varies ? 0 : Rounding(total, component)),
                    _run.Exact.Mean[component],
                    _run.Exact.Gradient[component],
                    varies ? total.Variance : 0,
                    variance.Low * (1 - Arithmetic),
                    variance.High * (1 + Arithmetic),
                    _run.Exact.Variance[component],
                    _run.Estimator.Evaluations(_run.Samples),
                    nanoseconds);
            })];
        }

        public void Dispose()
        {
            _sums.Dispose();
            _workspace.Dispose();
        }

        private bool Varies(Moments total, int component)
        {
            double rounding = Rounding(total, component);
            return total.Sum2 > total.Count * rounding * rounding;
        }

        // What a component that does not vary may deviate by. Where the exact variance is 0 it may still be a difference of
        // values of f, rounded each: of the gradient's largest component they are not much more.
        private double Rounding(Moments total, int component) => _run.Exact.Variance[component] == 0
            ? Arithmetic * Math.Sqrt(Totals.Max(other => (other.Mean * other.Mean) + other.Variance))
            : HalfSpacing * Math.Abs(total.Mean);

        private static double Width(Moments total, double confidence)
        {
            Interval interval = Intervals.Variance(total, confidence);
            return (interval.High - interval.Low) / (2 * total.Variance);
        }

        private void DrawUpTo(long draws)
        {
            long wanted = (draws + GradientSampler.BlockCalls - 1) / GradientSampler.BlockCalls;
            while (_blocks < wanted)
            {
                _cancellation.ThrowIfCancellationRequested();
                _watch.Start();
                Moments[][] blocks = Draw((int)Math.Min(_chunk, wanted - _blocks));
                _watch.Stop();
                foreach (Moments[] block in blocks)
                {
                    foreach ((MomentsTree tree, Moments moments) in _trees.Zip(block))
                    {
                        tree.Add(_blocks, moments);
                    }

                    _blocks++;
                }

                _keep(wanted);
            }
        }

        private Moments[][] Draw(int blocks) => BlockMoments.Draw(
            _device, _sampler, _key, _blocks, blocks, _run.Exact.Mean, _workspace, _sums);
    }
}
