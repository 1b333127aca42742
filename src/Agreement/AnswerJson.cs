using System.Text.Json;
using System.Text.Json.Serialization;

namespace BayesBench.Agreements;

/// <summary>Writes a formula's arguments and answers as JSON; numbers come back to the same bits.</summary>
public static class AnswerJson
{
    private static readonly JsonSerializerOptions Numbers = new()
    {
        NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals,
    };

    /// <summary>Writes an answer, as <see cref="Binder"/> reads arguments: a number, a choice, an array, or an object with a
    /// member for each result.</summary>
    /// <param name="writer">Where to.</param>
    /// <param name="answer">The answer.</param>
    public static void Write(Utf8JsonWriter writer, object answer)
    {
        ArgumentNullException.ThrowIfNull(writer);
        ArgumentNullException.ThrowIfNull(answer);
        Type type = answer.GetType();
        if (type.IsPrimitive || type == typeof(string))
        {
            JsonSerializer.Serialize(writer, answer, Numbers);
        }
        else if (type.IsEnum)
        {
            writer.WriteStringValue(Names.KebabCase(answer.ToString()!));
        }
        else if (answer is Array || Values.IsTuple(type))
        {
            writer.WriteStartArray();
            IEnumerable<object> elements = answer is Array array
                ? array.Cast<object>()
                : Values.Members(type).Select(member => member.GetValue(answer)!);
            foreach (object element in elements)
            {
                Write(writer, element);
            }

            writer.WriteEndArray();
        }
        else
        {
            writer.WriteStartObject();
            foreach (var member in Values.Members(type))
            {
                writer.WritePropertyName(JsonNamingPolicy.CamelCase.ConvertName(member.Name));
                Write(writer, member.GetValue(answer)!);
            }

            writer.WriteEndObject();
        }
    }
}
