namespace BayesBench.Catalogue;

/// <summary>The views that a topic does without, each with its reason: <c>Numerics/Softplus statistics</c>.</summary>
public static class MissingViews
{
    private const string OnTheHost = "a verdict on a few numbers, taken on the host";
    private const string Deterministic = "deterministic: laws and golden values hold it";
    private const string OfTheEpoch = "one number an epoch, worked out on the host";
    private const string Oracle = "closed forms on the host that the autoencoder is held against";
    private const string OfTheProtocol = "published splits, drawn on the host; known answers hold them";
    private const string Inlined = "one elementary function, inlined into every estimator's kernel and timed there";

    public static IReadOnlyDictionary<string, string> Listed { get; } = new Dictionary<string, string>(
    [
        .. Rows(
            OnTheHost,
            ["Statistics/BinomialTest", "Statistics/ChiSquare", "Statistics/Intervals", "Statistics/KolmogorovSmirnov", "Statistics/MeanTest", "Statistics/VarianceTest"],
            "agreement",
            "benchmark",
            "kernel"),
        .. Rows(
            Deterministic,
            [
                "Gradients/Enumeration", "Gradients/Objectives", "Inference/BayesRule", "Inference/LogSumExp", "Networks/Activation",
                "Networks/BernoulliLikelihood", "Networks/Calibration", "Networks/Convolution", "Networks/Dense", "Networks/Ensemble",
                "Networks/GaussianLikelihood",
                "Networks/MaxPooling", "Networks/Optimisers", "Networks/Softmax", "Networks/SparseVariationalDropout",
                "Numerics/Cholesky", "Numerics/Elementary",
                "Numerics/HouseholderQr", "Numerics/LogOnePlus", "Numerics/MatrixProduct", "Numerics/Sigmoid", "Numerics/Softplus",
                "Numerics/SpecialFunctions", "Probability/BivariateNormal", "Probability/Expectation",
                "Probability/JointTable", "Probability/Quantile", "Probability/Variance",
            ],
            "statistics"),
        .. Rows(OfTheEpoch, ["Networks/Schedules"], "agreement", "benchmark", "kernel", "statistics"),
        .. Rows(Oracle, ["Models/ProbabilisticPca"], "agreement", "benchmark", "kernel", "statistics"),
        .. Rows(OfTheProtocol, ["Random/MersenneTwister"], "agreement", "benchmark", "kernel", "statistics"),
        .. Rows(Inlined, ["Gradients/Objectives"], "benchmark"),
    ]);

    private static IEnumerable<KeyValuePair<string, string>> Rows(string reason, string[] topics, params string[] views) =>
        from topic in topics
        from view in views
        select KeyValuePair.Create($"{topic} {view}", reason);
}
