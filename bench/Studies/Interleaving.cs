using System.Diagnostics;

namespace BayesBench.Studies;

/// <summary>
/// Times several ways to do the same in turns, so that what the machine does meanwhile meets all of them: in each round
/// everyone once, the order one place further, then backwards.
/// </summary>
/// <param name="rounds">How many rounds.</param>
/// <param name="sample">How long one measurement lasts at least.</param>
/// <param name="settle">Waits before a measurement, for threads of the one before that still spin.</param>
public sealed class Interleaving(int rounds, TimeSpan sample, Action settle)
{
    private const int Warmups = 2;

    /// <summary>Seconds of one call: of each contestant, in each round.</summary>
    /// <param name="contestants">They do their work once a call, to the end.</param>
    /// <param name="cancellation">Ends it between two measurements.</param>
    public double[][] Run(IReadOnlyList<Action> contestants, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(contestants);
        int[] calls = [.. contestants.Select(Calls)];
        double[][] seconds = [.. contestants.Select(_ => new double[rounds])];
        for (int round = 0; round < rounds; round++)
        {
            foreach (int i in Order(contestants.Count, round))
            {
                cancellation.ThrowIfCancellationRequested();
                settle();
                if (calls[i] > 1)
                {
                    contestants[i](); // its threads are awake and its data in the caches, as in a loop of calls
                }

                seconds[i][round] = Seconds(contestants[i], calls[i]);
            }
        }

        return seconds;
    }

    /// <summary>Who comes when: 012, 210, 120, 021, 201, 102.</summary>
    public static IEnumerable<int> Order(int count, int round)
    {
        IEnumerable<int> order = Enumerable.Range(0, count).Select(i => (i + (round / 2)) % count);
        return round % 2 == 0 ? order : order.Reverse();
    }

    private static double Seconds(Action contestant, int calls)
    {
        long start = Stopwatch.GetTimestamp();
        for (int call = 0; call < calls; call++)
        {
            contestant();
        }

        return Stopwatch.GetElapsedTime(start).TotalSeconds / calls;
    }

    private int Calls(Action contestant)
    {
        double fastest = Enumerable.Range(0, Warmups + 1).Select(_ => Seconds(contestant, 1)).Min();
        return Math.Max(1, (int)Math.Ceiling(sample.TotalSeconds / Math.Max(fastest, 1e-7)));
    }
}
