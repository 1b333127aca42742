using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;
using ILGPU.Backends;
using ILGPU.Backends.EntryPoints;
using ILGPU.Backends.OpenCL;

namespace BayesBench.Kernels;

/// <summary>
/// OpenCL text that is the same for the same kernel. ILGPU numbers types by what the process has translated before, and a
/// driver finds a compiled program by its text: PoCL compiled every kernel anew wherever the order was another.
/// </summary>
internal static partial class OpenClSource
{
    /// <summary>The same kernel with its types numbered by their first appearance; kernels of other backends as they are.</summary>
    public static CompiledKernel Stable(CompiledKernel kernel) =>
        kernel is CLCompiledKernel { Source: var source } opencl
            ? new CLCompiledKernel(opencl.Context, EntryPointOf(opencl), opencl.Info, Stable(source), opencl.CVersion)
            : kernel;

    private static string Stable(string source)
    {
        var numbers = new Dictionary<string, string>();
        return TypeName().Replace(source, match =>
        {
            if (!numbers.TryGetValue(match.Value, out string? name))
            {
                name = "type_" + numbers.Count.ToString(CultureInfo.InvariantCulture);
                numbers.Add(match.Value, name);
            }

            return name;
        });
    }

    [GeneratedRegex(@"\btype_[0-9]+")]
    private static partial Regex TypeName();

    [UnsafeAccessor(UnsafeAccessorKind.Method, Name = "get_EntryPoint")]
    private static extern SeparateViewEntryPoint EntryPointOf(CLCompiledKernel kernel);
}
