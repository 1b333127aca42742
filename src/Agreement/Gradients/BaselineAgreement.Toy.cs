using BayesBench.Kernels.Gradients;
using BayesBench.Reference.Gradients;

namespace BayesBench.Agreements.Gradients;

/// <content>On bits that share one logit.</content>
public sealed partial class BaselineAgreement
{
    private static readonly EstimatorJoint OfToy = new(
        Estimators.AnyBaseline,
        IsNormal: false,
        (problem, noise) =>
        {
            (GradientProblem law, double[] baseline) = (BaselineProblem)problem;
            (double[] targets, double logit) = (BernoulliToyProblem)law;
            return [Baseline.Toy(targets, logit, baseline[0], noise)];
        },
        (problem, noise, units) =>
        {
            (GradientProblem law, double[] baseline) = (BaselineProblem)problem;
            return RoundingOfToyCalls.ScoreFunction((BernoulliToyProblem)law, baseline[0], noise, units);
        })
    {
        Arguments = ProblemArguments.ToyBaseline,
        Takes = CallNoise.UniformsOfBits,
    };

    private static IEnumerable<Agreement> Toys =>
    [
        OfToy.Given(
            Baseline.Toy,
            (device, batch) => BaselineKernels.Toy(
                device, batch.In(0), batch.In(1), batch.In(2), batch.In(3), batch.Out())),
        OfToy.Replicate(Baseline.ToyReplicate),
        OfToy.Block(Baseline.ToyBlock),
        new Agreement(
            Baseline.ToyMoments,
            (device, batch) => BaselineKernels.ToyMoments(
                device, batch.In(0), batch.In(1), batch.In(2), batch.Out(), batch.Out()),
            ProblemArguments.ToyBaseline.Draw,
            new ErrorBound(
                "p and q err by 5 u each; a variance is a sum of squares, and what is squared may cancel",
                (call, _, i) =>
                {
                    var rounding = new ToyMomentsRounding(call);
                    return i == 0 ? rounding.Gradient : rounding.WithBaseline((double)call[2]);
                }))
        {
            Calls = 512, // of twelve bits the reference sums over thousands of outcomes, or half a million pairs
        },
        new Agreement(
            Baseline.ToyMean,
            (device, batch) => BaselineKernels.ToyMean(device, batch.In(0), batch.In(1), batch.Out()),
            ProblemArguments.Toy.Draw,
            new ErrorBound(
                "a probability errs by 5 u, 1 - t by 1 twice; products, one sum of positive terms",
                (call, _, _) => new ToyMomentsRounding(call).ExpectationError))
        {
            Calls = 512,
        },
    ];
}
