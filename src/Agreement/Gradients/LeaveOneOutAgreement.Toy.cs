using BayesBench.Kernels.Gradients;
using BayesBench.Reference.Gradients;

namespace BayesBench.Agreements.Gradients;

/// <content>On bits that share one logit.</content>
public sealed partial class LeaveOneOutAgreement
{
    private static readonly EstimatorJoint OfToy = new(
        Estimators.Find("leave-one-out"),
        IsNormal: false,
        (problem, noise) => [LeaveOneOut.Toy(((BernoulliToyProblem)problem).Targets, ((BernoulliToyProblem)problem).Logit, noise)],
        (problem, noise, units) => RoundingOfToyCalls.LeaveOneOut((BernoulliToyProblem)problem, noise, units))
    {
        Arguments = ProblemArguments.Toy,
        Takes = CallNoise.UniformsOfBits,
    };

    private static IEnumerable<Agreement> Toys =>
    [
        OfToy.Given(
            LeaveOneOut.Toy,
            (device, batch) => LeaveOneOutKernels.Toy(
                device, batch.In(0), batch.In(1), batch.Length(2) / batch.Length(0), batch.In(2), batch.Out())),
        OfToy.Replicate(LeaveOneOut.ToyReplicate),
        OfToy.Block(LeaveOneOut.ToyBlock),
        new Agreement(
            LeaveOneOut.ToyMoments,
            (device, batch) => LeaveOneOutKernels.ToyMoments(
                device, batch.In(0), batch.In(1), batch.Shared<int>(2), batch.Out(), batch.Out()),
            source => [.. ProblemArguments.Toy.Draw(source), source.Pick(2, 3, 4, 8, 100)],
            new ErrorBound(
                "p and q err by 5 u each; a variance is a sum of squares, and what is squared may cancel",
                (call, _, i) =>
                {
                    var rounding = new ToyMomentsRounding(call);
                    return i == 0 ? rounding.Gradient : rounding.LeaveOneOut((int)call[2]);
                }))
        {
            Calls = 512, // of twelve bits the reference sums over thousands of outcomes, or half a million pairs
        },
    ];
}
