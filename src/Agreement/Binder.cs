using System.Globalization;
using System.Reflection;
using System.Text.Json;

namespace BayesBench.Agreements;

/// <summary>Reads a formula's arguments from JSON, by the reference's own parameter names.</summary>
public static class Binder
{
    private static readonly string[] NamedNumbers = ["NaN", "Infinity", "-Infinity"];

    /// <summary>Reads all arguments of a formula.</summary>
    /// <param name="agreement">The formula.</param>
    /// <param name="arguments">An object with one member for each parameter.</param>
    /// <returns>In the order of the parameters.</returns>
    /// <exception cref="FormatException">An argument is missing, unknown, or of the wrong type or shape.</exception>
    public static object[] Bind(Agreement agreement, JsonElement arguments)
    {
        ArgumentNullException.ThrowIfNull(agreement);
        if (arguments.ValueKind != JsonValueKind.Object)
        {
            throw new FormatException($"args is {KindOf(arguments)}; it must be an object.");
        }

        string[] names = [.. agreement.Parameters.Select(parameter => parameter.Name!)];
        RefuseDuplicates(arguments, "args.");
        foreach (JsonProperty member in arguments.EnumerateObject())
        {
            if (!names.Contains(member.Name))
            {
                throw new FormatException(
                    $"args.{member.Name} is no argument of {agreement.Id}; it takes {string.Join(", ", names)}.");
            }
        }

        return [.. agreement.Parameters.Select(parameter =>
            arguments.TryGetProperty(parameter.Name!, out JsonElement value)
                ? Read(value, parameter.ParameterType, $"args.{parameter.Name}")
                : throw new FormatException(
                    $"args.{parameter.Name} is missing; {agreement.Id} takes {string.Join(", ", names)}."))];
    }

    /// <summary>Refuses an object that names a member twice; JSON readers would silently take the last.</summary>
    /// <param name="value">An object.</param>
    /// <param name="prefix">What stands before a member's name in the error.</param>
    /// <exception cref="FormatException">A member is given twice.</exception>
    public static void RefuseDuplicates(JsonElement value, string prefix)
    {
        var seen = new HashSet<string>();
        foreach (JsonProperty member in value.EnumerateObject())
        {
            if (!seen.Add(member.Name))
            {
                throw new FormatException($"{prefix}{member.Name} is given twice; it must be given once.");
            }
        }
    }

    private static object Read(JsonElement value, Type type, string path)
    {
        if (type == typeof(double))
        {
            return Number(value, path);
        }

        if (type == typeof(string))
        {
            return value.ValueKind == JsonValueKind.String
                ? value.GetString()!
                : throw new FormatException($"{path} is {KindOf(value)}; it must be a string.");
        }

        if (type.IsEnum)
        {
            return Choice(value, type, path);
        }

        if (type.IsArray)
        {
            return Elements(value, type.GetElementType()!, path);
        }

        return Values.IsTuple(type) ? Tuple(value, type, path) : Whole(value, type, path);
    }

    private static double Number(JsonElement value, string path)
    {
        if (value.ValueKind == JsonValueKind.String && NamedNumbers.Contains(value.GetString()))
        {
            return double.Parse(value.GetString()!, CultureInfo.InvariantCulture);
        }

        if (value.ValueKind != JsonValueKind.Number)
        {
            throw new FormatException($"{path} is {KindOf(value)}; it must be a number.");
        }

        double number = value.GetDouble();
        return double.IsFinite(number)
            ? number
            : throw new FormatException(
                $"{path} is {value.GetRawText()}; it does not fit a binary64 (write \"Infinity\" for infinity).");
    }

    private static object Whole(JsonElement value, Type type, string path)
    {
        double number = Number(value, path);
        try
        {
            object whole = Convert.ChangeType(value.GetDecimal(), type, CultureInfo.InvariantCulture);
            if (Convert.ToDouble(whole, CultureInfo.InvariantCulture) == number)
            {
                return whole;
            }
        }
        catch (Exception e) when (e is OverflowException or InvalidOperationException or FormatException)
        {
            // Reported below, with the rule.
        }

        (object low, object high) = (type.GetField("MinValue")!.GetValue(null)!, type.GetField("MaxValue")!.GetValue(null)!);
        throw new FormatException(
            string.Create(CultureInfo.InvariantCulture, $"{path} is {value}; it must be a whole number in [{low}, {high}]."));
    }

    private static object Choice(JsonElement value, Type type, string path)
    {
        string? text = value.ValueKind == JsonValueKind.String ? value.GetString() : null;
        string[] names = Enum.GetNames(type);
        int index = Array.FindIndex(names, name => Names.KebabCase(name) == text);
        return index >= 0
            ? Enum.Parse(type, names[index])
            : throw new FormatException(
                $"{path} is {value.GetRawText()}; it must be one of {string.Join(", ", names.Select(Names.KebabCase))}.");
    }

    private static Array Elements(JsonElement value, Type type, string path)
    {
        if (value.ValueKind != JsonValueKind.Array)
        {
            throw new FormatException($"{path} is {KindOf(value)}; it must be an array.");
        }

        var elements = Array.CreateInstance(type, value.GetArrayLength());
        int i = 0;
        foreach (JsonElement element in value.EnumerateArray())
        {
            elements.SetValue(Read(element, type, string.Create(CultureInfo.InvariantCulture, $"{path}[{i}]")), i);
            i++;
        }

        return elements;
    }

    private static object Tuple(JsonElement value, Type type, string path)
    {
        ParameterInfo[] members = Values.Constructor(type).GetParameters();
        if (value.ValueKind != JsonValueKind.Array || value.GetArrayLength() != members.Length)
        {
            string what = value.ValueKind == JsonValueKind.Array
                ? string.Create(CultureInfo.InvariantCulture, $"an array of length {value.GetArrayLength()}")
                : KindOf(value);
            throw new FormatException(string.Create(
                CultureInfo.InvariantCulture, $"{path} is {what}; it must be an array of {members.Length} numbers."));
        }

        return Values.Constructor(type).Invoke([.. members.Select((member, i) => Read(
            value[i], member.ParameterType, string.Create(CultureInfo.InvariantCulture, $"{path}[{i}]")))]);
    }

    /// <summary>What a JSON value is, in words.</summary>
    /// <param name="value">The value.</param>
    /// <returns><c>a number</c>, <c>an array</c> and so on.</returns>
    public static string KindOf(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Null => "null",
        JsonValueKind.True or JsonValueKind.False => "a boolean",
        JsonValueKind.String => "a string",
        JsonValueKind.Number => "a number",
        JsonValueKind.Array => "an array",
        _ => "an object",
    };
}
