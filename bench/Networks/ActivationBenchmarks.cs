using BayesBench.Agreements;
using BayesBench.Kernels.Networks;
using BayesBench.Numerics;
using BayesBench.Reference.Networks;
using BayesBench.Support;
using BenchmarkDotNet.Attributes;

namespace BayesBench.Networks;

/// <summary>Activations over a batch; tanh, softplus and sigmoid are those of Numerics.</summary>
public class ActivationBenchmarks : UnaryBenchmark
{
    public enum Functions
    {
        Relu,
        Tanh,
        Softplus,
        Sigmoid,
    }

    [ParamsAllValues]
    public Functions Function { get; set; }

    public override string Id => $"activation.{Names.KebabCase(Function.ToString())}";

    public override Cost Cost => Function == Functions.Relu ? new(Bytes: 8, Operations: 1) : base.Cost;

    [Benchmark(Baseline = true)]
    public double Reference() => Sum(Function switch
    {
        Functions.Relu => Activation.Relu,
        Functions.Tanh => Activation.Tanh,
        Functions.Softplus => Activation.Softplus,
        _ => Activation.Sigmoid,
    });

    [Benchmark]
    public void Kernel() => Apply(Function switch
    {
        Functions.Relu => ActivationKernels.Relu,
        Functions.Tanh => ActivationKernels.Tanh,
        Functions.Softplus => ActivationKernels.Softplus,
        _ => ActivationKernels.Sigmoid,
    });
}
