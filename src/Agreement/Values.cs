using System.Reflection;

namespace BayesBench.Agreements;

/// <summary>Answers of a formula as plain numbers: a number, an array, or a record of these.</summary>
public static class Values
{
    /// <summary>All numbers of an answer, in order.</summary>
    /// <param name="answer">A number, an array, or a record of these.</param>
    /// <returns>The numbers.</returns>
    public static double[] Flatten(object answer) => answer switch
    {
        double number => [number],
        float number => [number],
        int number => [number],
        uint number => [number],
        long number => [number],
        bool flag => [flag ? 1 : 0],
        double[] numbers => numbers,
        float[] numbers => [.. numbers.Select(number => (double)number)],
        Array array => [.. array.Cast<object>().SelectMany(Flatten)],
        null => throw new ArgumentNullException(nameof(answer)),
        _ => [.. Members(answer.GetType()).SelectMany(member => Flatten(member.GetValue(answer)!))],
    };

    /// <summary>The members of a record, in the order of its constructor.</summary>
    /// <param name="record">The record's type.</param>
    /// <returns>Its members.</returns>
    public static IReadOnlyList<PropertyInfo> Members(Type record)
    {
        ArgumentNullException.ThrowIfNull(record);
        return [.. Constructor(record).GetParameters().Select(parameter => record.GetProperty(parameter.Name!)!)];
    }

    /// <summary>The constructor that a record's members come from.</summary>
    /// <param name="record">The record's type.</param>
    /// <returns>The constructor.</returns>
    public static ConstructorInfo Constructor(Type record)
    {
        ArgumentNullException.ThrowIfNull(record);
        return record.GetConstructors().MaxBy(constructor => constructor.GetParameters().Length)
            ?? throw new NotSupportedException($"{record.Name} has no public constructor.");
    }

    /// <summary>Whether a type is a small record of numbers, written as an array: a counter, a key.</summary>
    /// <param name="type">The type.</param>
    /// <returns>True for record structs.</returns>
    public static bool IsTuple(Type type)
    {
        ArgumentNullException.ThrowIfNull(type);
        return type is { IsValueType: true, IsPrimitive: false, IsEnum: false };
    }
}
