using BayesBench.Kernels.Gradients;
using BayesBench.Reference.Gradients;

namespace BayesBench.Agreements.Gradients;

/// <content>On bits that share one logit.</content>
public sealed partial class AugmentReinforceMergeAgreement
{
    private static readonly EstimatorJoint OfToy = new(
        Estimators.Find("augment-reinforce-merge"),
        IsNormal: false,
        (problem, noise) => [AugmentReinforceMerge.Toy(((BernoulliToyProblem)problem).Targets, ((BernoulliToyProblem)problem).Logit, noise)],
        (problem, noise, _) => RoundingOfToyCalls.AugmentReinforceMerge((BernoulliToyProblem)problem, noise))
    {
        Arguments = ProblemArguments.Toy,
        Takes = CallNoise.UniformsOfBits,
    };

    private static IEnumerable<Agreement> Toys =>
    [
        OfToy.Given(
            AugmentReinforceMerge.Toy,
            (device, batch) => AugmentReinforceMergeKernels.Toy(device, batch.In(0), batch.In(1), batch.In(2), batch.Out())),
        OfToy.Replicate(AugmentReinforceMerge.ToyReplicate),
        OfToy.Block(AugmentReinforceMerge.ToyBlock),
        new Agreement(
            AugmentReinforceMerge.ToyMoments,
            (device, batch) => AugmentReinforceMergeKernels.ToyMoments(device, batch.In(0), batch.In(1), batch.Out(), batch.Out()),
            ProblemArguments.Toy.Draw,
            new ErrorBound(
                "p and q err by 5 u each; a variance is a sum of squares, and what is squared may cancel",
                (call, _, i) =>
                {
                    var rounding = new ToyMomentsRounding(call);
                    return i == 0 ? rounding.Gradient : rounding.AugmentReinforceMerge();
                }))
        {
            Calls = 512, // of twelve bits the reference sums over thousands of outcomes, or half a million pairs
        },
    ];
}
