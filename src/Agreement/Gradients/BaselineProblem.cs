using BayesBench.Kernels.Gradients;
using BayesBench.Reference.Gradients;

namespace BayesBench.Agreements.Gradients;

/// <summary>A problem with a baseline for every part of its gradient.</summary>
/// <param name="Law">The problem without one.</param>
/// <param name="Baseline">As many numbers as the gradient has components.</param>
internal sealed record BaselineProblem(GradientProblem Law, double[] Baseline) : GradientProblem
{
    public override string Name => Law.Name;

    public override string Kind => Law.Kind;

    public override double Parameter => Law.Parameter;

    public override IReadOnlyList<string> Components => Law.Components;

    public GradientMoments Exact => Law switch
    {
        NormalProblem p => Reference.Gradients.Baseline.NormalMoments(p.Objective, p.K, p.Mean, p.StandardDeviation, Baseline),
        BernoulliToyProblem p => Reference.Gradients.Baseline.ToyMoments(p.Targets, p.Logit, Baseline[0]),
        _ => Reference.Gradients.Baseline.BernoulliMoments(Toy.Target, Toy.Logit, Baseline[0]),
    };

    public GradientSampler Sampler => Law switch
    {
        NormalProblem p => BaselineKernels.Normal(
            p.Objective.OnDevice(), (float)p.K, (float)p.Mean, (float)p.StandardDeviation, (float)Baseline[0], (float)Baseline[1]),
        BernoulliToyProblem p => BaselineKernels.Toy(Estimators.Floats(p.Targets), (float)p.Logit, Baseline[0]),
        _ => BaselineKernels.Bernoulli((float)Toy.Target, (float)Toy.Logit, Baseline[0]),
    };

    private BernoulliProblem Toy => (BernoulliProblem)Law;

    public override GradientProblem OnDevice() => this with { Law = Law.OnDevice() };
}
