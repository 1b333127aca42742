using BayesBench.Agreements.Numerics;
using BenchmarkDotNet.Attributes;

namespace BayesBench.Numerics;

/// <summary>The elementary functions over a batch.</summary>
public class ElementaryBenchmarks : UnaryBenchmark
{
    [Params("log", "exp", "sin", "cos", "tanh")]
    public string Function { get; set; } = "log";

    public override string Id => $"elementary.{Function}";

    private SweptFunction Swept => AccuracySweep.Functions.Single(swept => swept.Id == Id);

    [Benchmark(Baseline = true)]
    public double Reference() => Sum(Swept.Reference);

    [Benchmark]
    public void Kernel() => Apply(Swept.Kernel);
}
