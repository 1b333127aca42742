using System.Reflection;
using BayesBench.Agreements;
using BayesBench.Kernels;
using BayesBench.Results;
using BayesBench.Support;
using BenchmarkDotNet.Attributes;
using BenchmarkDotNet.Columns;
using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Filters;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Loggers;
using BenchmarkDotNet.Reports;
using BenchmarkDotNet.Running;
using BenchmarkDotNet.Toolchains.InProcess.Emit;
using MathNet.Numerics.Distributions;
using Perfolizer.Horology;

namespace BayesBench.Studies;

/// <summary>How long BenchmarkDotNet measures.</summary>
/// <param name="Iterations">Measured iterations.</param>
/// <param name="Milliseconds">Length of one.</param>
public readonly record struct Effort(int Iterations, double Milliseconds);

/// <summary>BenchmarkDotNet over the formula benchmarks, in this process, so that the device is opened once.</summary>
/// <param name="device">Where the kernels run.</param>
public sealed class ThroughputStudy(Device device)
{
    private const int Warmups = 2;

    // A benchmark's method of this name is a peer on the host (MathNet.Numerics): no kernel, under no roof.
    private const string Library = "Library";

    /// <summary>Every benchmark of a formula in this program, headline ones first in the main job.</summary>
    public static IReadOnlyList<Type> Benchmarks { get; } =
    [
        .. typeof(FormulaBenchmark).Assembly.GetTypes()
            .Where(type => type.IsSubclassOf(typeof(FormulaBenchmark)) && !type.IsAbstract)
            .OrderBy(type => type.FullName, StringComparer.Ordinal),
    ];

    public static IReadOnlyList<Type> Headlines { get; } =
        [.. Benchmarks.Where(type => type.GetCustomAttribute<HeadlineAttribute>() is not null)];

    /// <summary>The formulas that a benchmark class is of: one, or one for each value of its parameter.</summary>
    public static IReadOnlyList<string> IdsOf(Type benchmark)
    {
        ArgumentNullException.ThrowIfNull(benchmark);
        var instance = (FormulaBenchmark)Activator.CreateInstance(benchmark)!;
        var parameters =
            from property in benchmark.GetProperties()
            from value in property.GetCustomAttribute<ParamsAttribute>()?.Values ?? []
            select (property, value);
        string[] ids = [.. parameters.Select(parameter =>
        {
            parameter.property.SetValue(instance, parameter.value);
            return instance.Id;
        }).Distinct()];
        return ids.Length > 0 ? ids : [instance.Id];
    }

    /// <summary>What keeps each formula's kernel from its roof.</summary>
    public static IReadOnlyDictionary<string, string> Limits { get; } = Benchmarks
        .SelectMany(benchmark => IdsOf(benchmark).Select(id => (Id: id, ((FormulaBenchmark)Activator.CreateInstance(benchmark)!).Limit)))
        .GroupBy(one => one.Id)
        .ToDictionary(group => group.Key, group => group.First().Limit);

    /// <summary>Measures one benchmark class quietly.</summary>
    /// <exception cref="CheckFailedException">A benchmark measured nothing.</exception>
    public IReadOnlyList<Measured> Run(Type benchmark, Effort effort)
    {
        FormulaBenchmark.Device = device;
        // No collection before every iteration: the kernels that were compiled here make each one last a quarter of a second.
        Job job = Job.Default.WithToolchain(InProcessEmitToolchain.Instance)
            .WithGcForce(false)
            .WithWarmupCount(Warmups)
            .WithIterationCount(effort.Iterations)
            .WithIterationTime(TimeInterval.FromMilliseconds(effort.Milliseconds))
            .WithUnrollFactor(1)
            .WithEvaluateOverhead(false);
        return Read(BenchmarkRunner.Run(benchmark, Configuration(NullLogger.Instance).AddJob(job)));
    }

    /// <summary>Hands BenchmarkDotNet's own arguments to it, and lets it print.</summary>
    /// <param name="benchmarks">The benchmark classes.</param>
    /// <param name="arguments">BenchmarkDotNet's arguments.</param>
    /// <param name="log">Where to it prints; null is the console.</param>
    /// <exception cref="CheckFailedException">A benchmark measured nothing.</exception>
    public IReadOnlyList<Measured> Run(IReadOnlyList<Type> benchmarks, IReadOnlyList<string> arguments, TextWriter? log)
    {
        FormulaBenchmark.Device = device;
        ILogger logger = log is null ? ConsoleLogger.Default : new TextLogger(log);
        Job job = Job.Default.WithToolchain(InProcessEmitToolchain.Instance);
        IEnumerable<Summary> summaries = BenchmarkSwitcher.FromTypes([.. benchmarks])
            .Run([.. arguments], Configuration(logger).AddJob(job));
        return [.. summaries.SelectMany(Read)];
    }

    /// <summary>The rows of the table: each kernel beside the reference of its class and under its roofs.</summary>
    public IReadOnlyList<ThroughputRow> Rows(IReadOnlyList<Measured> measured, Roofs roofs)
    {
        ArgumentNullException.ThrowIfNull(measured);
        ArgumentNullException.ThrowIfNull(roofs);
        var rows = new List<ThroughputRow>();
        foreach (var group in measured.GroupBy(one => one.Group))
        {
            Measured reference = group.Single(one => one.IsReference);
            foreach (Measured kernel in group.Where(one => !one.IsReference && one.Method != Library))
            {
                double itemsPerSecond = 1e9 / kernel.Nanoseconds;
                Cost cost = kernel.Cost;
                Shares shares = roofs.SharesOf(cost, kernel.WorkingSet, itemsPerSecond, kernel.Items);
                rows.Add(new ThroughputRow(
                    kernel.Id, kernel.Name, Names.KebabCase(kernel.WorkingSet.ToString()), device.ToString(), kernel.Items,
                    reference.Nanoseconds, kernel.Nanoseconds, kernel.HalfWidth,
                    reference.Nanoseconds / kernel.Nanoseconds,
                    cost.Bytes * itemsPerSecond, cost.Operations * itemsPerSecond,
                    shares.Memory?.Value, shares.Arithmetic?.Value, shares.RandomNumbers?.Value, shares.Launch.Value,
                    shares.Nearest.Roof, shares.Nearest.Value));
            }
        }

        return rows;
    }

