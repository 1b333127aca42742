namespace BayesBench.Agreements.Gradients;

/// <summary>How far float arithmetic may carry one call with moving baselines: an error of a baseline decays as the baseline does.</summary>
internal static class MovingAverageRounding
{
    private const double U = ErrorBound.U;

    public static double[] Normal(MovingAverageProblem problem, double[] noise, double noiseUnits)
    {
        NormalSample[] samples = [.. noise.Select(e => new NormalSample((NormalProblem)problem.Law, e, noiseUnits))];
        Rounded[] objectives = [.. samples.Select(sample => sample.Objective)];
        return [.. Enumerable.Range(0, 2).Select(component => Call(
            objectives, [.. samples.Select(sample => sample.Score(component))], new Rounded(problem.Start, 0), problem.Decay))];
    }

    // Objectives and baselines are less f(0): 1 - 2 target, or nothing.
    public static double[] Bernoulli(MovingAverageProblem problem, double[] uniforms, double probabilityUnits)
    {
        (double target, double logit) = (BernoulliProblem)problem.Law;
        (double p, double q) = (1 / (1 + Math.Exp(-logit)), 1 / (1 + Math.Exp(logit)));
        double difference = 1 - (2 * target), start = problem.Start - (target * target);
        Rounded[] objectives = [.. uniforms.Select(u => u < p ? new Rounded(difference, U * Math.Abs(difference)) : default)];
        Rounded[] scores = [.. uniforms.Select(u => new Rounded(u < p ? q : -p, probabilityUnits * U * (u < p ? q : p)))];
        return [Call(objectives, scores, new Rounded(start, U * ((target * target) + Math.Abs(start))), problem.Decay)];
    }

    private static double Call(Rounded[] objectives, Rounded[] scores, Rounded baseline, double decay)
    {
        double step = 1 - decay;
        var sum = default(Rounded);
        for (int n = 0; n < scores.Length; n++)
        {
            Rounded f = objectives[n];
            Rounded rest = f.Sum(baseline.Negative);
            sum = sum.Sum(rest.Times(scores[n]).After(1));
            double next = baseline.Value + (step * (f.Value - baseline.Value));
            // The step, the difference and their product round, and the sum.
            baseline = new Rounded(
                next, (decay * baseline.Error) + (step * f.Error) + (U * ((3 * step * Math.Abs(rest.Value)) + Math.Abs(next))));
        }

        return sum.After(1).Error / scores.Length;
    }
}
