using System.CommandLine;
using System.CommandLine.Parsing;
using BayesBench.Kernels;
using BayesBench.Results;
using BayesBench.Studies;
using BayesBench.Support;

namespace BayesBench.Commands;

/// <summary><c>throughput</c>: what the kernels cost, beside the reference and under the roofs of the device.</summary>
public static class ThroughputVerb
{
    private const int MoreRoofs = 3;
    private const string NotUnder = "-";

    public static Command Create(Terminal terminal)
    {
        Option<string?> device = DeviceOption.Create("Where the kernels run:");
        Option<string?> filter = Options.Filter("formulas");
        Option<string> profile = Options.Profile();
        var output = new Option<string?>("--output", "-o") { Description = "Write the rows to this CSV file, too.", HelpName = "file" };
        Option<bool> fresh = Resumable.Fresh();
        Option<bool> json = Options.Json();
        var own = new Argument<string[]>("benchmarkdotnet")
        {
            Description = "BenchmarkDotNet's own arguments, after --.",
            Arity = ArgumentArity.ZeroOrMore,
        };
        var verb = new Command("throughput", "Time the kernels beside the reference, as a share of what the device can do.")
        {
            device, filter, profile, output, fresh, json, own,
        };
        verb.SetAction((parsed, cancellation) =>
        {
            using Device opened = DeviceOption.Open(parsed.GetValue(device));
            FormulaBenchmark.Device = opened; // a benchmark's size depends on it
            IReadOnlyList<Type> benchmarks = Options.Matching(ThroughputStudy.Benchmarks, ThroughputStudy.IdsOf, parsed.GetValue(filter));
            string[] ownArguments = parsed.GetValue(own) ?? [];
            if (ownArguments.Length > 0 && !parsed.Tokens.Any(token => token.Type == TokenType.DoubleDash))
            {
                throw new BadInputException(
                    $"'{ownArguments[0]}' is no argument of throughput; BenchmarkDotNet's own stand behind a --.");
            }

            bool asJson = parsed.GetValue(json);
            if (ownArguments.Length > 0)
            {
                return Task.FromResult(Answer(RunWith(opened, benchmarks, ownArguments, asJson ? terminal.Error : null, cancellation)));
            }

            Effort effort = Profile.For(parsed.GetValue(profile)!, opened).Effort;
            return Task.FromResult(Resumable.Run(
                terminal, opened, "throughput", effort, parsed.GetValue(fresh),
                run => Answer(Run(opened, benchmarks, effort, run, terminal, cancellation))));

            int Answer((Roofs Roofs, IReadOnlyList<ThroughputRow> Rows) measured)
            {
                if (parsed.GetValue(output) is { } file)
                {
                    Csv.Write(Path.GetFullPath(file), measured.Rows);
                }

                if (asJson)
                {
                    terminal.WriteJson(new { Roofs = measured.Roofs.Rows, Throughput = measured.Rows });
                }
                else
                {
                    Show(measured.Roofs, measured.Rows, terminal);
                }

                return ExitCode.Done;
            }
        });
        return verb;
    }

    /// <summary>Measures the roofs, the benchmarks, and the roofs again: the better roof counts.</summary>
    public static (Roofs Roofs, IReadOnlyList<ThroughputRow> Rows) Run(
        Device device, IReadOnlyList<Type> benchmarks, Effort effort, UnfinishedRun run, Terminal terminal, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(run);
        ArgumentNullException.ThrowIfNull(terminal);
        var study = new ThroughputStudy(device);
        Roofs before = terminal.WithProgress("measuring", report =>
        {
            report(0, "what the device can do");
            return run.Part("roofs before", () => RoofMeasurement.Of(device, cancellation));
        });
        IReadOnlyList<Measured> measured =
        [
            .. terminal.Steps(
                "measuring",
                benchmarks,
                benchmark => ThroughputStudy.IdsOf(benchmark)[0],
                benchmark => run.Part($"throughput {benchmark.FullName}", () => study.Run(benchmark, effort)),
                cancellation)
                .SelectMany(one => one),
        ];
        int times = 0;
        return UnderRoofs(
            study, measured, before, () => run.Part($"roofs after {times++}", () => RoofMeasurement.Of(device, cancellation)));
    }

    public static void Show(Roofs roofs, IReadOnlyList<ThroughputRow> rows, Terminal terminal)
    {
        ArgumentNullException.ThrowIfNull(roofs);
        ArgumentNullException.ThrowIfNull(rows);
        ArgumentNullException.ThrowIfNull(terminal);
        terminal.WriteTable(
            ["roof", TableColumn.Number("rate"), TableColumn.Number("of peak"), "measured by"],
            roofs.Rows.Select(roof => new[]
            {
                roof.Roof,
                Format.WithPrefix(roof.Rate, roof.Unit),
                roof.Peak is { } peak ? Format.Percent(roof.Rate / peak) : NotUnder,
                roof.How,
            }));
        terminal.WriteTable(
            [
                "formula", "kernel", "data", TableColumn.Number("time/item"), TableColumn.Number("reference"), TableColumn.Number("ratio"),
                TableColumn.Number("bytes/s"), TableColumn.Number("memory"), TableColumn.Number("arithmetic"),
                TableColumn.Number("random"), TableColumn.Number("launch"), "nearest roof",
            ],
            rows.Select(row => new[]
            {
                row.Id,
                row.Benchmark,
                row.WorkingSet,
                Format.Nanoseconds(row.KernelNanoseconds),
                Format.Nanoseconds(row.ReferenceNanoseconds),
                Format.Invariant($"{row.Ratio:G3}x"),
                row.ShareOfMemory is null ? NotUnder : Format.WithPrefix(row.BytesPerSecond, "B/s"),
                Percent(row.ShareOfMemory),
                Percent(row.ShareOfArithmetic),
                Percent(row.ShareOfRandomNumbers),
                Percent(row.ShareOfLaunch),
                row.Roof,
            }));
        terminal.Line("Shares are of the roofs above: memory of the memory roof (cold) or the cache roof (warm), launch of the time that a launch takes by itself.");
    }

    private static string Percent(double? share) => share is { } value ? Format.Percent(value) : NotUnder;

    private static (Roofs Roofs, IReadOnlyList<ThroughputRow> Rows) RunWith(
        Device device, IReadOnlyList<Type> benchmarks, string[] arguments, TextWriter? log, CancellationToken cancellation)
    {
        var study = new ThroughputStudy(device);
        Roofs before = RoofMeasurement.Of(device, cancellation);
        return UnderRoofs(study, study.Run(benchmarks, arguments, log), before, () => RoofMeasurement.Of(device, cancellation));
    }

    // Other work on the machine hides a roof as it slows a kernel down: a share above 100% has the roofs measured again,
    // and their best counts, before it is believed.
    private static (Roofs Roofs, IReadOnlyList<ThroughputRow> Rows) UnderRoofs(
        ThroughputStudy study, IReadOnlyList<Measured> measured, Roofs before, Func<Roofs> measure)
    {
        Roofs roofs = before.Or(measure());
        IReadOnlyList<ThroughputRow> rows = study.Rows(measured, roofs);
        for (int again = 0; again < MoreRoofs && rows.Any(row => row.ShareOfRoof > 1); again++)
        {
            roofs = roofs.Or(measure());
            rows = study.Rows(measured, roofs);
        }

        ThroughputStudy.Check(rows);
        return (roofs, rows);
    }
}
