using System.CommandLine;
using System.Diagnostics;
using BayesBench.PtxGate.Assembling;
using BayesBench.PtxGate.Bodies;
using BayesBench.PtxGate.Rules;
using BayesBench.PtxGate.Table;
using BayesBench.Support;

namespace BayesBench.PtxGate;

/// <summary>The command line of the gate.</summary>
public static class GateCommand
{
    private const int DifferencesShown = 12;

    public static RootCommand Create(Terminal terminal)
    {
        var check = new Option<bool>("--check") { Description = "Fail where the table differs from the committed one." };
        var write = new Option<bool>("--write") { Description = "Write the table." };
        var table = new Option<string>("--table")
        {
            Description = "The table.",
            DefaultValueFactory = _ => Path.Combine("docs", "kernels.md"),
            HelpName = "file",
        };
        var ptxas = new Option<string?>("--ptxas")
        {
            Description = $"Where ptxas and cuobjdump are; else {CudaTools.Variable}, where tools/install-ptxas.sh puts them, or PATH.",
            HelpName = "folder",
        };
        var keep = new Option<string?>("--keep") { Description = "Keep the PTX and the listings of instructions.", HelpName = "folder" };
        var root = new RootCommand("Compile every kernel body for NVIDIA GPUs, without one, and hold what comes out to rules.")
        {
            check, write, table, ptxas, keep,
        };
        root.SetAction((parsed, cancellation) =>
        {
            CudaTools? tools = CudaTools.Find(parsed.GetValue(ptxas), Environment.GetEnvironmentVariable);
            if (tools is null && parsed.GetValue(write))
            {
                throw new BadInputException("--write needs ptxas; tools/install-ptxas.sh installs it.");
            }

            (IReadOnlyList<BodyReport> reports, bool isOpen) = Run(tools, parsed.GetValue(keep), terminal, cancellation);
            bool isSame = true;
            if (tools is not null && reports.All(report => report.Mix is not null))
            {
                string made = KernelTable.Text(reports, tools.Version);
                if (parsed.GetValue(write))
                {
                    AtomicFile.WriteAllText(parsed.GetValue(table)!, made);
                }

                isSame = !parsed.GetValue(check) || IsSame(parsed.GetValue(table)!, made, terminal);
            }

            return Task.FromResult(isOpen && isSame ? ExitCode.Done : ExitCode.CheckFailed);
        });
        return root;
    }

    private static (IReadOnlyList<BodyReport> Reports, bool IsOpen) Run(
        CudaTools? tools, string? keep, Terminal terminal, CancellationToken cancellation)
    {
        long start = Stopwatch.GetTimestamp();
        IReadOnlyList<KernelBody> bodies = BodyRecorder.Record();
        IReadOnlyList<BodyReport> reports = Gate.Compile(bodies, cancellation);
        if (tools is not null)
        {
            reports = Assemble(reports, tools, keep, cancellation);
        }

        IReadOnlyList<string> findings = Judge.Findings(reports, Gate.Outside(bodies), Exceptions.All);
        foreach (string finding in findings)
        {
            terminal.ErrorLine(finding);
        }

        int methods = bodies.Select(body => body.Method.MetadataToken).Distinct().Count();
        terminal.Line(Format.Invariant(
            $"{bodies.Count} bodies of {methods} methods: {findings.Count} findings, in {Stopwatch.GetElapsedTime(start).TotalSeconds:F1} s."));
        terminal.Line(tools is null
            ? "Compiled only: assembling and the table are skipped, for there is no ptxas here (tools/install-ptxas.sh installs it)."
            : $"Compiled and assembled by ptxas {tools.Version}.");
        return (reports, findings.Count == 0);
    }

    private static IReadOnlyList<BodyReport> Assemble(
        IReadOnlyList<BodyReport> reports, CudaTools tools, string? keep, CancellationToken cancellation)
    {
        string folder = keep is null
            ? Directory.CreateTempSubdirectory("bayesbench-ptx-").FullName
            : Directory.CreateDirectory(keep).FullName;
        try
        {
            return Gate.Assemble(reports, tools, folder, cancellation);
        }
        finally
        {
            if (keep is null)
            {
                Directory.Delete(folder, recursive: true);
            }
        }
    }

    private static bool IsSame(string table, string made, Terminal terminal)
    {
        string committed = File.Exists(table) ? File.ReadAllText(table) : string.Empty;
        if (committed == made)
        {
            return true;
        }

        terminal.ErrorLine($"{table} is not what the kernels are now; --write writes it. First differences:");
        foreach (string line in KernelTable.Differences(committed, made, DifferencesShown))
        {
            terminal.ErrorLine(line);
        }

        return false;
    }
}
