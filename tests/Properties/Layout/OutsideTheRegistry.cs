namespace BayesBench.Properties.Layout;

/// <summary>Public methods of the reference without an agreement, each with its reason.</summary>
public static class OutsideTheRegistry
{
    public static IReadOnlyDictionary<string, string> Listed { get; } = new Dictionary<string, string>
    {
    };
}
