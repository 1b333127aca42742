using BayesBench.Kernels.Gradients;
using BayesBench.Reference.Gradients;

namespace BayesBench.Agreements.Gradients;

/// <summary>The binary Concrete relaxation and its kernels, at any temperature.</summary>
public sealed class ConcreteAgreement : ITopic
{
    private static readonly EstimatorJoint OfBernoulli = new(
        new EstimatorEntry("concrete", EstimatorOn.Of<RelaxedProblem>(Moments, Sampler)) { IsUnbiased = false },
        IsNormal: false,
        (problem, noise) => [Call((RelaxedProblem)problem, noise[0])],
        (problem, noise, _) => [RoundingOfRelaxations.Concrete((RelaxedProblem)problem, noise[0])])
    {
        Arguments = ProblemArguments.Relaxed,
    };

    /// <inheritdoc />
    public static IEnumerable<Agreement> Agreements =>
    [
        OfBernoulli.Given(
            Concrete.Bernoulli,
            (device, batch) => ConcreteKernels.Bernoulli(
                device, batch.In(0), batch.In(1), batch.In(2), batch.In(3), batch.Out())),
        OfBernoulli.Replicate(Concrete.BernoulliReplicate),
        OfBernoulli.Block(Concrete.BernoulliBlock),
        new Agreement(
            Concrete.BernoulliMoments,
            (device, batch) => ConcreteKernels.BernoulliMoments(
                device, batch.In(0), batch.In(1), batch.In(2), batch.Out(), batch.Out(), batch.Out()),
            ProblemArguments.Relaxed.Draw,
            new ErrorBound("each node of the quadrature carries the roundings of a call, each sum one for every node", MomentsBound)),
    ];

    private static double Call(RelaxedProblem problem, double uniform) =>
        Concrete.Bernoulli(problem.Target, problem.Logit, problem.Temperature, uniform);

    private static BiasedGradientMoments Moments(RelaxedProblem problem) =>
        Concrete.BernoulliMoments(problem.Target, problem.Logit, problem.Temperature);

    private static GradientSampler Sampler(RelaxedProblem problem) =>
        ConcreteKernels.Bernoulli((float)problem.Target, (float)problem.Logit, (float)problem.Temperature);

    // The variance is the mean square less the squared mean, and rounds three times more.
    private static double MomentsBound(object[] call, double[] expected, int i)
    {
        if (i == 0)
        {
            return 13 * ErrorBound.U * Math.Abs(expected[0]);
        }

        double mean = Math.Abs(expected[2]);
        (double ofMean, double ofSquare) =
            RoundingOfRelaxations.ConcreteMoments((double)call[0], (double)call[1], (double)call[2]);
        return i == 2
            ? ofMean
            : ofSquare + (2 * mean * ofMean) + (3 * ErrorBound.U * (expected[1] + (2 * mean * mean)));
    }
}
