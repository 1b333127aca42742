using System.Text.Json;
using System.Text.Unicode;
using BayesBench.Agreements;
using BayesBench.Support;

namespace BayesBench.Evaluation;

/// <summary>One line of the input, understood: a formula and its arguments, or what is wrong with it.</summary>
/// <param name="Id">The id as written, as far as it could be read.</param>
/// <param name="Agreement">The formula; null when there is an error.</param>
/// <param name="Arguments">In the order of the formula's parameters.</param>
/// <param name="Error">What is wrong; null when nothing is.</param>
public sealed record Question(string? Id, Agreement? Agreement, object[] Arguments, string? Error)
{
    /// <summary>Reads a line; whatever is wrong becomes the question's error.</summary>
    public static Question Parse(InputLine line)
    {
        string? id = null;
        try
        {
            if (line.Bytes is null)
            {
                throw new FormatException(Format.Invariant(
                    $"the line is too long; it must have at most {LineReader.LongestLine} bytes."));
            }

            if (!Utf8.IsValid(line.Bytes))
            {
                throw new FormatException("the line is not UTF-8.");
            }

            using JsonDocument document = JsonDocument.Parse(line.Bytes);
            JsonElement root = document.RootElement;
            JsonElement arguments = Members(root, ref id);
            Agreement agreement = Registry.Find(id!);
            return new Question(id, agreement, Binder.Bind(agreement, arguments), null);
        }
        catch (JsonException e)
        {
            return new Question(id, null, [], MessageOf(e));
        }
        catch (Exception e) when (e is FormatException or ArgumentException)
        {
            return new Question(id, null, [], ErrorText.Of(e));
        }
    }

    private static JsonElement Members(JsonElement root, ref string? id)
    {
        if (root.ValueKind != JsonValueKind.Object)
        {
            throw new FormatException($"the line is {Binder.KindOf(root)}; it must be an object with id and args.");
        }

        Binder.RefuseDuplicates(root, string.Empty);
        if (!root.TryGetProperty("id", out JsonElement idElement))
        {
            throw new FormatException("id is missing; a line has id and args.");
        }

        if (idElement.ValueKind != JsonValueKind.String)
        {
            throw new FormatException($"id is {Binder.KindOf(idElement)}; it must be a string.");
        }

        id = idElement.GetString()!;
        foreach (JsonProperty member in root.EnumerateObject())
        {
            // A golden line brings its value along, so that a golden file is an input as it is.
            if (member.Name is not ("id" or "args" or "value"))
            {
                throw new FormatException($"'{member.Name}' is no member of a line; it has id and args.");
            }
        }

        return root.TryGetProperty("args", out JsonElement arguments)
            ? arguments
            : throw new FormatException("args is missing; a line has id and args.");
    }

    // .NET's messages end in "LineNumber: 0 | BytePositionInLine: 12." and speak of the reader's options.
    private static string MessageOf(JsonException e)
    {
        string message = ErrorText.OneLine(e.Message.Split(" LineNumber:", 2)[0].Split(" Path:", 2)[0]);
        bool isCut = message.Contains("open JSON object or array", StringComparison.Ordinal)
            || message.Contains("reached end of data", StringComparison.Ordinal);
        message = isCut ? "the line ends in the middle."
            : message.Contains("trailing comma", StringComparison.Ordinal) ? "a comma must be followed by a member or an element."
            : message;
        return Format.Invariant($"not JSON at byte {e.BytePositionInLine ?? 0}: {message}");
    }
}
