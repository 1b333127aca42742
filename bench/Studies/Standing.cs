using BayesBench.Reference.Statistics;
using BayesBench.Support;

namespace BayesBench.Studies;

/// <summary>
/// A cell beside the unbiased one that needs the fewest evaluations for a given precision, on the same problem, parameter and
/// component, and of the same gradient: bounds of more samples have another.
/// </summary>
/// <param name="Cell">The cell.</param>
/// <param name="Ratio">Its variance times evaluations over the best's; null where either does not vary, or all are biased.</param>
/// <param name="Interval">Holds the exact ratio where the two variances' intervals hold theirs; null as the ratio, and for the best itself.</param>
/// <param name="Wins">Whether it is the best, or is unbiased and not told apart from it.</param>
public sealed record Standing(StudyCell Cell, double? Ratio, Interval? Interval, bool Wins)
{
    // Of two formulas for one gradient.
    private const double Rounding = 1e-9;

    /// <summary>Every cell's, in their order.</summary>
    /// <param name="cells">Of one study.</param>
    public static IReadOnlyList<Standing> Of(IReadOnlyList<StudyCell> cells)
    {
        ArgumentNullException.ThrowIfNull(cells);
        var best = new Dictionary<StudyCell, StudyCell?>(ReferenceEqualityComparer.Instance);
        foreach (List<StudyCell> target in cells.GroupBy(PlaceOf).SelectMany(Targets))
        {
            StudyCell? least = target.Where(IsUnbiased).MinBy(cell => (cell.VarianceTimesEvaluations, cell.Evaluations));
            target.ForEach(cell => best[cell] = least);
        }

        return [.. cells.Select(cell => Of(cell, best[cell]))];
    }

    /// <summary>Cells of one place by the gradient that they estimate, equal but for rounding.</summary>
    internal static List<List<StudyCell>> Targets(IEnumerable<StudyCell> place)
    {
        var targets = new List<List<StudyCell>>();
        foreach (StudyCell cell in place)
        {
            List<StudyCell>? same = targets.Find(target => AreEqual(target[0], cell));
            if (same is null)
            {
                targets.Add([cell]);
            }
            else
            {
                same.Add(cell);
            }
        }

        return targets;
    }

    /// <summary>Which estimator wins where, a sentence for every problem and component.</summary>
    /// <param name="cells">Of one study.</param>
    public static IEnumerable<string> Sentences(IReadOnlyList<StudyCell> cells) =>
        from standing in Of(cells)
        group standing by (standing.Cell.Problem, standing.Cell.Component) into panel
        where panel.Select(standing => standing.Cell.Estimator).Distinct().Count() > 1
        let winners = from standing in panel
                      group standing by standing.Cell.Parameter into place
                      orderby place.Key
                      select (Names: Names([.. place]), place.Key)
        select $"{panel.Key.Problem}, {panel.Key.Component}: {string.Join("; ", Spans([.. winners]))}.";

    private static Standing Of(StudyCell cell, StudyCell? best)
    {
        if (best is null || best.Variance == 0 || cell.Variance == 0)
        {
            return new Standing(cell, null, null, best is not null && IsUnbiased(cell) && cell.Variance == 0);
        }

        if (ReferenceEquals(cell, best))
        {
            return new Standing(cell, 1, null, Wins: true);
        }

        double evaluations = (double)cell.Evaluations / best.Evaluations;
        var interval = new Interval(
            evaluations * cell.VarianceLow / best.VarianceHigh, evaluations * cell.VarianceHigh / best.VarianceLow);
        return new Standing(
            cell, evaluations * cell.Variance / best.Variance, interval, IsUnbiased(cell) && interval.Low <= 1);
    }

    private static (string Problem, double? Parameter, string Component) PlaceOf(StudyCell cell) =>
        (cell.Problem, cell.Parameter, cell.Component);

    // Where nothing is known exactly, as for a model, the estimators are taken to be.
    private static bool IsUnbiased(StudyCell cell) => cell.ExactGradient is null || cell.ExactMean == cell.ExactGradient;

    private static bool AreEqual(StudyCell a, StudyCell b)
    {
        if (a.ExactGradient is not { } one || b.ExactGradient is not { } other)
        {
            return a.ExactGradient == b.ExactGradient;
        }

        double scale = Math.Abs(one) + Math.Sqrt(Math.Max(a.Variance, b.Variance));
        return Math.Abs(one - other) <= Rounding * scale;
    }

    // An estimator that is the only one of its gradient beats nobody.
    private static string Names(Standing[] place)
    {
        List<List<StudyCell>> targets = Targets(place.Select(standing => standing.Cell));
        Standing[][] winners =
        [
            .. from target in targets
               where target.Count > 1 || targets.Count == 1
               select place.Where(standing => standing.Wins && target.Exists(cell => ReferenceEquals(cell, standing.Cell))).ToArray() into best
               where best.Length > 0
               select best,
        ];
        return winners.Length == 0 ? "none is unbiased" : string.Join(" and ", winners.Select(Tied));
    }

    private static string Tied(Standing[] winners) =>
        string.Join(" or ", winners.Select(standing => standing.Cell.Estimator))
        + (winners.All(standing => standing.Cell.Variance == 0) ? " without any variance" : string.Empty);

    // Neighbouring parameters with the same winners are one span; a winner's spans stand together.
    private static IEnumerable<string> Spans((string Names, double? Parameter)[] winners)
    {
        var spans = new List<(string Names, double? First, double? Last)>();
        foreach ((string names, double? parameter) in winners)
        {
            if (spans.Count > 0 && spans[^1].Names == names)
            {
                spans[^1] = spans[^1] with { Last = parameter };
            }
            else
            {
                spans.Add((names, parameter, parameter));
            }
        }

        return spans.GroupBy(span => span.Names).Select(winner => winner.First().First is null
            ? winner.Key
            : $"{winner.Key} at {string.Join(", ", winner.Select(span => Places(span.First!.Value, span.Last!.Value)))}");
    }

    private static string Places(double first, double last) =>
        first == last ? Format.Short(first) : $"{Format.Short(first)} to {Format.Short(last)}";
}
