using System.Text.Json;
using System.Text.Json.Serialization;
using BayesBench.Agreements;

namespace BayesBench.Catalogue;

/// <summary>A gradient estimator of the literature, as <c>estimators.json</c> lists them.</summary>
/// <param name="Number">From 1.</param>
/// <param name="Name">What it is called.</param>
/// <param name="Laws">What it can differentiate.</param>
/// <param name="Bias">What its mean is short of.</param>
/// <param name="Topics">Topics of the suite that serve it, in kebab-case; those that the suite has not are open.</param>
public sealed record KnownEstimator(int Number, string Name, string Laws, string Bias, IReadOnlyList<string> Topics)
{
    private static readonly JsonSerializerOptions Json = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        RespectRequiredConstructorParameters = true,
    };

    private static readonly HashSet<string> InSuite = [.. Registry.All.Select(agreement => agreement.Id.Split('.')[0])];

    /// <summary>All of them.</summary>
    public static IReadOnlyList<KnownEstimator> All { get; } = Read();

    /// <summary>Its topics that the suite has.</summary>
    public IEnumerable<string> Served => Topics.Where(InSuite.Contains);

    /// <summary>Its topics that the suite has not.</summary>
    public IEnumerable<string> Open => Topics.Where(topic => !InSuite.Contains(topic));

    private static IReadOnlyList<KnownEstimator> Read()
    {
        using Stream stream = typeof(KnownEstimator).Assembly.GetManifestResourceStream("BayesBench.Catalogue.estimators.json")!;
        return JsonSerializer.Deserialize<IReadOnlyList<KnownEstimator>>(stream, Json)!;
    }
}
