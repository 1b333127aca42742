namespace BayesBench.Properties.Layout;

/// <summary>The views that a topic does without, each with its reason.</summary>
public static class MissingViews
{
    public static IReadOnlyDictionary<string, string> Listed { get; } = new Dictionary<string, string>
    {
        ["Inference/LogSumExp statistics"] = "deterministic",
        ["Networks/Softmax statistics"] = "deterministic",
        ["Numerics/SpecialFunctions statistics"] = "deterministic",
    };
}
