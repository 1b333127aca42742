using System.CommandLine;
using System.Numerics;
using System.Text.RegularExpressions;

namespace BayesBench.Support;

/// <summary>Options that several verbs share.</summary>
public static class Options
{
    public static Option<bool> Json() => new("--json") { Description = "Print JSON instead of a table." };

    /// <summary>A number as it was given, when it is in its range.</summary>
    /// <exception cref="BadInputException">It is not.</exception>
    public static T Within<T>(string option, T value, T least, T most)
        where T : INumber<T> => value >= least && value <= most
        ? value
        : throw new BadInputException(Format.Invariant($"{option} is {value}; it must be in [{least}, {most}]."));

    public static Option<string?> Filter(string what) => new("--filter", "-f")
    {
        Description = $"Only {what} whose id matches; * stands for anything, plain text for a part of the id.",
        HelpName = "pattern",
    };

    /// <summary>How thorough, one of <see cref="Support.Profile.Names"/>.</summary>
    public static Option<string> Profile()
    {
        var profile = new Option<string>("--profile", "-p")
        {
            Description = "full (minutes), quick (a minute) or smoke (seconds, for CI).",
            DefaultValueFactory = _ => "full",
            HelpName = string.Join('|', Support.Profile.Names),
        };
        profile.Validators.Add(result =>
        {
            string value = result.GetValueOrDefault<string>();
            if (!Support.Profile.Names.Contains(value))
            {
                result.AddError($"--profile is '{value}'; it must be one of {string.Join(", ", Support.Profile.Names)}.");
            }
        });
        return profile;
    }

    /// <summary>Those items of which a name matches a filter.</summary>
    /// <exception cref="BadInputException">None does.</exception>
    public static IReadOnlyList<T> Matching<T>(IEnumerable<T> items, Func<T, IReadOnlyList<string>> names, string? filter)
    {
        if (string.IsNullOrEmpty(filter))
        {
            return [.. items];
        }

        string pattern = Regex.Escape(filter).Replace(@"\*", ".*", StringComparison.Ordinal);
        var regex = new Regex(
            filter.Contains('*', StringComparison.Ordinal) ? $"^{pattern}$" : pattern,
            RegexOptions.IgnoreCase | RegexOptions.CultureInvariant);
        IReadOnlyList<T> matching = [.. items.Where(item => names(item).Any(regex.IsMatch))];
        return matching.Count > 0
            ? matching
            : throw new BadInputException($"--filter is '{filter}'; it matches no id.");
    }
}
