using System.Text.Json;
using BayesBench.Support;

namespace BayesBench.Studies;

/// <summary>Several studies as a file: an array of objects whose members are the options of <c>variance</c>.</summary>
internal static class StudyList
{
    private static readonly Dictionary<string, Func<GradientStudyOptions, Member, GradientStudyOptions>> Members = new()
    {
        ["with"] = (options, member) => options with { With = [.. member.Many(Member.Text, "a text").Select(StudyExtension.Of)] },
        ["problem"] = (options, member) => options with { Objectives = member.Many(Member.Text, "a text") },
        ["estimators"] = (options, member) => options with { Estimators = member.Many(Member.Text, "a text") },
        ["parameter"] = (options, member) => options with { Parameters = member.Grid() },
        ["samples"] = (options, member) => options with { Samples = member.Many(Member.Int, "a whole number") },
        ["mean"] = (options, member) => options with { Mean = member.One(Member.Number, "a number") },
        ["standard-deviation"] = (options, member) => options with { StandardDeviation = member.One(Member.Number, "a number") },
        ["logit"] = (options, member) => options with { Logits = member.Grid() },
        ["posterior-standard-deviation"] = (options, member) =>
            options with { PosteriorStandardDeviations = member.Grid() },
        ["draws"] = (options, member) => options with { Draws = member.One(Member.Long, "a whole number") },
        ["half-width"] = (options, member) => options with { RelativeHalfWidth = member.One(Member.Number, "a number") },
    };

    /// <summary>The names of the members, which are those of the options.</summary>
    public static IReadOnlyCollection<string> Names => Members.Keys;

    /// <summary>Reads a file of studies.</summary>
    /// <exception cref="BadInputException">It is none; the message names the study and the member.</exception>
    public static IReadOnlyList<GradientStudyOptions> Read(string path)
    {
        try
        {
            using var document = JsonDocument.Parse(
                File.ReadAllText(path), new JsonDocumentOptions { AllowDuplicateProperties = false });
            return document.RootElement is { ValueKind: JsonValueKind.Array } array && array.GetArrayLength() > 0
                ? [.. array.EnumerateArray().Select((study, i) => Study(path, i + 1, study))]
                : throw new BadInputException($"{path} must hold an array of studies, at least one.");
        }
        catch (JsonException e)
        {
            throw new BadInputException($"{path} is no JSON: {ErrorText.Of(e)}");
        }
    }

    private static GradientStudyOptions Study(string path, int number, JsonElement study)
    {
        if (study.ValueKind != JsonValueKind.Object)
        {
            throw new BadInputException(Format.Invariant($"{path}, study {number} is {study.GetRawText()}; it must be an object."));
        }

        var options = new GradientStudyOptions();
        foreach (JsonProperty property in study.EnumerateObject())
        {
            options = Members.TryGetValue(property.Name, out var set)
                ? set(options, new Member(Format.Invariant($"{path}, study {number}: {property.Name}"), property.Value))
                : throw new BadInputException(Format.Invariant(
                    $"{path}, study {number}: there is no '{property.Name}'; there are {string.Join(", ", Names)}."));
        }

        return options;
    }

    private sealed record Member(string Name, JsonElement Value)
    {
        public static string? Text(JsonElement value) => value.ValueKind == JsonValueKind.String ? value.GetString() : null;

        public static double? Number(JsonElement value) =>
            value.ValueKind == JsonValueKind.Number && value.TryGetDouble(out double number) ? number : null;

        public static int? Int(JsonElement value) =>
            value.ValueKind == JsonValueKind.Number && value.TryGetInt32(out int number) ? number : null;

        public static long? Long(JsonElement value) =>
            value.ValueKind == JsonValueKind.Number && value.TryGetInt64(out long number) ? number : null;

        public T One<T>(Func<JsonElement, T?> read, string rule)
            where T : struct => read(Value) ?? throw Bad(Value, rule);

        public IReadOnlyList<string> Many(Func<JsonElement, string?> read, string rule) =>
            [.. Elements(rule).Select(element => read(element) ?? throw Bad(element, rule))];

        public IReadOnlyList<T> Many<T>(Func<JsonElement, T?> read, string rule)
            where T : struct => [.. Elements(rule).Select(element => read(element) ?? throw Bad(element, rule))];

        // Numbers, or {"linear": [from, to, count]}, or {"logarithmic": [from, to, count]}.
        public IReadOnlyList<double> Grid()
        {
            const string Rule = "a number or a grid, {\"linear\": [from, to, count]} or {\"logarithmic\": [from, to, count]}";
            if (Value.ValueKind != JsonValueKind.Object)
            {
                return Many(Number, Rule);
            }

            JsonProperty[] members = [.. Value.EnumerateObject()];
            bool isLogarithmic = members is [{ Name: "logarithmic" }];
            if (members is not [{ Name: "linear" or "logarithmic", Value.ValueKind: JsonValueKind.Array }]
                || members[0].Value.GetArrayLength() != 3
                || Number(members[0].Value[0]) is not { } from
                || Number(members[0].Value[1]) is not { } to
                || Int(members[0].Value[2]) is not (>= 2 and <= 10_000 and var count)
                || (isLogarithmic && (from <= 0 || to <= 0)))
            {
                throw Bad(Value, Rule + ", with a count from 2 to 10000");
            }

            return
            [
                .. Enumerable.Range(0, count - 1).Select(i => (double)i / (count - 1)).Select(share =>
                    isLogarithmic ? from * Math.Pow(to / from, share) : from + (share * (to - from))),
                to,
            ];
        }

        // One value, or an array of some.
        private JsonElement[] Elements(string rule) => Value.ValueKind != JsonValueKind.Array
            ? [Value]
            : Value.GetArrayLength() > 0 ? [.. Value.EnumerateArray()] : throw Bad(Value, rule);

        private BadInputException Bad(JsonElement value, string rule) =>
            new($"{Name} is {value.GetRawText()}; it must be {rule}{(Value.ValueKind == JsonValueKind.Array ? ", at least one" : string.Empty)}.");
    }
}
