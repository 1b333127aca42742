using BayesBench.Reference.Statistics;
using BayesBench.Support;

namespace BayesBench.Peers;

/// <summary>Two unbiased estimators of one gradient: their sums along one fixed direction have one mean.</summary>
internal static class DirectionCheck
{
    // One difference in two million is larger; the keys are fixed, so a run that passed passes again.
    private const double Deviations = 5;

    /// <exception cref="CheckFailedException">The means differ by more than chance.</exception>
    public static void Require(string who, string id, int draws, Func<float[]> ours, Func<float[]> theirs)
    {
        Moments our = Along(ours, draws), their = Along(theirs, draws);
        double most = Deviations * Math.Sqrt((our.Variance / our.Count) + (their.Variance / their.Count));
        if (!(Math.Abs(our.Mean - their.Mean) <= most))
        {
            throw new CheckFailedException(Format.Invariant(
                $"{who}'s gradient, {id}, is {their.Mean:G6} along a direction, ours {our.Mean:G6}; they may differ by {most:G3}."));
        }
    }

    private static Moments Along(Func<float[]> gradient, int draws) => Moments.Of([.. Enumerable.Range(0, draws).Select(_ =>
    {
        var random = new System.Random(3);
        return gradient().Sum(slope => (random.NextDouble() - 0.5) * slope);
    })]);
}
