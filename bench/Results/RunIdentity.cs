using System.Reflection;
using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using BayesBench.Kernels;

namespace BayesBench.Results;

/// <summary>
/// What must be equal for a part of one run to stand in another: the program's own code and ILGPU's, machine, device, driver
/// and runtime, and all that defines the run's numbers. Where results are written to, and how, is no part of it.
/// </summary>
public static class RunIdentity
{
    private static readonly JsonSerializerOptions Json = new()
    {
        NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>The identity of a run, as text.</summary>
    /// <param name="device">Where it runs.</param>
    /// <param name="work">Which work of the program it is.</param>
    /// <param name="definition">All options that change its numbers.</param>
    public static string Of(Device device, string work, object definition) =>
        // Free memory and the clock change from run to run.
        Of(Machine.Of(device, profile: string.Empty, data: string.Empty) with { Date = default, MemoryBytes = 0 }, work, definition);

    /// <summary>The same, on a machine of the caller's choice.</summary>
    public static string Of(Machine machine, string work, object definition) => JsonSerializer.Serialize(
        new { Work = work, Definition = definition, Machine = machine, Modules = Modules() }, Json);

    /// <summary>A short name for an identity.</summary>
    internal static string Hash(string identity) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(identity)));

    /// <summary>The program's modules and ILGPU's: a module's version id is new with every change of the code.</summary>
    internal static IEnumerable<string> Modules()
    {
        var found = new SortedDictionary<string, string>(StringComparer.Ordinal);
        var left = new Stack<Assembly>([typeof(RunIdentity).Assembly]);
        while (left.TryPop(out Assembly? assembly))
        {
            if (found.TryAdd(assembly.GetName().Name!, assembly.ManifestModule.ModuleVersionId.ToString()))
            {
                foreach (AssemblyName name in assembly.GetReferencedAssemblies().Where(IsPartOfNumbers))
                {
                    left.Push(Assembly.Load(name));
                }
            }
        }

        return found.Select(module => $"{module.Key} {module.Value}");
    }

    private static bool IsPartOfNumbers(AssemblyName name) =>
        name.Name!.StartsWith("BayesBench", StringComparison.Ordinal) || name.Name.StartsWith("ILGPU", StringComparison.Ordinal);
}
