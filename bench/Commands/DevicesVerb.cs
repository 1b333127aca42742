using System.CommandLine;
using BayesBench.Kernels;
using BayesBench.Support;

namespace BayesBench.Commands;

/// <summary><c>devices</c>: accelerators found and, for each kind that was not, why.</summary>
public static class DevicesVerb
{
    public static Command Create(Terminal terminal)
    {
        Option<bool> json = Options.Json();
        var verb = new Command("devices", "List the devices of this machine and, for each kind that is missing, why.") { json };
        verb.SetAction(parsed =>
        {
            IReadOnlyList<DeviceReport> reports = DeviceSurvey.Run();
            if (parsed.GetValue(json))
            {
                terminal.WriteJson(reports);
            }
            else
            {
                Show(reports, terminal);
            }

            return ExitCode.Done;
        });
        return verb;
    }

    public static void Show(IReadOnlyList<DeviceReport> reports, Terminal terminal) => terminal.WriteTable(
        ["kind", "--device", "name", TableColumn.Number("memory"), "why there is none"],
        reports.Select(report => new[]
        {
            Format.Of(report.Kind),
            report.Choice ?? "-",
            report.Name ?? "-",
            // The CPU accelerator reports no limit of its own.
            report.MemorySize is > 0 and < long.MaxValue ? Format.Bytes(report.MemorySize) : "-",
            report.MissingBecause ?? string.Empty,
        }));
}
