using BayesBench.Kernels.Gradients;
using BayesBench.Reference.Gradients;

namespace BayesBench.Agreements.Gradients;

/// <summary>The score function with the mean of all samples as baseline and its kernels.</summary>
public sealed class OwnSampleBaselineAgreement : ITopic
{
    private static readonly EstimatorJoint OfNormal = new(
        Estimators.Find("own-sample-baseline"),
        IsNormal: true,
        (problem, noise) => Call((NormalProblem)problem, noise),
        (problem, noise, units) => Shortened(
            RoundingOfCalls.LeaveOneOut((NormalProblem)problem, noise, units), Call((NormalProblem)problem, noise), noise.Length));

    private static readonly EstimatorJoint OfBernoulli = new(
        Estimators.Find("own-sample-baseline"),
        IsNormal: false,
        (problem, noise) => Call((BernoulliProblem)problem, noise),
        (problem, noise, units) => Shortened(
            RoundingOfCalls.LeaveOneOut((BernoulliProblem)problem, noise, units), Call((BernoulliProblem)problem, noise), noise.Length));

    /// <inheritdoc />
    public static IEnumerable<Agreement> Agreements =>
    [
        OfNormal.Given(
            OwnSampleBaseline.Normal,
            (device, batch) => OwnSampleBaselineKernels.Normal(
                device, batch.Shared<Objective>(0).OnDevice(), batch.In(1), batch.In(2), batch.In(3), batch.Length(4), batch.In(4), batch.Out(2))),
        OfNormal.Replicate(OwnSampleBaseline.NormalReplicate),
        OfNormal.Block(OwnSampleBaseline.NormalBlock),
        new Agreement(
            OwnSampleBaseline.NormalMoments,
            (device, batch) => OwnSampleBaselineKernels.NormalMoments(
                device,
                batch.Shared<Objective>(0).OnDevice(),
                batch.In(1),
                batch.In(2),
                batch.In(3),
                batch.Shared<int>(4),
                batch.Out(2),
                batch.Out(2),
                batch.Out(2)),
            source => [.. EstimatorJoint.Point(source), source.Pick(2, 3, 4, 8, 100)],
            new ErrorBound(
                "as leaving one out, times a share that rounds once and its products",
                (call, expected, i) => Shortened(LeaveOneOutAgreement.MomentsBound, call, expected, i, components: 2))),
        OfBernoulli.Given(
            OwnSampleBaseline.Bernoulli,
            (device, batch) => OwnSampleBaselineKernels.Bernoulli(
                device, batch.In(0), batch.In(1), batch.Length(2), batch.In(2), batch.Out())),
        OfBernoulli.Replicate(OwnSampleBaseline.BernoulliReplicate),
        OfBernoulli.Block(OwnSampleBaseline.BernoulliBlock),
        new Agreement(
            OwnSampleBaseline.BernoulliMoments,
            (device, batch) => OwnSampleBaselineKernels.BernoulliMoments(
                device, batch.In(0), batch.In(1), batch.Shared<int>(2), batch.Out(), batch.Out(), batch.Out()),
            source => [.. EstimatorJoint.BernoulliPoint(source), source.Pick(2, 3, 4, 8, 100)],
            new ErrorBound(
                "as leaving one out, times a share that rounds once and its products",
                (call, expected, i) => Shortened(LeaveOneOutAgreement.BernoulliMomentsBound, call, expected, i, components: 1))),
    ];

    private static double[] Call(NormalProblem p, double[] noise) =>
        OwnSampleBaseline.Normal(p.Objective, p.K, p.Mean, p.StandardDeviation, noise);

    private static double[] Call(BernoulliProblem p, double[] noise) => [OwnSampleBaseline.Bernoulli(p.Target, p.Logit, noise)];

    // The share rounds once, and so does the product with it.
    private static double[] Shortened(double[] errors, double[] call, int samples) =>
        [.. errors.Zip(call, (error, value) => (error * (samples - 1) / samples) + (2 * ErrorBound.U * Math.Abs(value)))];

    // Of the gradient, the variance and the mean, in this order.
    private static double Shortened(
        Func<object[], double[], int, double> unbiased, object[] call, double[] expected, int i, int components)
    {
        double share = 1 - (1.0 / (int)call[^1]);
        return (i / components) switch
        {
            0 => unbiased(call, expected, i),
            1 => (share * share * unbiased(call, expected, i)) + (4 * ErrorBound.U * expected[i]),
            _ => (share * unbiased(call, expected, i - (2 * components))) + (2 * ErrorBound.U * Math.Abs(expected[i])),
        };
    }
}
