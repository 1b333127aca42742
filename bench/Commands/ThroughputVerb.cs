using System.CommandLine;
using BayesBench.Kernels;
using BayesBench.Results;
using BayesBench.Studies;
using BayesBench.Support;

namespace BayesBench.Commands;

/// <summary><c>throughput</c>: what the kernels cost, beside the reference and under the roofs of the device.</summary>
public static class ThroughputVerb
{
    private static readonly Effort Full = new(Iterations: 5, Milliseconds: 200);

    public static Command Create(Terminal terminal)
    {
        Option<string?> device = DeviceOption.Create("Where the kernels run:");
        Option<string?> filter = Options.Filter("formulas");
        Option<bool> json = Options.Json();
        var own = new Argument<string[]>("benchmarkdotnet")
        {
            Description = "BenchmarkDotNet's own arguments, after --.",
            Arity = ArgumentArity.ZeroOrMore,
        };
        var verb = new Command("throughput", "Time the kernels beside the reference, as a share of what the device can do.")
        {
            device, filter, json, own,
        };
        verb.SetAction((parsed, cancellation) =>
        {
            using Device opened = DeviceOption.Open(parsed.GetValue(device));
            FormulaBenchmark.Device = opened; // a benchmark's size depends on it
            IReadOnlyList<Type> benchmarks = Options.Matching(ThroughputStudy.Benchmarks, ThroughputStudy.IdsOf, parsed.GetValue(filter));
            string[] ownArguments = parsed.GetValue(own) ?? [];
            (Roofs roofs, IReadOnlyList<ThroughputRow> rows) = ownArguments.Length > 0
                ? RunWith(opened, benchmarks, ownArguments, parsed.GetValue(json) ? terminal.Error : null, cancellation)
                : Run(opened, benchmarks, Full, terminal, cancellation);
            if (parsed.GetValue(json))
            {
                terminal.WriteJson(new { Roofs = roofs.Rows(), Throughput = rows });
            }
            else
            {
                Show(roofs, rows, terminal);
            }

            return Task.FromResult(ExitCode.Done);
        });
        return verb;
    }

    /// <summary>Measures the roofs, the benchmarks, and the roofs again: the better roof counts.</summary>
    public static (Roofs Roofs, IReadOnlyList<ThroughputRow> Rows) Run(
        Device device, IReadOnlyList<Type> benchmarks, Effort effort, Terminal terminal, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(terminal);
        var study = new ThroughputStudy(device);
        Roofs before = terminal.WithProgress("measuring", report =>
        {
            report(0, "what the device can do");
            return Roofs.Measure(device, cancellation);
        });
        IReadOnlyList<Measured> measured =
        [
            .. terminal.Steps(
                "measuring", benchmarks, benchmark => ThroughputStudy.IdsOf(benchmark)[0], benchmark => study.Run(benchmark, effort), cancellation)
                .SelectMany(one => one),
        ];
        Roofs roofs = before.Or(Roofs.Measure(device, cancellation));
        return (roofs, study.Rows(measured, roofs));
    }

    public static void Show(Roofs roofs, IReadOnlyList<ThroughputRow> rows, Terminal terminal)
    {
        ArgumentNullException.ThrowIfNull(roofs);
        ArgumentNullException.ThrowIfNull(rows);
        ArgumentNullException.ThrowIfNull(terminal);
        terminal.WriteTable(
            ["roof", TableColumn.Number("rate"), TableColumn.Number("of peak"), "measured by"],
            roofs.Rows().Select(roof => new[]
            {
                roof.Roof,
                Format.WithPrefix(roof.Rate, roof.Unit),
                roof.Peak is { } peak ? Format.Percent(roof.Rate / peak) : "-",
                roof.How,
            }));
        terminal.WriteTable(
            [
                "formula", "kernel", TableColumn.Number("items/s"), TableColumn.Number("time/item"),
                TableColumn.Number("reference"), TableColumn.Number("ratio"), TableColumn.Number("bytes/s"),
                TableColumn.Number("of roof"), "roof",
            ],
            rows.Select(row => new[]
            {
                row.Id,
                row.Benchmark,
                Format.WithPrefix(1e9 / row.KernelNanoseconds, string.Empty),
                Format.Nanoseconds(row.KernelNanoseconds),
                Format.Nanoseconds(row.ReferenceNanoseconds),
                Format.Invariant($"{row.Ratio:G3}x"),
                Format.WithPrefix(row.BytesPerSecond, "B/s"),
                Format.Percent(row.ShareOfRoof),
                row.Roof,
            }));
    }

    private static (Roofs Roofs, IReadOnlyList<ThroughputRow> Rows) RunWith(
        Device device, IReadOnlyList<Type> benchmarks, string[] arguments, TextWriter? log, CancellationToken cancellation)
    {
        var study = new ThroughputStudy(device);
        Roofs before = Roofs.Measure(device, cancellation);
        IReadOnlyList<Measured> measured = study.Run(benchmarks, arguments, log);
        Roofs roofs = before.Or(Roofs.Measure(device, cancellation));
        return (roofs, study.Rows(measured, roofs));
    }
}
