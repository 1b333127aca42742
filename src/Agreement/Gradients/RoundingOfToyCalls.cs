namespace BayesBench.Agreements.Gradients;

/// <summary>How far float arithmetic may carry one call on bits that share a logit, and exact moments there: first order in u.</summary>
internal static class RoundingOfToyCalls
{
    private const double U = ErrorBound.U;

    /// <summary>The score function, with any baseline: f from its value at all zeros and what each one adds, times a sum of scores.</summary>
    public static double[] ScoreFunction(BernoulliToyProblem problem, double baseline, double[] uniforms, double probabilityUnits)
    {
        double squares = problem.Targets.Sum(target => target * target);
        double origin = squares - baseline;
        // On the device a square and a sum for each target; on the host far less.
        var start = new Rounded(origin, U * (((problem.Targets.Length + 1) * squares) + Math.Abs(origin)));
        (Rounded f, Rounded score) = Sample(problem, uniforms, probabilityUnits);
        return [start.Sum(f).Times(score).ErrorAfter(1)];
    }

    /// <summary>Leave-one-out: sums over each sample's bits, then the covariance's.</summary>
    public static double[] LeaveOneOut(BernoulliToyProblem problem, double[] uniforms, double probabilityUnits)
    {
        (Rounded F, Rounded Score)[] samples =
            [.. uniforms.Chunk(problem.Targets.Length).Select(numbers => Sample(problem, numbers, probabilityUnits))];
        // Where all samples draw alike, the kernel says 0 and the reference's own rounding is all there is: its f is not less f(0).
        double most = problem.Targets.Sum(target => Math.Max(target * target, (1 - target) * (1 - target)));
        double ofReference = 2 * (samples.Length + problem.Targets.Length) * ErrorBound.DoubleU * most * samples.Average(s => Math.Abs(s.Score.Value));
        return [ofReference + RoundingOfCalls.Covariance([.. samples.Select(s => s.F)], [.. samples.Select(s => s.Score)])];
    }

    /// <summary>ARM: what differing bits add to f, times a sum of uniform numbers less 1/2.</summary>
    public static double[] AugmentReinforceMerge(BernoulliToyProblem problem, double[] uniforms)
    {
        var half = default(Rounded);
        foreach (double uniform in uniforms)
        {
            half = half.Sum(new Rounded(uniform - 0.5, U * Math.Abs(uniform - 0.5)));
        }

        return [Change(problem, uniforms).Change.Times(half).ErrorAfter(1)];
    }

    /// <summary>DisARM: what differing bits add to f, times the larger probability and a whole number.</summary>
    public static double[] DisArm(BernoulliToyProblem problem, double[] uniforms, double probabilityUnits)
    {
        double larger = 1 / (1 + Math.Exp(-Math.Abs(problem.Logit)));
        (Rounded change, int tilt) = Change(problem, uniforms);
        return [0.5 * Math.Abs(tilt) * change.Times(new Rounded(larger, probabilityUnits * U * larger)).ErrorAfter(2)];
    }

    private static (Rounded F, Rounded Score) Sample(BernoulliToyProblem problem, double[] uniforms, double units)
    {
        (double p, double q) = (1 / (1 + Math.Exp(-problem.Logit)), 1 / (1 + Math.Exp(problem.Logit)));
        (Rounded f, Rounded score) = (default, default);
        for (int bit = 0; bit < uniforms.Length; bit++)
        {
            bool b = uniforms[bit] < p;
            f = b ? f.Sum(Added(problem, bit)) : f;
            score = score.Sum(new Rounded(b ? q : -p, units * U * (b ? q : p)));
        }

        return (f, score);
    }

    // f(b) - f(c) bit by bit, and how many more bits are (1, 0) than (0, 1).
    private static (Rounded Change, int Tilt) Change(BernoulliToyProblem problem, double[] uniforms)
    {
        double p = 1 / (1 + Math.Exp(-problem.Logit));
        (Rounded change, int tilt) = (default, 0);
        for (int bit = 0; bit < uniforms.Length; bit++)
        {
            int z = (uniforms[bit] < p ? 1 : 0) - (1 - uniforms[bit] < p ? 1 : 0);
            Rounded added = Added(problem, bit);
            change = z == 0 ? change : change.Sum(new Rounded(z * added.Value, added.Error));
            tilt += z;
        }

        return (change, tilt);
    }

    private static Rounded Added(BernoulliToyProblem problem, int bit)
    {
        double added = 1 - (2 * problem.Targets[bit]);
        return new Rounded(added, U * Math.Abs(added));
    }
}
