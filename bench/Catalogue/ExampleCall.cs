using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using BayesBench.Agreements;

namespace BayesBench.Catalogue;

/// <summary>A call of a formula and the reference's answer, evaluated when asked for.</summary>
/// <param name="Id">The formula.</param>
/// <param name="Args">Its arguments by name.</param>
/// <param name="Value">The answer.</param>
public sealed record ExampleCall(string Id, JsonElement Args, JsonElement Value)
{
    private const int Drawn = 16;

    private static readonly JsonWriterOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The call as a line of <c>eval</c>.</summary>
    public string Line() => $"{{\"id\":\"{Id}\",\"args\":{Args.GetRawText()}}}";

    /// <summary>A call with the arguments of a statement's example.</summary>
    public static ExampleCall Of(Agreement agreement, JsonElement args)
    {
        ArgumentNullException.ThrowIfNull(agreement);
        return new(agreement.Id, args, Json(writer => AnswerJson.Write(writer, agreement.Evaluate(Binder.Bind(agreement, args)))));
    }

    /// <summary>The shortest of an agreement's own calls whose numbers are finite and whose answer is not all zeros.</summary>
    public static ExampleCall Of(Agreement agreement)
    {
        ArgumentNullException.ThrowIfNull(agreement);
        IEnumerable<ExampleCall> calls = agreement.Inputs(seed: 1, Drawn)
            .Select(arguments => Arguments(agreement, arguments))
            .Where(IsFinite)
            .OrderBy(args => args.GetRawText().Length)
            .Select(args => Of(agreement, args))
            .Where(call => IsFinite(call.Value));
        return calls.FirstOrDefault(call => call.Value.GetRawText().Any(c => c is >= '1' and <= '9')) ?? calls.First();
    }

    private static bool IsFinite(JsonElement json)
    {
        string text = json.GetRawText();
        return !text.Contains("\"NaN\"", StringComparison.Ordinal) && !text.Contains("Infinity\"", StringComparison.Ordinal);
    }

    private static JsonElement Arguments(Agreement agreement, object[] arguments) => Json(writer =>
    {
        writer.WriteStartObject();
        for (int i = 0; i < arguments.Length; i++)
        {
            writer.WritePropertyName(agreement.Parameters[i].Name!);
            AnswerJson.Write(writer, arguments[i]);
        }

        writer.WriteEndObject();
    });

    private static JsonElement Json(Action<Utf8JsonWriter> write)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer, Plain))
        {
            write(writer);
        }

        var reader = new Utf8JsonReader(buffer.WrittenSpan);
        return JsonElement.ParseValue(ref reader);
    }
}
