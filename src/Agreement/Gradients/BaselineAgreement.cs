using BayesBench.Kernels.Gradients;
using BayesBench.Reference.Gradients;

namespace BayesBench.Agreements.Gradients;

/// <summary>The score function with a constant baseline and its kernels.</summary>
public sealed partial class BaselineAgreement : ITopic
{
    private static readonly EstimatorJoint OfNormal = new(
        Estimators.AnyBaseline,
        IsNormal: true,
        (problem, noise) =>
        {
            (GradientProblem law, double[] baseline) = (BaselineProblem)problem;
            (Objective objective, double k, double mean, double standardDeviation) = (NormalProblem)law;
            return Baseline.Normal(objective, k, mean, standardDeviation, baseline, noise[0]);
        },
        (problem, noise, units) => BaselineRounding.Normal((BaselineProblem)problem, noise, units))
    {
        Arguments = ProblemArguments.NormalBaseline,
    };

    private static readonly EstimatorJoint OfBernoulli = new(
        Estimators.AnyBaseline,
        IsNormal: false,
        (problem, noise) =>
        {
            (GradientProblem law, double[] baseline) = (BaselineProblem)problem;
            (double target, double logit) = (BernoulliProblem)law;
            return [Baseline.Bernoulli(target, logit, baseline[0], noise[0])];
        },
        (problem, noise, units) => BaselineRounding.Bernoulli((BaselineProblem)problem, noise, units))
    {
        Arguments = ProblemArguments.BernoulliBaseline,
    };

    /// <inheritdoc />
    public static IEnumerable<Agreement> Agreements =>
    [
        OfNormal.Given(
            Baseline.Normal,
            (device, batch) => BaselineKernels.Normal(
                device, batch.Shared<Objective>(0).OnDevice(), batch.In(1), batch.In(2), batch.In(3), batch.In(4), batch.In(5), batch.Out(2))),
        OfNormal.Replicate(Baseline.NormalReplicate),
        OfNormal.Block(Baseline.NormalBlock),
        new Agreement(
            Baseline.NormalMoments,
            (device, batch) => BaselineKernels.NormalMoments(
                device, batch.Shared<Objective>(0).OnDevice(), batch.In(1), batch.In(2), batch.In(3), batch.In(4), batch.Out(2), batch.Out(2)),
            ProblemArguments.NormalBaseline.Draw,
            new ErrorBound("a variance is a mean square less a square: roundings count against both", MomentsBound)),
        new Agreement(
            Baseline.NormalOptimal,
            (device, batch) => BaselineKernels.NormalOptimal(
                device, batch.Shared<Objective>(0).OnDevice(), batch.In(1), batch.In(2), batch.In(3), batch.Out(2)),
            EstimatorJoint.Point,
            new ErrorBound("E f s^2 is made of terms no larger than those of E f^2 s^2, by the root of E f^2", OptimalBound)),
        OfBernoulli.Given(
            Baseline.Bernoulli,
            (device, batch) => BaselineKernels.Bernoulli(
                device, batch.In(0), batch.In(1), batch.In(2), batch.In(3), batch.Out())),
        OfBernoulli.Replicate(Baseline.BernoulliReplicate),
        OfBernoulli.Block(Baseline.BernoulliBlock),
        new Agreement(
            Baseline.BernoulliMoments,
            (device, batch) => BaselineKernels.BernoulliMoments(
                device, batch.In(0), batch.In(1), batch.In(2), batch.Out(), batch.Out()),
            ProblemArguments.BernoulliBaseline.Draw,
            new ErrorBound("p and q err by 5 u each; what f leaves over of the baseline errs by what goes into it", BernoulliMomentsBound)),
        new Agreement(
            Baseline.BernoulliMean,
            (device, batch) => BaselineKernels.BernoulliMean(device, batch.In(0), batch.In(1), batch.Out()),
            EstimatorJoint.BernoulliPoint,
            ErrorBound.Relative("a probability errs by 5 u, 1 - t by 1 twice; two products, one sum of positive terms", 10)),
        new Agreement(
            Baseline.BernoulliOptimal,
            (device, batch) => BaselineKernels.BernoulliOptimal(device, batch.In(0), batch.In(1), batch.Out()),
            EstimatorJoint.BernoulliPoint,
            ErrorBound.Relative("a probability errs by 5 u, 1 - t by 1 twice; two products, one sum of positive terms", 10)),
        .. Toys,
    ];

    // E (f - b)^2 s^2 is taken apart into E f^2 s^2, 2 b E f s^2 and b^2 E s^2: the middle one is at most the sum of the others.
    private static double MomentsBound(object[] call, double[] expected, int i)
    {
        if (i < 2)
        {
            return MomentTerms.Gradient(call, i);
        }

        MomentTerms terms = MomentTerms.Of(call);
        (double s, double b) = ((double)call[3], ((double[])call[4])[i - 2]);
        double information = i == 2 ? 1 : 2; // E s^2, in units of 1 / standardDeviation^2
        double square = i == 2 ? terms.ScoreSquare : terms.SecondScoreSquare;
        double together = 2 * (square + (information * b * b)) / (s * s);
        return terms.Units * ErrorBound.U * (together + (2 * expected[i - 2] * expected[i - 2]));
    }

    private static double OptimalBound(object[] call, double[] expected, int i)
    {
        MomentTerms terms = MomentTerms.Of(call);
        return terms.Units * ErrorBound.U
            * (i == 0 ? Math.Sqrt(terms.ScoreSquare) : 0.5 * terms.SecondScoreSquare / Math.Sqrt(terms.Square));
    }

    private static double BernoulliMomentsBound(object[] call, double[] expected, int i)
    {
        (double t, double logit, double b) = ((double)call[0], (double)call[1], (double)call[2]);
        if (i == 0)
        {
            return 13 * ErrorBound.U * Math.Abs(expected[0]);
        }

        double spread = 1 / (2 + (2 * Math.Cosh(logit))); // p q
        double optimal = Baseline.BernoulliOptimal(t, logit);
        double rest = Math.Abs(optimal - b);
        double error = ErrorBound.U * ((10 * optimal) + rest);
        return (spread * ((2 * rest * error) + (error * error))) + (13 * ErrorBound.U * expected[1]);
    }
}
