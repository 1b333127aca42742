using BayesBench.Kernels.Gradients;
using BayesBench.Reference.Gradients;

namespace BayesBench.Agreements.Gradients;

/// <content>On bits that share one logit.</content>
public sealed partial class ScoreFunctionAgreement
{
    private static readonly EstimatorJoint OfToy = new(
        Estimators.Find("score-function"),
        IsNormal: false,
        (problem, noise) => [ScoreFunction.Toy(((BernoulliToyProblem)problem).Targets, ((BernoulliToyProblem)problem).Logit, noise)],
        (problem, noise, units) => RoundingOfToyCalls.ScoreFunction((BernoulliToyProblem)problem, baseline: 0, noise, units))
    {
        Arguments = ProblemArguments.Toy,
        Takes = CallNoise.UniformsOfBits,
    };

    private static IEnumerable<Agreement> Toys =>
    [
        OfToy.Given(
            ScoreFunction.Toy,
            (device, batch) => ScoreFunctionKernels.Toy(device, batch.In(0), batch.In(1), batch.In(2), batch.Out())),
        OfToy.Replicate(ScoreFunction.ToyReplicate),
        OfToy.Block(ScoreFunction.ToyBlock),
        new Agreement(
            ScoreFunction.ToyMoments,
            (device, batch) => ScoreFunctionKernels.ToyMoments(device, batch.In(0), batch.In(1), batch.Out(), batch.Out()),
            ProblemArguments.Toy.Draw,
            new ErrorBound(
                "p and q err by 5 u each; a variance is a sum of squares, and what is squared may cancel",
                (call, _, i) =>
                {
                    var rounding = new ToyMomentsRounding(call);
                    return i == 0 ? rounding.Gradient : rounding.WithBaseline(0);
                }))
        {
            Calls = 512, // of twelve bits the reference sums over thousands of outcomes, or half a million pairs
        },
    ];
}
