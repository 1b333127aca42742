using System.Reflection;
using System.Runtime.InteropServices;
using System.Text;
using ILGPU;

namespace BayesBench.Kernels;

/// <summary>
/// Finds the drivers' libraries under the names that run-time packages give them. ILGPU asks for
/// <c>cuda</c> and <c>OpenCL</c>; a machine without development packages has only
/// <c>libcuda.so.1</c> and <c>libOpenCL.so.1</c>, and ILGPU would then silently see no device.
/// And sees to it that drivers find their tools: PoCL ends the process when it finds no linker on <c>PATH</c>.
/// </summary>
internal static class NativeLibraries
{
    private const string UsualPath = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin";

    private static readonly Lazy<bool> Registered = new(() =>
    {
        if (OperatingSystem.IsLinux())
        {
            try
            {
                NativeLibrary.SetDllImportResolver(typeof(Context).Assembly, Resolve);
            }
            catch (InvalidOperationException)
            {
                // ILGPU sets its own resolver under WSL, where the plain names work.
            }

            // .NET's own setter would change only the copy that .NET reads. A PATH that is set is left as it is.
            _ = SetEnvironment("PATH\0"u8.ToArray(), [.. Encoding.ASCII.GetBytes(UsualPath), 0], overwrite: 0);
        }

        return true;
    });

    public static void Register() => _ = Registered.Value;

    public static bool CanLoad(string soname)
    {
        bool found = NativeLibrary.TryLoad(soname, out IntPtr handle);
        if (found)
        {
            NativeLibrary.Free(handle);
        }

        return found;
    }

    [DllImport("libc", EntryPoint = "setenv")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int SetEnvironment(byte[] name, byte[] value, int overwrite);

    private static IntPtr Resolve(string name, Assembly assembly, DllImportSearchPath? searchPath)
    {
        string? soname = name == "cuda" ? "libcuda.so.1" : name == "OpenCL" ? "libOpenCL.so.1" : null;
        return soname is not null && NativeLibrary.TryLoad(soname, out IntPtr handle) ? handle : IntPtr.Zero;
    }
}
