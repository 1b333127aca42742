using System.Reflection;
using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace BayesBench.Catalogue;

/// <summary>A name with what the reference says of it: an argument's rule, an exception's cause.</summary>
public sealed record Described(string Name, string Text);

/// <summary>What the reference's documentation says of a formula; the build puts the compiler's file into the program.</summary>
/// <param name="Summary">What it is.</param>
/// <param name="Formula">In plain text; null where the summary says it.</param>
/// <param name="Notes">Special values, layouts, accuracy.</param>
/// <param name="Source">Where it comes from; the class's where the method names none.</param>
/// <param name="Parameters">Each argument with its rule.</param>
/// <param name="Returns">What comes back; null where the summary says it.</param>
/// <param name="Exceptions">What is refused.</param>
public sealed partial record Documentation(
    string Summary,
    string? Formula,
    IReadOnlyList<string> Notes,
    string? Source,
    IReadOnlyList<Described> Parameters,
    string? Returns,
    IReadOnlyList<Described> Exceptions)
{
    private static readonly Lazy<Dictionary<string, XElement>> Members = new(Read);

    /// <summary>The documentation of a public method of the reference.</summary>
    public static Documentation Of(MethodInfo method)
    {
        ArgumentNullException.ThrowIfNull(method);
        XElement member = Members.Value[MemberOf(method)];
        string[] remarks = RemarksOf(member);
        return new Documentation(
            Text(member.Element("summary")!),
            Beginning(remarks, "Formula: "),
            [.. remarks.Where(remark => !remark.StartsWith("Formula: ", StringComparison.Ordinal) && !remark.StartsWith("Source: ", StringComparison.Ordinal))],
            Beginning(remarks, "Source: ") ?? Beginning(RemarksOf(Members.Value[TypeOf(method)]), "Source: "),
            Described(member, "param", "name"),
            member.Element("returns") is { } returns ? Text(returns) : null,
            Described(member, "exception", "cref"));
    }

    private static IReadOnlyList<Described> Described(XElement member, string element, string name) =>
        [.. member.Elements(element).Select(one => new Described(Name(one.Attribute(name)!.Value), Text(one)))];

    // Paragraphs; "Source: " begins one wherever it stands.
    private static string[] RemarksOf(XElement member)
    {
        XElement? remarks = member.Element("remarks");
        return remarks is null ? [] :
        [
            .. (remarks.Elements("para").Any() ? remarks.Elements("para") : [remarks])
                .SelectMany(paragraph => Text(paragraph).Split("Source: ").Select((part, i) => i == 0 ? part : "Source: " + part))
                .Select(part => part.Trim())
                .Where(part => part.Length > 0),
        ];
    }

    private static string? Beginning(string[] remarks, string with) =>
        remarks.FirstOrDefault(remark => remark.StartsWith(with, StringComparison.Ordinal))?[with.Length..];

    private static string Text(XElement element) => Spaces().Replace(string.Concat(element.Nodes().Select(node => node switch
    {
        XText text => text.Value,
        XElement { Name.LocalName: "see" } see => Name(see.Attribute("cref")!.Value),
        XElement { Name.LocalName: "paramref" } parameter => parameter.Attribute("name")!.Value,
        XElement other => Text(other),
        _ => string.Empty,
    })), " ").Trim();

    // "M:BayesBench.Reference.Random.BoxMuller.FromWords(System.UInt32)" is BoxMuller.FromWords, "T:...Normal" is Normal.
    private static string Name(string reference)
    {
        string[] parts = reference[(reference.IndexOf(':', StringComparison.Ordinal) + 1)..].Split('(')[0].Split('.');
        return string.Join('.', parts[^(parts.Length > 1 && reference[0] is not ('T' or '!') && reference[1] == ':' ? 2 : 1)..]);
    }

    private static string TypeOf(MethodInfo method) => $"T:{method.DeclaringType!.FullName}";

    private static string MemberOf(MethodInfo method)
    {
        string types = string.Join(',', method.GetParameters().Select(parameter => parameter.ParameterType.FullName!.Replace('+', '.')));
        return $"M:{method.DeclaringType!.FullName}.{method.Name}({types})";
    }

    private static Dictionary<string, XElement> Read()
    {
        using Stream stream = typeof(Documentation).Assembly.GetManifestResourceStream("BayesBench.Reference.xml")!;
        return XDocument.Load(stream).Descendants("member").ToDictionary(member => member.Attribute("name")!.Value);
    }

    [GeneratedRegex(@"\s+")]
    private static partial Regex Spaces();
}
