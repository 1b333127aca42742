using BayesBench.Agreements.Gradients;
using BayesBench.Kernels;
using BayesBench.Kernels.Gradients;
using BayesBench.Kernels.Random;
using BayesBench.Reference.Gradients;
using BayesBench.Support;
using BenchmarkDotNet.Attributes;

namespace BayesBench.Gradients;

/// <summary>Drawing and adding up the gradients of one estimator: the study's own launches, sixteen blocks at once.</summary>
public abstract class EstimatorBenchmark : FormulaBenchmark
{
    private const int Blocks = 16;
    private GradientSampler _sampler = null!;
    private GradientWorkspace _workspace = null!;
    private DeviceArray<double> _sums = null!;

    public override string Id => $"{Estimator}.normal-block";

    public override int Items => Blocks * GradientSampler.BlockCalls;

    public override int ReferenceItems => GradientSampler.BlockCalls;

    protected static NormalProblem Problem { get; } = new(Objective.Quadratic, 3, 1, 1);

    protected abstract string Estimator { get; }

    protected virtual int Samples => 1;

    [GlobalSetup]
    public void Setup()
    {
        VerifiedInputs(1);
        _sampler = Estimators.Find(Estimator).Sampler(Problem, Samples);
        _workspace = Own(new GradientWorkspace(Device, _sampler, Blocks));
        _sums = Own(Device.Allocate<double>(Blocks * _sampler.Components * 4));
    }

    protected void DrawBlocks()
    {
        _sampler.Blocks(Device, new DeviceKey(1, 2), 0, Blocks, [-4.0, 2.0], _workspace, _sums);
        Device.Synchronize();
    }
}
