namespace BayesBench.Agreements.Gradients;

/// <summary>How far float arithmetic may carry one call with a baseline: as without one, and the difference rounds once more.</summary>
internal static class BaselineRounding
{
    private const double U = ErrorBound.U;

    public static double[] Normal(BaselineProblem problem, double[] noise, double noiseUnits)
    {
        var call = new NormalSample((NormalProblem)problem.Law, noise[0], noiseUnits);
        return [.. problem.Baseline.Select((baseline, component) =>
            Less(call.Objective, baseline).Times(call.Score(component)).ErrorAfter(1))];
    }

    public static double[] Bernoulli(BaselineProblem problem, double[] uniforms, double probabilityUnits)
    {
        var law = (BernoulliProblem)problem.Law;
        double p = 1 / (1 + Math.Exp(-law.Logit));
        bool b = uniforms[0] < p;
        double f = b ? (1 - law.Target) * (1 - law.Target) : law.Target * law.Target;
        double score = b ? 1 / (1 + Math.Exp(law.Logit)) : p;
        return [Less(new Rounded(f, 3 * U * f), problem.Baseline[0])
            .Times(new Rounded(score, probabilityUnits * U * score)).ErrorAfter(1)];
    }

    private static Rounded Less(Rounded objective, double baseline)
    {
        double rest = objective.Value - baseline;
        return new Rounded(rest, objective.Error + (U * Math.Abs(rest)));
    }
}
