using BayesBench.Kernels.Gradients;
using BayesBench.Reference.Gradients;

namespace BayesBench.Agreements.Gradients;

/// <content>Control variates of a Bernoulli draw.</content>
public static partial class Estimators
{
    // The temperature is part of the estimator, the weights are tuned to the problem.
    private const double ControlTemperature = 0.5;

    private static EstimatorEntry[] Controls =>
    [
        // f, and with MuProp f', at the mean are counted for every call: in a network they are a pass of their own.
        new("mu-prop", OnBernoulli(MuProp.BernoulliMoments, MuPropKernels.Bernoulli)) { EvaluationsPerSample = 3 },
        new(
            "simple-mu-prop",
            EstimatorOn.Of<BernoulliProblem>(p => Simple(p).Exact, p => Simple(p).Sampler)) { EvaluationsPerSample = 2 },
        new("dynamic-rebar", OfRelax<BernoulliProblem>(Tuned)) { EvaluationsPerSample = 3 },
        new("relax", OfRelax<BernoulliProblem>(Trained)) { EvaluationsPerSample = 3 },
    ];

    /// <summary>RELAX for problems that say its temperature and weights, or are given them.</summary>
    internal static EstimatorOn OfRelax<TProblem>(Func<TProblem, RelaxedProblem> relaxed)
        where TProblem : GradientProblem => EstimatorOn.Of<TProblem>(p => Exact(relaxed(p)), p => Sampler(relaxed(p)));

    private static GradientMoments Exact(RelaxedProblem p) =>
        Relax.BernoulliMoments(p.Target, p.Logit, p.Temperature, [p.Scale, p.Tilt]);

    private static GradientSampler Sampler(RelaxedProblem p) => RelaxKernels.Bernoulli(
        (float)p.Target, (float)p.Logit, (float)p.Temperature, (float)p.Scale, (float)p.Tilt);

    private static RelaxedProblem Tuned(BernoulliProblem p) => new(
        p.Target, p.Logit, ControlTemperature, DynamicRebar.BernoulliScale(p.Target, p.Logit, ControlTemperature));

    private static RelaxedProblem Trained(BernoulliProblem p)
    {
        double[] weights = Relax.BernoulliWeights(p.Target, p.Logit, ControlTemperature);
        return new RelaxedProblem(p.Target, p.Logit, ControlTemperature, weights[0], weights[1]);
    }

    private static BaselineProblem Simple(BernoulliProblem p) => new(p, [MuProp.BernoulliBaseline(p.Target, p.Logit)]);
}
