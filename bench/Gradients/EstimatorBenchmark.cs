using BayesBench.Agreements.Gradients;
using BayesBench.Kernels;
using BayesBench.Kernels.Gradients;
using BayesBench.Kernels.Random;
using BayesBench.Reference.Gradients;
using BayesBench.Studies;
using BayesBench.Support;

namespace BayesBench.Gradients;

/// <summary>
/// Drawing and adding up the gradients of one estimator: the study's own launches. Nothing need leave the registers, and
/// each sample takes one random number.
/// </summary>
public abstract class EstimatorBenchmark : FormulaBenchmark
{
    private GradientSampler _sampler = null!;
    private GradientWorkspace _workspace = null!;
    private DeviceArray<double> _sums = null!;
    private double[] _centre = [];

    public override string Id => $"{Estimator}.{Asked.Kind}-block";

    public override int Items => Blocks * GradientSampler.BlockCalls;

    public override int ReferenceItems => GradientSampler.BlockCalls;

    public override string Limit =>
        "Sums of four powers of each component, in double, beside each draw; the roof counts the draw alone.";

    public override Cost Cost => new(Bytes: 0, Operations, Normals: Samples);

    /// <summary>Of one gradient: the samples' normal numbers, about 30 each, and what is made of them.</summary>
    protected abstract double Operations { get; }

    protected static NormalProblem Problem { get; } = new(Objective.Quadratic, 3, 1, 1);

    protected abstract string Estimator { get; }

    /// <summary>What is drawn: by default <see cref="Problem"/>.</summary>
    protected virtual GradientProblem Asked => Problem;

    protected virtual int Samples => 1;

    protected override int CallsVerified => 1;

    private static int Blocks => GradientStudy.BlocksAtOnce(Device);

    protected override void Prepare()
    {
        EstimatorEntry entry = Estimators.Find(Estimator);
        _sampler = entry.Sampler(Asked, Samples);
        _centre = entry.Exact(Asked, Samples).Mean;
        _workspace = Own(new GradientWorkspace(Device, _sampler, Blocks));
        _sums = Own(Device.Allocate<double>(Blocks * _sampler.Components * 4));
    }

    protected void DrawBlocks() =>
        Call(() => _sampler.Blocks(Device, new DeviceKey(1, 2), 0, Blocks, _centre, _workspace, _sums));
}
