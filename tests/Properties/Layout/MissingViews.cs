namespace BayesBench.Properties.Layout;

/// <summary>The views that a topic does without, each with its reason.</summary>
public static class MissingViews
{
    public static IReadOnlyDictionary<string, string> Listed { get; } = new Dictionary<string, string>
    {
        ["Numerics/Elementary statistics"] = "deterministic",
        ["Numerics/LogOnePlus statistics"] = "deterministic",
        ["Numerics/Sigmoid statistics"] = "deterministic",
        ["Numerics/Softplus statistics"] = "deterministic",
    };
}
