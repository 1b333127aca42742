using BayesBench.Kernels.Gradients;
using BayesBench.Reference.Gradients;

namespace BayesBench.Agreements.Gradients;

/// <summary>The score function with a moving average as its baseline, and its kernels, at any decay and start.</summary>
public sealed class MovingAverageBaselineAgreement : ITopic
{
    private static readonly EstimatorJoint OfNormal = new(
        Estimators.AnyMovingAverage,
        IsNormal: true,
        (problem, noise) =>
        {
            (GradientProblem law, double decay, double start) = (MovingAverageProblem)problem;
            (Objective objective, double k, double mean, double standardDeviation) = (NormalProblem)law;
            return MovingAverageBaseline.Normal(objective, k, mean, standardDeviation, decay, start, noise);
        },
        (problem, noise, units) => MovingAverageRounding.Normal((MovingAverageProblem)problem, noise, units))
    {
        Arguments = ProblemArguments.NormalMovingAverage,
    };

    private static readonly EstimatorJoint OfBernoulli = new(
        Estimators.AnyMovingAverage,
        IsNormal: false,
        (problem, noise) =>
        {
            (GradientProblem law, double decay, double start) = (MovingAverageProblem)problem;
            (double target, double logit) = (BernoulliProblem)law;
            return [MovingAverageBaseline.Bernoulli(target, logit, decay, start, noise)];
        },
        (problem, noise, units) => MovingAverageRounding.Bernoulli((MovingAverageProblem)problem, noise, units))
    {
        Arguments = ProblemArguments.BernoulliMovingAverage,
    };

    /// <inheritdoc />
    public static IEnumerable<Agreement> Agreements =>
    [
        OfNormal.Given(
            MovingAverageBaseline.Normal,
            (device, batch) => MovingAverageBaselineKernels.Normal(
                device, batch.Shared<Objective>(0).OnDevice(), batch.In(1), batch.In(2), batch.In(3), batch.In(4), batch.In(5), batch.Length(6), batch.In(6), batch.Out(2))),
        OfNormal.Replicate(MovingAverageBaseline.NormalReplicate),
        OfNormal.Block(MovingAverageBaseline.NormalBlock),
        new Agreement(
            MovingAverageBaseline.NormalMoments,
            (device, batch) => MovingAverageBaselineKernels.NormalMoments(
                device, batch.Shared<Objective>(0).OnDevice(), batch.In(1), batch.In(2), batch.In(3), batch.In(4), batch.In(5), batch.Shared<int>(6), batch.Out(2), batch.Out(2)),
            source => [.. ProblemArguments.NormalMovingAverage.Draw(source), source.Pick(1, 2, 3, 8)],
            new ErrorBound("a variance is a mean square less a square: roundings count against both", MomentsBound)),
        OfBernoulli.Given(
            MovingAverageBaseline.Bernoulli,
            (device, batch) => MovingAverageBaselineKernels.Bernoulli(
                device, batch.In(0), batch.In(1), batch.In(2), batch.In(3), batch.Length(4), batch.In(4), batch.Out())),
        OfBernoulli.Replicate(MovingAverageBaseline.BernoulliReplicate),
        OfBernoulli.Block(MovingAverageBaseline.BernoulliBlock),
        new Agreement(
            MovingAverageBaseline.BernoulliMoments,
            (device, batch) => MovingAverageBaselineKernels.BernoulliMoments(
                device, batch.In(0), batch.In(1), batch.In(2), batch.In(3), batch.Shared<int>(4), batch.Out(), batch.Out()),
            source => [.. ProblemArguments.BernoulliMovingAverage.Draw(source), source.Pick(1, 2, 3, 8)],
            new ErrorBound("p and q err by 5 u each; what a mean baseline leaves over errs by what goes into it", BernoulliMomentsBound)),
    ];

    // As with a constant baseline b, whose square is at most that of the start or E f^2, and the baseline's variance is at most E f^2.
    private static double MomentsBound(object[] call, double[] expected, int i)
    {
        if (i < 2)
        {
            return MomentTerms.Gradient(call, i);
        }

        MomentTerms terms = MomentTerms.Of(call);
        (double s, double start, int samples) = ((double)call[3], (double)call[5], (int)call[6]);
        double information = i == 2 ? 1 : 2; // E s^2, in units of 1 / standardDeviation^2
        double square = i == 2 ? terms.ScoreSquare : terms.SecondScoreSquare;
        double baselines = (2 * Math.Max(start * start, terms.Square)) + terms.Square;
        double together = ((2 * square) + (information * baselines)) / (s * s);
        return (terms.Units + (2 * samples)) * ErrorBound.U * (together + (2 * expected[i - 2] * expected[i - 2])) / samples;
    }

    private static double BernoulliMomentsBound(object[] call, double[] expected, int i)
    {
        (double t, double logit, double decay) = ((double)call[0], (double)call[1], (double)call[2]);
        (double b, int samples) = ((double)call[3], (int)call[4]);
        if (i == 0)
        {
            return 13 * ErrorBound.U * Math.Abs(expected[0]);
        }

        double spread = 1 / (2 + (2 * Math.Cosh(logit))); // p q
        (double optimal, double mean) = (Baseline.BernoulliOptimal(t, logit), Baseline.BernoulliMean(t, logit));
        double step = 1 - decay, squares = 0, baselineError = 0;
        for (int n = 0; n < samples; n++)
        {
            double rest = Math.Abs(optimal - b);
            double error = (ErrorBound.U * ((10 * optimal) + rest)) + baselineError;
            squares += (2 * rest * error) + (error * error);
            baselineError = (decay * baselineError) + (ErrorBound.U * ((10 * step * mean) + (3 * step * Math.Abs(mean - b))));
            b += step * (mean - b);
            baselineError += ErrorBound.U * Math.Abs(b);
        }

        // v: two of the step, 13 of the spread, each sum one; then p q, the sum's own and the divisions.
        return (spread * squares / samples / samples) + ((30 + (4 * samples)) * ErrorBound.U * expected[1]);
    }
}
