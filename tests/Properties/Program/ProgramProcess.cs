using System.Diagnostics;
using System.Runtime.InteropServices;

namespace BayesBench.Properties.Program;

/// <summary>The program as a process of its own, which can be killed. It stands beside the tests, in a checkout and in a bundle.</summary>
internal sealed class ProgramProcess : IDisposable
{
    private static readonly string[] Host = FindHost();

    private readonly Process _process;
    private readonly Task<string> _out;
    private readonly Task<string> _error;

    /// <summary>Starts the program.</summary>
    /// <param name="cache">Stands for the user's cache folder.</param>
    /// <param name="arguments">The command line.</param>
    public ProgramProcess(string cache, params string[] arguments)
    {
        var start = new ProcessStartInfo(Host[0], [.. Host[1..], .. arguments]);
        start.RedirectStandardOutput = start.RedirectStandardError = true;
        start.Environment["XDG_CACHE_HOME"] = cache;
        _process = Process.Start(start)!;
        (_out, _error) = (_process.StandardOutput.ReadToEndAsync(), _process.StandardError.ReadToEndAsync());
    }

    /// <summary>The program as a shell starts it.</summary>
    public static string Command => string.Join(' ', Host);

    public bool HasExited => _process.HasExited;

    public string Out => _out.Result;

    public string Error => _error.Result;

    /// <summary>Waits for the end.</summary>
    public int ExitCode()
    {
        _process.WaitForExit();
        return _process.ExitCode;
    }

    /// <summary>Kills it as <c>kill -9</c> does: it has no say.</summary>
    public void Kill()
    {
        _process.Kill();
        _process.WaitForExit();
    }

    /// <summary>Lets it run for a time, or to its end.</summary>
    public void RunFor(TimeSpan time) => _process.WaitForExit(time);

    public void Dispose()
    {
        if (!_process.HasExited)
        {
            Kill();
        }

        _process.Dispose();
    }

    // A program that was published with its runtime is its own host; else the host is the one that runs these tests.
    private static string[] FindHost()
    {
        string runtime = RuntimeEnvironment.GetRuntimeDirectory();
        string muxer = Path.GetFullPath(Path.Combine(runtime, "..", "..", "..", OperatingSystem.IsWindows() ? "dotnet.exe" : "dotnet"));
        string program = Path.Combine(AppContext.BaseDirectory, "BayesBench");
        return File.Exists(muxer) ? [muxer, program + ".dll"] : [program];
    }
}
