using BayesBench.Reference.Statistics;
using BayesBench.Support;

namespace BayesBench.Studies;

/// <summary>From the moments of a run's gradients to its cells, whoever drew them and in however many parts.</summary>
internal static class GradientCells
{
    // Half of a float's least spacing, relatively: a deviation below it is no variation of a gradient in float, but rounding.
    private const double HalfSpacing = 1.0 / (1 << 25);

    // Devices add up fourth powers in float: beyond it they, or those of rare draws, are infinite, below it 0.
    private const double LeastDeviation = 1e-9;
    private const double MostDeviation = 1e8;

    public static StudyCell[] Of(GradientRun run, IReadOnlyList<Moments> totals, TimeSpan elapsed) =>
        [.. totals.Select((total, component) =>
        {
            Interval mean = Intervals.Mean(total, run.Confidence);
            double rounding = Rounding(run, totals, component);
            bool varies = Varies(total, rounding);
            Interval variance = varies ? Intervals.Variance(InRange(run, total), run.Confidence) : default;
            return new StudyCell(
                run.Problem.Name,
                run.Parameter,
                run.Estimator.Title(run.Samples),
                run.Problem.Components[component],
                total.Count,
                total.Mean,
                ((mean.High - mean.Low) / 2) + (StudyCell.Arithmetic * Math.Abs(total.Mean)) + (varies ? 0 : rounding),
                Known(run.Exact.Mean[component]),
                Known(run.Exact.Gradient[component]),
                varies ? total.Variance : 0,
                variance.Low * (1 - StudyCell.Arithmetic),
                variance.High * (1 + StudyCell.Arithmetic),
                Known(run.Exact.Variance[component]),
                run.Estimator.Evaluations(run.Samples, run.Problem),
                elapsed.TotalNanoseconds / total.Count);
        })];

    /// <summary>The components that vary by more than rounding.</summary>
    public static IReadOnlyList<Moments> Varying(GradientRun run, IReadOnlyList<Moments> totals) =>
        [.. totals.Where((total, component) => Varies(total, Rounding(run, totals, component))).Select(total => InRange(run, total))];

    private static Moments InRange(GradientRun run, Moments total)
    {
        double deviation = Math.Sqrt(total.Variance);
        return deviation is >= LeastDeviation and <= MostDeviation && double.IsFinite(total.Sum4)
            ? total
            : throw new BadInputException(FormattableString.Invariant(
                $"{run.Title}: gradients deviate by {deviation:G6}; it must be from {LeastDeviation} to {MostDeviation}: scale the objective."));
    }

    private static double? Known(double exact) => double.IsNaN(exact) ? null : exact;

    // A gradient that is NaN somewhere varies, and is out of range.
    private static bool Varies(Moments total, double rounding) => !(total.Sum2 <= total.Count * rounding * rounding);

    // What a component that does not vary may deviate by. Where the exact variance is 0 it may still be a difference of values of
    // f, rounded each: of the gradient's largest component they are not much more.
    private static double Rounding(GradientRun run, IReadOnlyList<Moments> totals, int component) =>
        run.Exact.Variance[component] == 0
            ? StudyCell.Arithmetic * Math.Sqrt(totals.Max(other => (other.Mean * other.Mean) + other.Variance))
            : HalfSpacing * Math.Abs(totals[component].Mean);
}
