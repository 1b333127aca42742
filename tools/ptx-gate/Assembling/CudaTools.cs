using System.Diagnostics;
using System.Text.RegularExpressions;
using BayesBench.Data;
using BayesBench.Support;

namespace BayesBench.PtxGate.Assembling;

/// <summary>NVIDIA's assembler <c>ptxas</c> and its reader <c>cuobjdump</c>, in one folder.</summary>
/// <param name="Folder">Where they are.</param>
/// <param name="Version">Of ptxas, <c>12.4.131</c>.</param>
public sealed partial record CudaTools(string Folder, string Version)
{
    /// <summary>The environment variable that names the folder.</summary>
    public const string Variable = "BAYESBENCH_PTXAS";

    private const string Assembler = "ptxas", Reader = "cuobjdump";

    /// <summary>The tools of a folder; where none is named, of the variable's, the install script's or one on PATH.</summary>
    /// <param name="folder">A folder that must have them, or null.</param>
    /// <param name="environment">The value of a variable, null or empty where it is not set.</param>
    /// <returns>The tools, or null when there are none.</returns>
    /// <exception cref="BadInputException">The folder named, here or by the variable, has none.</exception>
    public static CudaTools? Find(string? folder, Func<string, string?> environment)
    {
        ArgumentNullException.ThrowIfNull(environment);
        (string name, string? chosen) = folder is null ? (Variable, environment(Variable)) : ("--ptxas", folder);
        if (!string.IsNullOrEmpty(chosen))
        {
            return HasTools(chosen)
                ? new CudaTools(chosen, VersionOf(chosen))
                : throw new BadInputException($"{name} is '{chosen}'; it must be a folder with {Assembler} and {Reader}.");
        }

        return Places(environment).FirstOrDefault(HasTools) is { } found ? new CudaTools(found, VersionOf(found)) : null;
    }

    /// <summary>Assembles texts for sm_90 into one binary.</summary>
    /// <returns>What <c>ptxas -v</c> prints.</returns>
    /// <exception cref="PtxException">It refuses one of them; the message is its own.</exception>
    public string Assemble(IEnumerable<string> files, string binary) =>
        Run(Assembler, ["-v", "-arch=sm_90", .. files, "-o", binary]).Error;

    /// <summary>Reads a binary's instructions.</summary>
    /// <returns>What <c>cuobjdump -sass</c> prints.</returns>
    public string Disassemble(string binary) => Run(Reader, ["-sass", binary]).Output;

    private static IEnumerable<string> Places(Func<string, string?> environment)
    {
        string cache = DataDirectory.Cache(environment);
        IEnumerable<string> installed = Directory.Exists(cache) ? Directory.GetDirectories(cache, "cuda-toolkit-*") : [];
        string[] path = (environment("PATH") ?? string.Empty).Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries);
        return [.. installed.OrderDescending(StringComparer.Ordinal).Select(folder => Path.Combine(folder, "bin")), .. path];
    }

    private static bool HasTools(string folder) =>
        File.Exists(Path.Combine(folder, Assembler)) && File.Exists(Path.Combine(folder, Reader));

    private static string VersionOf(string folder)
    {
        string printed = new CudaTools(folder, string.Empty).Run(Assembler, ["--version"]).Output;
        return VersionNumber().Match(printed) is { Success: true } match ? match.Groups[1].Value : "of unknown version";
    }

    private (string Output, string Error) Run(string program, IEnumerable<string> arguments)
    {
        var start = new ProcessStartInfo(Path.Combine(Folder, program), arguments)
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        // cuobjdump looks for nvdisasm on PATH.
        start.Environment["PATH"] = $"{Folder}{Path.PathSeparator}{Environment.GetEnvironmentVariable("PATH")}";
        using Process process = Process.Start(start)!;
        Task<string> error = process.StandardError.ReadToEndAsync();
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return process.ExitCode == 0
            ? (output, error.Result)
            : throw new PtxException($"{program} exits with {process.ExitCode}: {ErrorText.OneLine(error.Result)}");
    }

    [GeneratedRegex(@"\bV(\d+(?:\.\d+)+)")]
    private static partial Regex VersionNumber();
}
