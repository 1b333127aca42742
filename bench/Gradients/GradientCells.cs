using BayesBench.Reference.Statistics;

namespace BayesBench.Studies;

/// <summary>From the moments of a run's gradients to its cells, whoever drew them and in however many parts.</summary>
internal static class GradientCells
{
    // Half of a float's least spacing, relatively: a deviation below it is no variation of a gradient in float, but rounding.
    private const double HalfSpacing = 1.0 / (1 << 25);

    public static StudyCell[] Of(GradientRun run, IReadOnlyList<Moments> totals, TimeSpan elapsed) =>
        [.. totals.Select((total, component) =>
        {
            Interval mean = Intervals.Mean(total, run.Confidence);
            Interval variance = Varies(total) ? Intervals.Variance(total, run.Confidence) : default;
            return new StudyCell(
                run.Problem.Name,
                run.Parameter,
                run.Estimator.Title(run.Samples),
                run.Problem.Components[component],
                total.Count,
                total.Mean,
                ((mean.High - mean.Low) / 2) + (StudyCell.Arithmetic * Math.Abs(total.Mean)),
                run.Exact.Mean[component],
                run.Exact.Gradient[component],
                Varies(total) ? total.Variance : 0,
                variance.Low * (1 - StudyCell.Arithmetic),
                variance.High * (1 + StudyCell.Arithmetic),
                run.Exact.Variance[component],
                run.Estimator.Evaluations(run.Samples),
                elapsed.TotalNanoseconds / total.Count);
        })];

    public static bool Varies(Moments total) =>
        total.Sum2 > total.Count * total.Mean * total.Mean * HalfSpacing * HalfSpacing;
}