    /// <summary>Refuses a kernel that is faster than a roof: one of the two numbers is wrong.</summary>
    /// <exception cref="CheckFailedException">One is.</exception>
    public static void Check(IReadOnlyList<ThroughputRow> rows)
    {
        if (rows.FirstOrDefault(row => row.ShareOfRoof > 1) is { } row)
        {
            throw new CheckFailedException(
                $"{row.Id} ({row.Benchmark}, {row.WorkingSet}) reaches {Format.Percent(row.ShareOfRoof)} of the {row.Roof} roof; a share above 100% means that the roof or the benchmark's Cost is wrong.");
        }
    }

    private static ManualConfig Configuration(ILogger logger) => ManualConfig.CreateEmpty()
        .AddLogger(logger)
        .AddColumnProvider(DefaultColumnProviders.Instance)
        .AddFilter(new SimpleFilter(one => IsKernel(one.Descriptor) || IsOnHostOnce(one)))
        .WithOptions(ConfigOptions.DisableLogFile)
        .WithArtifactsPath(Path.Combine(Path.GetTempPath(), "bayesbench-artifacts"));

    private static IReadOnlyList<Measured> Read(Summary summary) =>
        summary.Reports.Length > 0
            ? [.. summary.Reports.Select(Read)]
            : throw new CheckFailedException($"{summary.Title} measured nothing: {string.Join("; ", summary.ValidationErrors.Select(error => error.Message))}");

    private static Measured Read(BenchmarkReport report)
    {
        Descriptor descriptor = report.BenchmarkCase.Descriptor;
        var statistics = report.ResultStatistics
            ?? throw new CheckFailedException($"{descriptor.Type.Name}.{descriptor.WorkloadMethod.Name} measured nothing{ReasonOf(report)}.");
        var benchmark = (FormulaBenchmark)Activator.CreateInstance(descriptor.Type)!;
        foreach (var parameter in report.BenchmarkCase.Parameters.Items)
        {
            descriptor.Type.GetProperty(parameter.Name)?.SetValue(benchmark, parameter.Value);
        }

        int items = IsKernel(descriptor) ? benchmark.Items * benchmark.Launches : benchmark.ReferenceItems;
        var shared = report.BenchmarkCase.Parameters.Items.Where(parameter => parameter.Name != nameof(FormulaBenchmark.WorkingSet));
        return new Measured(
            benchmark.Id,
            benchmark.Items,
            benchmark.Cost,
            benchmark.WorkingSet,
            string.Join(' ', shared.Select(parameter => parameter.ToDisplayText()).Prepend(descriptor.Type.FullName)),
            descriptor.WorkloadMethod.Name,
            benchmark.Variant,
            descriptor.Baseline,
            statistics.Median / items,
            HalfWidth(statistics) / items);
    }

    private static bool IsKernel(Descriptor descriptor) => !descriptor.Baseline && descriptor.WorkloadMethod.Name != Library;

    // The host's side takes few items and is measured once, beside the smaller working set.
    private static bool IsOnHostOnce(BenchmarkCase one) =>
        one.Parameters[nameof(FormulaBenchmark.WorkingSet)] is not WorkingSet.Cold;

    private static string ReasonOf(BenchmarkReport report) => report.ExecuteResults
        .SelectMany(result => result.Errors.Concat(result.PrefixedLines))
        .Where(line => line.Contains("Exception", StringComparison.Ordinal))
        .Select(line => ": " + line)
        .FirstOrDefault() ?? string.Empty;

    // Of the mean at 95%; BenchmarkDotNet's own margin is at 99.9%, for which a few iterations are too few.
    private static double HalfWidth(BenchmarkDotNet.Mathematics.Statistics statistics) => statistics.N < 2
        ? double.NaN
        : StudentT.InvCDF(0, 1, statistics.N - 1, 0.975) * statistics.StandardError;
}

/// <summary>One benchmark's time for an item.</summary>
/// <param name="Id">The formula.</param>
/// <param name="Items">Items that one launch of the kernel works through.</param>
/// <param name="Cost">What one of them costs at least.</param>
/// <param name="WorkingSet">Where its data lie.</param>
/// <param name="Group">Class and parameters but for the working set: what shares a reference.</param>
/// <param name="Method">The benchmark's method.</param>
/// <param name="Variant">What sets the benchmark apart from others of the formula.</param>
/// <param name="IsReference">Whether it is the reference.</param>
/// <param name="Nanoseconds">Median time of an item.</param>
/// <param name="HalfWidth">Half-width of the 95% interval for its mean.</param>
public sealed record Measured(
    string Id,
    int Items,
    Cost Cost,
    WorkingSet WorkingSet,
    string Group,
    string Method,
    string? Variant,
    bool IsReference,
    double Nanoseconds,
    double HalfWidth)
{
    /// <summary>The kernel's name among those of its formula.</summary>
    public string Name => Variant is null ? Method : $"{Method}, {Variant}";
}
