using System.Reflection;
using ILGPU;

namespace BayesBench.PtxGate.Bodies;

/// <summary>
/// Finds the bodies that an assembly declares: static methods that return nothing and whose first parameter is a work
/// item's index.
/// </summary>
public static class BodyScan
{
    private const BindingFlags Any =
        BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly;

    /// <summary>Every body of an assembly, generic ones open, ordered by name.</summary>
    public static IReadOnlyList<MethodInfo> Of(Assembly assembly)
    {
        ArgumentNullException.ThrowIfNull(assembly);
        return
        [
            .. assembly.GetTypes()
                .SelectMany(type => type.GetMethods(Any))
                .Where(method => method.ReturnType == typeof(void)
                    && method.GetParameters() is [{ ParameterType: var first }, ..] && first == typeof(Index1D))
                .OrderBy(KernelBody.NameOf, StringComparer.Ordinal),
        ];
    }

    /// <summary>Those bodies of an assembly that are not among the recorded ones.</summary>
    public static IReadOnlyList<string> NotAmong(IEnumerable<KernelBody> recorded, Assembly assembly)
    {
        var seen = recorded.Select(body => Definition(body.Method)).ToHashSet();
        return [.. Of(assembly).Where(body => !seen.Contains(Definition(body))).Select(KernelBody.NameOf)];
    }

    // A closed generic method has the token of its open definition.
    private static (Module Module, int Token) Definition(MethodInfo method) => (method.Module, method.MetadataToken);
}
