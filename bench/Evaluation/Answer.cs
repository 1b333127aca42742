using System.Text.Encodings.Web;
using System.Text.Json;
using BayesBench.Agreements;

namespace BayesBench.Evaluation;

/// <summary>One line of the output: a formula's value, or the error.</summary>
public sealed record Answer(string? Id, object? Value, string? Error)
{
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public void WriteTo(Stream stream)
    {
        using (var writer = new Utf8JsonWriter(stream, Options))
        {
            writer.WriteStartObject();
            writer.WriteString("id", Id);
            if (Error is not null)
            {
                writer.WriteString("error", Error);
            }
            else
            {
                writer.WritePropertyName("value");
                AnswerJson.Write(writer, Value!);
            }

            writer.WriteEndObject();
        }

        stream.WriteByte((byte)'\n');
    }
}
