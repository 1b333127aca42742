namespace BayesBench.Agreements.Gradients;

/// <summary>How far float arithmetic may carry one call of an estimator of the importance-weighted bound, to first order.</summary>
internal static class RoundingOfBoundCalls
{
    private const double U = ErrorBound.U;

    // A sum of some 10^5 terms in double, twice: 2^-53 each, and little of it has one sign.
    private const double Lost = 1.0 / (1L << 40);

    // Of a factor e^-d: the exponential errs by a spacing and a bit, its product once.
    private const double Factor = 3.2 * U;

    /// <summary>Of exact moments, which a kernel adds up in double.</summary>
    public static ErrorBound Moments { get; } = new(
        "in double, then rounded once; a variance loses what its mean square rounds, far below a float's rounding",
        (_, expected, i) => (U * Math.Abs(expected[i])) + (Lost * Square(expected, i % 2)));

    /// <summary>Squares of weights, and the slopes of the log weights.</summary>
    public static double[] DoublyReparameterized(ImportanceWeightedProblem problem, double[] noise, double noiseUnits)
    {
        var constants = new ElboRounding(problem.OfOneSample);
        return
        [
            .. Sums(constants, 2, e => constants.ByMean.Sum(constants.ByStandardDeviation.Product(e)), noise, noiseUnits)
                .Select(sum => sum.Error),
        ];
    }

    /// <summary>Weights and the slopes of ln p(x, y), and the slope of the entropy.</summary>
    public static double[] Pathwise(ImportanceWeightedProblem problem, double[] noise, double noiseUnits) =>
        Pathwise(new ElboRounding(problem.OfOneSample), noise, noiseUnits);

    /// <summary>The same with powers of the weights.</summary>
    public static double[] Renyi(RenyiProblem problem, double[] noise, double noiseUnits) =>
        Pathwise(new ElboRounding(problem.OfOrderZero.OfOneSample).WithWeightsTo(1 - problem.Order), noise, noiseUnits);

    /// <summary>Weights and the noise, as scores.</summary>
    public static double[] ReweightedWakeSleep(ImportanceWeightedProblem problem, double[] noise, double noiseUnits)
    {
        var constants = new ElboRounding(problem.OfOneSample);
        Rounded[] sums = Sums(constants, 1, e => e, noise, noiseUnits);
        return
        [
            sums[0].Product(constants.Inverse).Error,
            new Rounded(1, 0).Sum(sums[1].Negative).Product(constants.Inverse).Error,
        ];
    }

    /// <summary>Weights and the slopes of the log weights.</summary>
    public static double[] StickingTheLanding(ImportanceWeightedProblem problem, double[] noise, double noiseUnits)
    {
        var constants = new ElboRounding(problem.OfOneSample);
        return
        [
            .. Sums(constants, 1, e => constants.ByMean.Sum(constants.ByStandardDeviation.Product(e)), noise, noiseUnits)
                .Select(sum => sum.Error),
        ];
    }

    private static double[] Pathwise(ElboRounding constants, double[] noise, double noiseUnits)
    {
        Rounded[] sums = Sums(constants, 1, e => constants.ByMean.Sum(constants.Fall.Product(e).Negative), noise, noiseUnits);
        return [sums[0].Error, sums[1].Sum(constants.Inverse).Error];
    }

    // Running sums, each sample's weight relative to the greatest before it; see the kernels.
    private static Rounded[] Sums(
        ElboRounding constants, int power, Func<Rounded, Rounded> slopeAt, double[] noise, double noiseUnits)
    {
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
        Rounded first = default, second = default;
        for (int i = 0; i < n; i++)
        {
            double share = Math.Pow(weights[i] / sum, power);
            Rounded slope = slopeAt(e[i]);
            // The weight's error and the sum's for each power; two products, n additions, the inverse's power.
            double ofWeights = (power * (relative[i] + sumError)) + ((n + 6) * U);
            Rounded product = slope.Product(e[i]);
            first = new(first.Value + (share * slope.Value), first.Error + (share * (slope.Error + (ofWeights * Math.Abs(slope.Value)))));
            second = new(
                second.Value + (share * product.Value), second.Error + (share * (product.Error + (ofWeights * Math.Abs(product.Value)))));
        }

        return [first, second];
    }

    private static double Square(double[] expected, int component) =>
        expected[2 + component] + (expected[component] * expected[component]);

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
