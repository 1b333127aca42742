using BayesBench.Kernels.Gradients;
using BayesBench.Reference.Gradients;

namespace BayesBench.Agreements.Gradients;

/// <content>On bits that share one logit.</content>
public sealed partial class DisArmAgreement
{
    private static readonly EstimatorJoint OfToy = new(
        Estimators.Find("dis-arm"),
        IsNormal: false,
        (problem, noise) => [DisArm.Toy(((BernoulliToyProblem)problem).Targets, ((BernoulliToyProblem)problem).Logit, noise)],
        (problem, noise, units) => RoundingOfToyCalls.DisArm((BernoulliToyProblem)problem, noise, units))
    {
        Arguments = ProblemArguments.Toy,
        Takes = CallNoise.UniformsOfBits,
    };

    private static IEnumerable<Agreement> Toys =>
    [
        OfToy.Given(
            DisArm.Toy,
            (device, batch) => DisArmKernels.Toy(device, batch.In(0), batch.In(1), batch.In(2), batch.Out())),
        OfToy.Replicate(DisArm.ToyReplicate),
        OfToy.Block(DisArm.ToyBlock),
        new Agreement(
            DisArm.ToyMoments,
            (device, batch) => DisArmKernels.ToyMoments(device, batch.In(0), batch.In(1), batch.Out(), batch.Out()),
            ProblemArguments.Toy.Draw,
            new ErrorBound(
                "p and q err by 5 u each; a variance is a sum of squares, and what is squared may cancel",
                (call, _, i) =>
                {
                    var rounding = new ToyMomentsRounding(call);
                    return i == 0 ? rounding.Gradient : rounding.DisArm();
                }))
        {
            Calls = 512, // of twelve bits the reference sums over thousands of outcomes, or half a million pairs
        },
    ];
}
