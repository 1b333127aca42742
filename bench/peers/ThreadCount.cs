using System.Runtime.InteropServices;
using BayesBench.Kernels;
using BayesBench.Support;
using ILGPU;
using ILGPU.Runtime.OpenCL;

namespace BayesBench.Peers;

/// <summary>As many threads for the OpenCL driver as for its peers.</summary>
internal static class ThreadCount
{
    // PoCL 6 reads the first, PoCL 5 and older the second.
    private static readonly string[] Variables = ["POCL_CPU_MAX_CU_COUNT", "POCL_MAX_PTHREAD_COUNT"];

    /// <summary>Tells PoCL, which must not be loaded yet.</summary>
    public static void Set(int threads)
    {
        foreach (string variable in Variables)
        {
            // .NET's own variables do not reach native libraries.
            _ = SetEnvironment(variable, Format.Invariant($"{threads}"), overwrite: 1);
        }
    }

    /// <summary>Asks the driver of a processor how many threads it has.</summary>
    /// <exception cref="BadInputException">Not as many as its peers.</exception>
    public static void Check(Device device, int threads)
    {
        using Context context = Context.Create(builder => builder.OpenCL());
        foreach (CLDevice candidate in context.GetCLDevices())
        {
            if (candidate.Name.Trim() == device.Name && candidate.NumMultiprocessors != threads)
            {
                throw new BadInputException(Format.Invariant(
                    $"--threads is {threads}, but {device.Driver} has {candidate.NumMultiprocessors}; it must have as many as its peers."));
            }
        }
    }

    [DllImport("libc", EntryPoint = "setenv")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int SetEnvironment(
        [MarshalAs(UnmanagedType.LPUTF8Str)] string name, [MarshalAs(UnmanagedType.LPUTF8Str)] string value, int overwrite);
}
