namespace BayesBench.Properties.Layout;

/// <summary>Public methods of the reference without an agreement, each with its reason.</summary>
public static class OutsideTheRegistry
{
    public static IReadOnlyDictionary<string, string> Listed { get; } = new Dictionary<string, string>
    {
        ["special-functions.erfcx"] = "a step of erfc and its inverse; kernels fold its scaled form into erfc",
        ["special-functions.log-gamma"] = "used by tests of frequencies, which run on the host",
        ["special-functions.regularized-gamma-p"] = "used by tests of frequencies, which run on the host",
        ["special-functions.regularized-gamma-q"] = "used by tests of frequencies, which run on the host",
    };
}
