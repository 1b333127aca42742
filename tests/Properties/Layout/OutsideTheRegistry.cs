namespace BayesBench.Properties.Layout;

/// <summary>Public methods of the reference without an agreement, each with its reason; <c>class.*</c> is every one of a class.</summary>
public static class OutsideTheRegistry
{
    private const string OnTheHost = "a verdict on a few numbers, taken on the host";
    private const string OfTheTests = "a tool of the statistical tests on the host; nothing on a device needs it";

    public static IReadOnlyDictionary<string, string> Listed { get; } = new Dictionary<string, string>
    {
        ["binomial-test.*"] = OnTheHost,
        ["chi-square.*"] = OnTheHost,
        ["classifier-network.log-joint"] = "the bound's likelihood, which has its kernel, and a sum over weights on the host",
        ["intervals.*"] = OnTheHost,
        ["kolmogorov-smirnov.*"] = OnTheHost,
        ["mean-test.*"] = OnTheHost,
        ["probabilistic-pca.*"] = "closed forms on the host that the autoencoder is held against",
        ["mersenne-twister.*"] = "published splits, drawn on the host",
        ["monte-carlo-dropout-regressor.weight-decay"] = "a setting of a model, worked out on the host",
        ["schedules.*"] = "one number an epoch, worked out on the host",
        ["special-functions.erfcx"] = OfTheTests,
        ["variance-test.*"] = OnTheHost,
    };
}
