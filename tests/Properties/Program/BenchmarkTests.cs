using System.Reflection;
using BayesBench.Agreements;
using BayesBench.Kernels;
using BayesBench.Probability;
using BayesBench.Studies;
using BayesBench.Support;
using BayesBench.Tests.Support;
using BenchmarkDotNet.Attributes;
using Xunit;

namespace BayesBench.Properties.Program;

/// <summary>Every benchmark says what it costs at least, and its data lie where it says.</summary>
[Collection("program")]
public class BenchmarkTests
{
    public static TheoryData<string> Devices => TestDevices.Choices;

    [Theory]
    [MemberData(nameof(Devices))]
    public void A_working_set_lies_where_it_says(string choice)
    {
        FormulaBenchmark.Device = TestDevices.Get(choice);
        long cache = WorkingSetSize.CacheOf(FormulaBenchmark.Device);
        Assert.All(Benchmarks(), benchmark =>
        {
            double bytes = benchmark.Items * benchmark.Cost.Bytes;
            bool holds = benchmark.WorkingSet switch
            {
                WorkingSet.Cold => bytes >= 2 * cache,
                WorkingSet.Warm => bytes > 0 && bytes <= cache / 2,
                _ => bytes == 0 && benchmark.Items > 0,
            };
            Assert.True(holds, $"{benchmark.Id}, {benchmark.WorkingSet}: {bytes} bytes beside a cache of {cache}");
        });
    }

    [Theory]
    [MemberData(nameof(Devices))]
    public void Every_benchmark_costs_something_and_is_of_a_known_formula(string choice)
    {
        FormulaBenchmark.Device = TestDevices.Get(choice);
        Assert.All(Benchmarks(), benchmark =>
        {
            Cost cost = benchmark.Cost;
            double[] parts = [cost.Bytes, cost.Operations, cost.Words, cost.Uniforms, cost.Normals];
            Assert.All(parts, part => Assert.InRange(part, 0, double.MaxValue));
            Assert.True(parts.Sum() > 0 && benchmark.ReferenceItems > 0);
            Assert.Equal(benchmark.Id, Registry.Find(benchmark.Id).Id);
        });
    }

    [Theory]
    [MemberData(nameof(Devices))]
    public void Data_are_cold_and_warm_unless_nothing_can_tell(string choice)
    {
        FormulaBenchmark.Device = TestDevices.Get(choice);
        bool hasCold = FormulaBenchmark.Device.Kind != DeviceKind.Cpu;
        Assert.Equal(hasCold ? [WorkingSet.Cold, WorkingSet.Warm] : [WorkingSet.Warm], new NormalBenchmarks().WorkingSets);
        Assert.All(Benchmarks(), benchmark =>
            Assert.Equal(benchmark.Cost.Bytes == 0, benchmark.WorkingSet == WorkingSet.Registers));
    }

    [Theory]
    [MemberData(nameof(Devices))]
    public void A_run_measures_the_reference_once_and_the_kernel_with_every_working_set(string choice)
    {
        Device device = TestDevices.Get(choice);
        var study = new ThroughputStudy(device);
        IReadOnlyList<Measured> measured = study.Run(typeof(UniformBenchmarks), new Effort(Iterations: 1, Milliseconds: 1));
        Assert.Single(measured, one => one.IsReference);
        Assert.Equal(
            new UniformBenchmarks().WorkingSets,
            measured.Where(one => !one.IsReference).Select(one => one.WorkingSet));
        Assert.All(measured, one => Assert.True(one.Nanoseconds > 0));
        Assert.Single(measured.Select(one => one.Group).Distinct());
    }

    [Fact]
    public void Nothing_is_made_ready_before_it_is_verified()
    {
        FormulaBenchmark.Device = TestDevices.Get("cpu");
        var benchmark = new OfAnUnknownFormula();
        Assert.ThrowsAny<Exception>(benchmark.Setup);
        Assert.False(benchmark.IsPrepared);
        // No class has a way around it.
        Assert.All(ThroughputStudy.Benchmarks, type => Assert.Equal(
            [typeof(FormulaBenchmark)],
            type.GetMethods().Where(method => method.IsDefined(typeof(GlobalSetupAttribute), inherit: true)).Select(method => method.DeclaringType)));
    }

    [Fact]
    public void Parts_of_the_last_level_cache_add_up()
    {
        string devices = Directory.CreateTempSubdirectory().FullName;
        Assert.Equal(32 << 20, Processor.LastLevelCacheOf(devices, threads: 4));
        foreach (int cpu in Enumerable.Range(0, 4))
        {
            Cache(devices, cpu, index: 2, level: 2, "1024K", $"{cpu}");
            Cache(devices, cpu, index: 3, level: 3, "16384K", cpu < 2 ? "0-1" : "2-3");
        }

        Assert.Equal(32 << 20, Processor.LastLevelCacheOf(devices, threads: 4));
        Assert.Equal(16 << 20, Processor.LastLevelCacheOf(devices, threads: 1));
        Directory.Delete(devices, recursive: true);
    }

    // One for each class, value of its parameter and working set.
    private static IEnumerable<FormulaBenchmark> Benchmarks() =>
        from type in ThroughputStudy.Benchmarks
        from parameter in ParametersOf(type)
        from workingSet in parameter((FormulaBenchmark)Activator.CreateInstance(type)!).WorkingSets
        let benchmark = parameter((FormulaBenchmark)Activator.CreateInstance(type)!)
        select Set(benchmark, typeof(FormulaBenchmark).GetProperty(nameof(WorkingSet))!, workingSet);

    private static Func<FormulaBenchmark, FormulaBenchmark>[] ParametersOf(Type type)
    {
        Func<FormulaBenchmark, FormulaBenchmark>[] all =
        [
            .. from property in type.GetProperties()
               from value in property.GetCustomAttribute<ParamsAttribute>()?.Values ?? []
               select (Func<FormulaBenchmark, FormulaBenchmark>)(benchmark => Set(benchmark, property, value)),
        ];
        return all.Length > 0 ? all : [benchmark => benchmark];
    }

    private static FormulaBenchmark Set(FormulaBenchmark benchmark, PropertyInfo property, object? value)
    {
        property.SetValue(benchmark, value);
        return benchmark;
    }

    private static void Cache(string devices, int cpu, int index, int level, string size, string sharing)
    {
        string folder = Directory.CreateDirectory(Path.Combine(devices, $"cpu{cpu}", "cache", $"index{index}")).FullName;
        File.WriteAllText(Path.Combine(folder, "level"), $"{level}\n");
        File.WriteAllText(Path.Combine(folder, "size"), $"{size}\n");
        File.WriteAllText(Path.Combine(folder, "shared_cpu_list"), $"{sharing}\n");
    }

    private sealed class OfAnUnknownFormula : FormulaBenchmark
    {
        public override string Id => "no-such.formula";

        public override int ReferenceItems => 1;

        public override Cost Cost => new(Bytes: 4, Operations: 1);

        public override string Limit => "nothing";

        public bool IsPrepared { get; private set; }

        protected override void Prepare() => IsPrepared = true;
    }
}
