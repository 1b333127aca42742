namespace BayesBench.Agreements.Gradients;

/// <summary>How far float arithmetic may carry one call of the tail-adaptive gradient, to first order, and its moments.</summary>
internal static class RoundingOfRanks
{
    private const double U = ErrorBound.U;

    // Sums of some 200 terms in double, 2^-53 each, of powers of a chance that errs by as much; few of them have one sign.
    private const double Lost = 1.0 / (1L << 40);

    /// <summary>Of exact moments, which a kernel adds up in double.</summary>
    public static ErrorBound Moments { get; } = new(
        "in double, then rounded once; a variance, and a mean, lose what their mean square rounds, far below a float's rounding",
        (_, expected, i) =>
        {
            double square = expected[2 + (i % 2)] + (expected[4 + (i % 2)] * expected[4 + (i % 2)]);
            return (U * Math.Abs(expected[i])) + (Lost * (i is 2 or 3 ? square : Math.Sqrt(square)));
        });

    /// <summary>Slopes of the log weights over ranks; where an order of two weights is within their errors, either may be first.</summary>
    public static double[] Call(ImportanceWeightedProblem problem, double[] noise, double noiseUnits)
    {
        var constants = new ElboRounding(problem.OfOneSample);
        int n = noise.Length;
        double harmonic = Enumerable.Range(1, n).Sum(rank => 1.0 / rank);
        Rounded[] e = [.. noise.Select(number => new Rounded(number, noiseUnits * U * Math.Abs(number)))];
        Rounded[] logs = [.. e.Select(constants.LogWeight)];
        double first = 0, second = 0;
        for (int i = 0; i < n; i++)
        {
            Rounded slope = constants.ByMean.Sum(constants.ByStandardDeviation.Product(e[i]));
            Rounded product = slope.Product(e[i]);
            int above = logs.Index().Count(other => IsAbove(other.Item, other.Index, logs[i], i, certainly: false));
            int certainlyAbove = logs.Index().Count(other => IsAbove(other.Item, other.Index, logs[i], i, certainly: true));
            double weight = 1 / (harmonic * (1 + certainlyAbove));
            double uncertain = weight - (1 / (harmonic * (1 + above)));
            // The reciprocals of the rank and of the weights' sum, two products; that sum and this one round n times each.
            double roundings = (((2 * n) + 4) * U * weight) + uncertain;
            first += (weight * slope.Error) + (roundings * Math.Abs(slope.Value));
            second += (weight * product.Error) + (roundings * Math.Abs(product.Value));
        }

        return [first, second];
    }

    // A sample's order with itself is no question.
    private static bool IsAbove(Rounded other, int otherIndex, Rounded one, int index, bool certainly)
    {
        double errors = other.Error + one.Error;
        double distance = other.Value - one.Value;
        return otherIndex != index && (certainly ? distance > errors : distance >= -errors);
    }
}
