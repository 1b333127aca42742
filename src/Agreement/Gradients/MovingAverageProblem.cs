using BayesBench.Kernels.Gradients;
using BayesBench.Reference.Gradients;

namespace BayesBench.Agreements.Gradients;

/// <summary>A problem with the first of moving baselines and how much of one the next one keeps.</summary>
internal sealed record MovingAverageProblem(GradientProblem Law, double Decay, double Start) : GradientProblem
{
    public override string Name => Law.Name;

    public override string Kind => Law.Kind;

    public override double Parameter => Law.Parameter;

    public override IReadOnlyList<string> Components => Law.Components;

    public GradientMoments Exact(int samples) => Law is NormalProblem p
        ? MovingAverageBaseline.NormalMoments(p.Objective, p.K, p.Mean, p.StandardDeviation, Decay, Start, samples)
        : MovingAverageBaseline.BernoulliMoments(Toy.Target, Toy.Logit, Decay, Start, samples);

    public GradientSampler Sampler(int samples) => Law is NormalProblem p
        ? MovingAverageBaselineKernels.Normal(
            p.Objective.OnDevice(), (float)p.K, (float)p.Mean, (float)p.StandardDeviation, (float)Decay, (float)Start, samples)
        : MovingAverageBaselineKernels.Bernoulli((float)Toy.Target, (float)Toy.Logit, (float)Decay, Start, samples);

    private BernoulliProblem Toy => (BernoulliProblem)Law;

    public override GradientProblem OnDevice() =>
        new MovingAverageProblem(Law.OnDevice(), (float)Decay, (float)Start);
}
