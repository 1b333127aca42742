using System.Reflection;

namespace BayesBench.Agreements;

/// <summary>Every formula that can be asked for, each with its kernel.</summary>
public static class Registry
{
    private static readonly Lazy<IReadOnlyList<Agreement>> Everything = new(() => Of(typeof(Registry).Assembly));

    /// <summary>All agreements, ordered by id.</summary>
    public static IReadOnlyList<Agreement> All => Everything.Value;

    /// <summary>The agreements that an assembly declares.</summary>
    /// <param name="assembly">The assembly.</param>
    /// <returns>Ordered by id.</returns>
    public static IReadOnlyList<Agreement> Of(Assembly assembly)
    {
        ArgumentNullException.ThrowIfNull(assembly);
        return
        [
            .. assembly.GetTypes()
                .Where(type => type.IsClass && !type.IsAbstract && typeof(ITopic).IsAssignableFrom(type))
                .SelectMany(type => (IEnumerable<Agreement>)type.GetProperty(nameof(ITopic.Agreements))!.GetValue(null)!)
                .OrderBy(agreement => agreement.Id, StringComparer.Ordinal),
        ];
    }

    /// <summary>The agreement of an id.</summary>
    /// <param name="id">The formula's id.</param>
    /// <returns>The agreement.</returns>
    /// <exception cref="ArgumentException">There is none; the message names the nearest ids.</exception>
    public static Agreement Find(string id) =>
        All.FirstOrDefault(agreement => agreement.Id == id)
        ?? throw new ArgumentException(
            $"no formula '{id}'; nearest: {string.Join(", ", Nearest(id))}.", nameof(id));

    private static IEnumerable<string> Nearest(string id) =>
        All.Select(agreement => agreement.Id)
            .OrderByDescending(other => id.Length > 0 && other.StartsWith(id, StringComparison.OrdinalIgnoreCase))
            .ThenBy(other => Names.Distance(id.ToLowerInvariant(), other))
            .Take(3);
}
