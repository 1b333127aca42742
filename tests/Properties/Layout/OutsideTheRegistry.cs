namespace BayesBench.Properties.Layout;

/// <summary>Public methods of the reference without an agreement, each with its reason.</summary>
public static class OutsideTheRegistry
{
    public static IReadOnlyDictionary<string, string> Listed { get; } = new Dictionary<string, string>
    {
        ["binomial-test.lower-tail"] = "a verdict on a few numbers, taken on the host",
        ["binomial-test.p-value"] = "a verdict on a few numbers, taken on the host",
        ["binomial-test.power"] = "a verdict on a few numbers, taken on the host",
        ["binomial-test.required-draws"] = "a verdict on a few numbers, taken on the host",
        ["binomial-test.smallest-visible-effect"] = "a verdict on a few numbers, taken on the host",
        ["binomial-test.statistic"] = "a verdict on a few numbers, taken on the host",
        ["binomial-test.upper-tail"] = "a verdict on a few numbers, taken on the host",
        ["chi-square.critical-value"] = "a verdict on a few numbers, taken on the host",
        ["chi-square.p-value"] = "a verdict on a few numbers, taken on the host",
        ["chi-square.power"] = "a verdict on a few numbers, taken on the host",
        ["chi-square.required-draws"] = "a verdict on a few numbers, taken on the host",
        ["chi-square.smallest-visible-effect"] = "a verdict on a few numbers, taken on the host",
        ["chi-square.statistic"] = "a verdict on a few numbers, taken on the host",
        ["intervals.bonferroni"] = "a verdict on a few numbers, taken on the host",
        ["intervals.draws-for-variance"] = "a verdict on a few numbers, taken on the host",
        ["intervals.mean"] = "a verdict on a few numbers, taken on the host",
        ["intervals.relative-standard-error-of-variance"] = "a verdict on a few numbers, taken on the host",
        ["intervals.sidak"] = "a verdict on a few numbers, taken on the host",
        ["intervals.variance"] = "a verdict on a few numbers, taken on the host",
        ["kolmogorov-smirnov.band"] = "a verdict on a few numbers, taken on the host",
        ["kolmogorov-smirnov.p-value-bound"] = "a verdict on a few numbers, taken on the host",
        ["kolmogorov-smirnov.required-draws"] = "a verdict on a few numbers, taken on the host",
        ["kolmogorov-smirnov.smallest-visible-effect"] = "a verdict on a few numbers, taken on the host",
        ["kolmogorov-smirnov.statistic"] = "a verdict on a few numbers, taken on the host",
        ["mean-test.p-value"] = "a verdict on a few numbers, taken on the host",
        ["mean-test.required-draws"] = "a verdict on a few numbers, taken on the host",
        ["mean-test.smallest-visible-effect"] = "a verdict on a few numbers, taken on the host",
        ["mean-test.statistic"] = "a verdict on a few numbers, taken on the host",
        ["special-functions.erfcx"] = "a step of erfc and its inverse; kernels fold its scaled form into erfc",
        ["special-functions.log-gamma"] = "used by tests of frequencies, which run on the host",
        ["special-functions.regularized-gamma-p"] = "used by tests of frequencies, which run on the host",
        ["special-functions.regularized-gamma-q"] = "used by tests of frequencies, which run on the host",
        ["variance-test.p-value"] = "a verdict on a few numbers, taken on the host",
        ["variance-test.required-draws"] = "a verdict on a few numbers, taken on the host",
        ["variance-test.smallest-visible-effect"] = "a verdict on a few numbers, taken on the host",
        ["variance-test.statistic"] = "a verdict on a few numbers, taken on the host",
    };
}
