using BayesBench.Agreements;

namespace BayesBench.Catalogue;

/// <summary>All that is known of one formula.</summary>
/// <param name="Entry">Its row of the catalogue.</param>
/// <param name="Signature">The reference's method, with types.</param>
/// <param name="Documentation">What the reference says of it.</param>
/// <param name="Bound">The analysis behind the kernel's error bound.</param>
/// <param name="LooseBecause">Why the worst error may stay far below the bound; null when it may not.</param>
/// <param name="Example">A call, evaluated.</param>
public sealed record FormulaPage(
    FormulaEntry Entry,
    string Signature,
    Documentation Documentation,
    string Bound,
    string? LooseBecause,
    ExampleCall Example)
{
    private static readonly Dictionary<Type, string> Keywords = new()
    {
        [typeof(double)] = "double",
        [typeof(float)] = "float",
        [typeof(int)] = "int",
        [typeof(uint)] = "uint",
        [typeof(long)] = "long",
        [typeof(ulong)] = "ulong",
        [typeof(bool)] = "bool",
        [typeof(string)] = "string",
    };

    public static FormulaPage Of(Agreement agreement)
    {
        ArgumentNullException.ThrowIfNull(agreement);
        string arguments = string.Join(", ", agreement.Parameters.Select(one => $"{NameOf(one.ParameterType)} {one.Name}"));
        return new(
            FormulaEntry.Of(agreement),
            $"{NameOf(agreement.Reference.Method.ReturnType)} {agreement.Reference.Method.Name}({arguments})",
            Documentation.Of(agreement.Reference.Method),
            agreement.Bound.Analysis,
            agreement.LooseBecause,
            ExampleCall.Of(agreement));
    }

    private static string NameOf(Type type) =>
        type.IsArray ? NameOf(type.GetElementType()!) + "[]" : Keywords.GetValueOrDefault(type, type.Name);
}
