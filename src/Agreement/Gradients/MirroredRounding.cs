namespace BayesBench.Agreements.Gradients;

/// <summary>How far float arithmetic may carry the calls and exact moments that average a noise and its mirror image.</summary>
internal static class MirroredRounding
{
    /// <summary>The score function: a difference and a sum of values of f, times half a score.</summary>
    public static double[] ScoreFunction(NormalProblem problem, double[] noise, double units)
    {
        (NormalSample plus, NormalSample minus) = Samples(problem, noise[0], units);
        return
        [
            0.5 * Sum(plus.Objective, minus.Objective, -1).Times(plus.Score(0)).ErrorAfter(1),
            0.5 * Sum(plus.Objective, minus.Objective, 1).Times(plus.Score(1)).ErrorAfter(1),
        ];
    }

    /// <summary>Pathwise: half the sum of the slopes, half their difference times the noise.</summary>
    public static double[] Pathwise(NormalProblem problem, double[] noise, double units)
    {
        (NormalSample plus, NormalSample minus) = Samples(problem, noise[0], units);
        return
        [
            0.5 * Sum(plus.Slope, minus.Slope, 1).Error,
            0.5 * Sum(plus.Slope, minus.Slope, -1).Times(plus.Noise).ErrorAfter(1),
        ];
    }

    /// <summary>The score function's variance: half of two mean squares, of which the mirrored one is at most the other.</summary>
    public static double ScoreFunction(object[] call, double[] expected, int i)
    {
        MomentTerms terms = MomentTerms.Of(call);
        double s = (double)call[3];
        return Variance(terms, (i == 2 ? terms.ScoreSquare : terms.SecondScoreSquare) / (s * s), expected[i - 2]);
    }

    /// <summary>Pathwise's variance, likewise.</summary>
    public static double Pathwise(object[] call, double[] expected, int i)
    {
        MomentTerms terms = MomentTerms.Of(call);
        return Variance(terms, i == 2 ? terms.SlopeSquare : terms.SecondSlopeSquare, expected[i - 2]);
    }

    private static double Variance(MomentTerms terms, double square, double gradient) =>
        terms.Units * ErrorBound.U * (square + (2 * gradient * gradient));

    private static (NormalSample Plus, NormalSample Minus) Samples(NormalProblem problem, double noise, double units) =>
        (new NormalSample(problem, noise, units), new NormalSample(problem, -noise, units));

    private static Rounded Sum(Rounded a, Rounded b, int sign)
    {
        double sum = a.Value + (sign * b.Value);
        return new Rounded(sum, a.Error + b.Error + (ErrorBound.U * Math.Abs(sum)));
    }
}
