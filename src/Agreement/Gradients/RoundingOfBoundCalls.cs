namespace BayesBench.Agreements.Gradients;

/// <summary>How far float arithmetic may carry one call of an estimator of the importance-weighted bound, to first order.</summary>
internal static class RoundingOfBoundCalls
{
    private const double U = ErrorBound.U;

    // Of a factor e^-d: the exponential errs by a spacing and a bit, its product once.
    private const double Factor = 3.2 * U;

    /// <summary>Running sums, each sample's weight relative to the greatest before it; see the kernel.</summary>
    public static double[] DoublyReparameterized(ImportanceWeightedProblem problem, double[] noise, double noiseUnits)
    {
        var constants = new ElboRounding(problem.OfOneSample);
        int n = noise.Length;
        Rounded[] e = [.. noise.Select(number => new Rounded(number, noiseUnits * U * Math.Abs(number)))];
        Rounded[] logs = [.. e.Select(constants.LogWeight)];
        double greatest = logs.Max(log => log.Value);
        // Each weight is carried to the greatest in steps whose differences add up to its own; each step has a factor.
        double[] weights = [.. logs.Select(log => Math.Exp(log.Value - greatest))];
        double[] relative = [.. logs.Select((log, i) =>
            log.Error + (U * (greatest - log.Value)) + (Factor * Steps(logs, i)))];
        double sum = weights.Sum();
        double sumError = (weights.Zip(relative, (w, r) => w * r).Sum() / sum) + (n * U);
        double first = 0, second = 0;
        for (int i = 0; i < n; i++)
        {
            double share = weights[i] / sum * (weights[i] / sum);
            Rounded slope = constants.ByMean.Sum(constants.ByStandardDeviation.Product(e[i]));
            // Twice the weight's error and the sum's; two products for the term, n additions, the square of the inverse's roundings.
            double ofWeights = (2 * relative[i]) + (2 * sumError) + ((n + 6) * U);
            first += share * (slope.Error + (ofWeights * Math.Abs(slope.Value)));
            Rounded product = slope.Product(e[i]);
            second += share * (product.Error + (ofWeights * Math.Abs(product.Value)));
        }

        return [first, second];
    }

    // How often a sample's weight is multiplied by a factor other than 1: at its own turn, and whenever a greater one comes.
    private static int Steps(Rounded[] logs, int sample)
    {
        double before = logs.Take(sample).Select(log => log.Value).DefaultIfEmpty(logs[sample].Value).Max();
        int steps = logs[sample].Value < before ? 1 : 0;
        double greatest = Math.Max(before, logs[sample].Value);
        foreach (Rounded log in logs.Skip(sample + 1).Where(log => log.Value > greatest))
        {
            (greatest, steps) = (log.Value, steps + 1);
        }

        return steps;
    }
}
