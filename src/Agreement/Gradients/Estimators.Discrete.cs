using BayesBench.Kernels.Gradients;
using BayesBench.Reference.Gradients;

namespace BayesBench.Agreements.Gradients;

/// <content>Estimators for discrete draws alone.</content>
public static partial class Estimators
{
    private static EstimatorEntry[] Discretes =>
    [
        new(
            "enumeration",
            OnBernoulli(Enumeration.BernoulliMoments, EnumerationKernels.Bernoulli),
            OnCategorical(Enumeration.CategoricalMoments, EnumerationKernels.Categorical)) { EvaluationsPerSample = 2 },
        new("augment-reinforce", OnBernoulli(AugmentReinforce.BernoulliMoments, AugmentReinforceKernels.Bernoulli))
        {
            TakesSamples = true,
        },
        new(
            "augment-reinforce-merge",
            OnBernoulli(AugmentReinforceMerge.BernoulliMoments, AugmentReinforceMergeKernels.Bernoulli),
            OnToy(AugmentReinforceMerge.ToyMoments, AugmentReinforceMergeKernels.Toy))
        {
            EvaluationsPerSample = 2,
        },
        new("dis-arm", OnBernoulli(DisArm.BernoulliMoments, DisArmKernels.Bernoulli), OnToy(DisArm.ToyMoments, DisArmKernels.Toy))
        {
            EvaluationsPerSample = 2,
        },
        new("straight-through", OnBernoulli(StraightThrough.BernoulliMoments, StraightThroughKernels.Bernoulli))
        {
            IsUnbiased = false,
        },
        OfConcrete(0.5),
        OfConcrete(1),
        new(
            "rebar",
            EstimatorOn.Of<BernoulliProblem>(
                p => Rebar.BernoulliMoments(p.Target, p.Logit, temperature: 0.5, scale: 1),
                p => RebarKernels.Bernoulli((float)p.Target, (float)p.Logit, temperature: 0.5f, scale: 1)))
        {
            EvaluationsPerSample = 3,
        },
    ];

    // A temperature makes an estimator: concrete-0.5.
    private static EstimatorEntry OfConcrete(double temperature) => new(
        FormattableString.Invariant($"concrete-{temperature}"),
        EstimatorOn.Of<BernoulliProblem>(
            p => Concrete.BernoulliMoments(p.Target, p.Logit, temperature),
            p => ConcreteKernels.Bernoulli((float)p.Target, (float)p.Logit, (float)temperature)))
    {
        IsUnbiased = false,
    };
}
