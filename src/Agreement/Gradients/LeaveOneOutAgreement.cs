using BayesBench.Kernels.Gradients;
using BayesBench.Reference.Gradients;

namespace BayesBench.Agreements.Gradients;

/// <summary>The leave-one-out estimator and its kernels.</summary>
public sealed partial class LeaveOneOutAgreement : ITopic
{
    private static readonly EstimatorJoint OfNormal = new(
        Estimators.Find("leave-one-out"),
        IsNormal: true,
        (problem, noise) =>
        {
            (Objective objective, double k, double mean, double standardDeviation) = (NormalProblem)problem;
            return LeaveOneOut.Normal(objective, k, mean, standardDeviation, noise);
        },
        (problem, noise, units) => RoundingOfCalls.LeaveOneOut((NormalProblem)problem, noise, units));

    private static readonly EstimatorJoint OfBernoulli = new(
        Estimators.Find("leave-one-out"),
        IsNormal: false,
        (problem, noise) => [LeaveOneOut.Bernoulli(((BernoulliProblem)problem).Target, ((BernoulliProblem)problem).Logit, noise)],
        (problem, noise, units) => RoundingOfCalls.LeaveOneOut((BernoulliProblem)problem, noise, units));

    /// <inheritdoc />
    public static IEnumerable<Agreement> Agreements =>
    [
        OfNormal.Given(
            LeaveOneOut.Normal,
            (device, batch) => LeaveOneOutKernels.Normal(
                device, batch.Shared<Objective>(0).OnDevice(), batch.In(1), batch.In(2), batch.In(3), batch.Length(4), batch.In(4), batch.Out(2))),
        OfNormal.Replicate(LeaveOneOut.NormalReplicate),
        OfNormal.Block(LeaveOneOut.NormalBlock),
        new Agreement(
            LeaveOneOut.NormalMoments,
            (device, batch) => LeaveOneOutKernels.NormalMoments(
                device, batch.Shared<Objective>(0).OnDevice(), batch.In(1), batch.In(2), batch.In(3), batch.Shared<int>(4), batch.Out(2), batch.Out(2)),
            source => [.. EstimatorJoint.Point(source), source.Pick(2, 3, 4, 8, 100)],
            new ErrorBound("a variance is a mean square less a square: roundings count against both", MomentsBound)),
        OfBernoulli.Given(
            LeaveOneOut.Bernoulli,
            (device, batch) => LeaveOneOutKernels.Bernoulli(
                device, batch.In(0), batch.In(1), batch.Length(2), batch.In(2), batch.Out())),
        OfBernoulli.Replicate(LeaveOneOut.BernoulliReplicate),
        OfBernoulli.Block(LeaveOneOut.BernoulliBlock),
        new Agreement(
            LeaveOneOut.BernoulliMoments,
            (device, batch) => LeaveOneOutKernels.BernoulliMoments(
                device, batch.In(0), batch.In(1), batch.Shared<int>(2), batch.Out(), batch.Out()),
            source => [.. EstimatorJoint.BernoulliPoint(source), source.Pick(2, 3, 4, 8, 100)],
            new ErrorBound("p and q err by 5 u each, their difference by as much; products and sums", BernoulliMomentsBound)),
        .. Categorical,
        .. Toys,
        .. Regressions,
    ];

    // E (f - E f)^2 s^2 is taken apart into E f^2 s^2, 2 E f E f s^2 and (E f)^2 E s^2: the middle one is at most the sum of
    // the others, and (E f)^2 at most E f^2.
    internal static double MomentsBound(object[] call, double[] expected, int i)
    {
        if (i < 2)
        {
            return MomentTerms.Gradient(call, i);
        }

        MomentTerms terms = MomentTerms.Of(call);
        (double s, int samples) = ((double)call[3], (int)call[4]);
        double information = i == 2 ? 1 : 2; // E s^2, in units of 1 / standardDeviation^2
        double square = i == 2 ? terms.ScoreSquare : terms.SecondScoreSquare;
        double gradient = 2 * expected[i - 2] * expected[i - 2];
        double centred = (2 * (square + (information * terms.Square)) / (s * s)) + gradient;
        double product = (2 * information * terms.Square / (s * s)) + gradient;
        return terms.Units * ErrorBound.U * (centred + (product / (samples - 1))) / samples;
    }

    internal static double BernoulliMomentsBound(object[] call, double[] expected, int i)
    {
        (double t, double logit, int samples) = ((double)call[0], (double)call[1], (int)call[2]);
        double difference = Math.Abs(1 - (2 * t));
        double spread = 1 / (2 + (2 * Math.Cosh(logit))); // p q
        double gradient = spread * (difference + 1); // 1 - 2t loses what 2t rounds
        return i == 0
            ? 14 * ErrorBound.U * gradient
            : 40 * ErrorBound.U * ((spread * difference * difference) + (2 * gradient * gradient)) / samples;
    }
}
