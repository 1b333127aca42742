namespace BayesBench.Properties.Layout;

/// <summary>The views that a topic does without, each with its reason.</summary>
public static class MissingViews
{
    public static IReadOnlyDictionary<string, string> Listed { get; } = new Dictionary<string, string>
    {
        ["Inference/LogSumExp statistics"] = "deterministic",
        ["Networks/Softmax statistics"] = "deterministic",
        ["Numerics/SpecialFunctions statistics"] = "deterministic: golden values hold it",
        ["Statistics/BinomialTest agreement"] = "a verdict on a few numbers, taken on the host",
        ["Statistics/BinomialTest benchmark"] = "a verdict on a few numbers, taken on the host",
        ["Statistics/BinomialTest kernel"] = "a verdict on a few numbers, taken on the host",
        ["Statistics/ChiSquare agreement"] = "a verdict on a few numbers, taken on the host",
        ["Statistics/ChiSquare benchmark"] = "a verdict on a few numbers, taken on the host",
        ["Statistics/ChiSquare kernel"] = "a verdict on a few numbers, taken on the host",
        ["Statistics/Intervals agreement"] = "a verdict on a few numbers, taken on the host",
        ["Statistics/Intervals benchmark"] = "a verdict on a few numbers, taken on the host",
        ["Statistics/Intervals kernel"] = "a verdict on a few numbers, taken on the host",
        ["Statistics/KolmogorovSmirnov agreement"] = "a verdict on a few numbers, taken on the host",
        ["Statistics/KolmogorovSmirnov benchmark"] = "a verdict on a few numbers, taken on the host",
        ["Statistics/KolmogorovSmirnov kernel"] = "a verdict on a few numbers, taken on the host",
        ["Statistics/MeanTest agreement"] = "a verdict on a few numbers, taken on the host",
        ["Statistics/MeanTest benchmark"] = "a verdict on a few numbers, taken on the host",
        ["Statistics/MeanTest kernel"] = "a verdict on a few numbers, taken on the host",
        ["Statistics/VarianceTest agreement"] = "a verdict on a few numbers, taken on the host",
        ["Statistics/VarianceTest benchmark"] = "a verdict on a few numbers, taken on the host",
        ["Statistics/VarianceTest kernel"] = "a verdict on a few numbers, taken on the host",
    };
}
