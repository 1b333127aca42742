namespace BayesBench.Agreements.Gradients;

/// <summary>How far float arithmetic may carry one call of an estimator for the Bernoulli law alone: first order in u.</summary>
internal static class RoundingOfBernoulliCalls
{
    private const double U = ErrorBound.U;

    /// <summary>Enumeration: p, 1 - p, the objective's difference, two products.</summary>
    public static double[] Enumeration(BernoulliProblem problem, double probabilityUnits)
    {
        (double p, double q) = Probabilities(problem);
        return [U * ((2 * probabilityUnits) + 3) * p * q * Math.Abs(1 - (2 * problem.Target))];
    }

    /// <summary>AR: the objective times an exact number; what is added up rounds with every sample, the mean once more.</summary>
    public static double[] AugmentReinforce(BernoulliProblem problem, double[] uniforms)
    {
        (double p, _) = Probabilities(problem);
        double sum = 0, error = 0;
        foreach (double uniform in uniforms)
        {
            bool b = uniform < p;
            double f = b ? (1 - problem.Target) * (1 - problem.Target) : problem.Target * problem.Target;
            double term = f * Math.Abs(1 - (2 * uniform));
            sum += term;
            error += (b ? 3 : 1) * U * term; // 1 - target rounds, and counts twice in its square
        }

        return [(error + (U * ((2 * uniforms.Length) + 1) * sum)) / uniforms.Length];
    }

    /// <summary>Straight-through: p, 1 - p, 1 - target, two products.</summary>
    public static double[] StraightThrough(BernoulliProblem problem, double[] uniforms, double probabilityUnits)
    {
        (double p, double q) = Probabilities(problem);
        double distance = uniforms[0] < p ? 1 - problem.Target : problem.Target;
        return [U * ((2 * probabilityUnits) + (uniforms[0] < p ? 3 : 2)) * 2 * distance * p * q];
    }

    private static (double Success, double Failure) Probabilities(BernoulliProblem problem) =>
        (1 / (1 + Math.Exp(-problem.Logit)), 1 / (1 + Math.Exp(problem.Logit)));
}
