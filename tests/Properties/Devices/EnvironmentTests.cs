using System.Diagnostics;
using System.Runtime.InteropServices;
using BayesBench.Tests.Support;
using Xunit;

namespace BayesBench.Properties.Devices;

/// <summary>The program as a process of its own, in an environment that says nothing: no PATH, no HOME, no TMPDIR.</summary>
public sealed class EnvironmentTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("bayesbench-");

    [Fact]
    public async Task With_no_environment_a_driver_compiles_a_kernel()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "only there do drivers look for a linker on PATH");
        _ = TestDevices.Get("opencl");
        (int code, string said) = await Run("verify", "--device", "opencl", "--filter", "sigmoid.value");
        Assert.True(code == 0, said);
        Assert.Contains("1 agree, 0 disagree", said, StringComparison.Ordinal);
    }

    [Fact]
    public async Task With_no_home_data_sets_are_below_the_working_directory()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "HOME means nothing on Windows");
        (int code, string said) = await Run("data", "list");
        Assert.Equal((0, $"in {Path.Combine(_folder.FullName, "bayesbench", "data")}"), (code, said.Split('\n')[0]));
    }

    public void Dispose() => _folder.Delete(recursive: true);

    private async Task<(int Code, string Said)> Run(params string[] arguments)
    {
        var start = new ProcessStartInfo(Path.Combine(AppContext.BaseDirectory, "BayesBench"), arguments)
        {
            WorkingDirectory = _folder.FullName,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment.Clear();
        // The runtime of these tests, when it is not beside the program; and no kernel that was compiled before.
        start.Environment["DOTNET_ROOT"] = Path.GetFullPath(Path.Combine(RuntimeEnvironment.GetRuntimeDirectory(), "..", "..", ".."));
        start.Environment["POCL_CACHE_DIR"] = Path.Combine(_folder.FullName, "kernels");
        using Process process = Process.Start(start)!;
        CancellationToken stop = TestContext.Current.CancellationToken;
        string[] said = await Task.WhenAll(process.StandardOutput.ReadToEndAsync(stop), process.StandardError.ReadToEndAsync(stop));
        await process.WaitForExitAsync(stop);
        return (process.ExitCode, string.Concat(said));
    }
}
