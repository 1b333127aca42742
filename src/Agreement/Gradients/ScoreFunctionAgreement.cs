using BayesBench.Kernels.Gradients;
using BayesBench.Reference.Gradients;
using BayesBench.Reference.Numerics;

namespace BayesBench.Agreements.Gradients;

/// <summary>The score-function estimator and its kernels.</summary>
public sealed partial class ScoreFunctionAgreement : ITopic
{
    private static readonly EstimatorJoint OfNormal = new(
        Estimators.Find("score-function"),
        IsNormal: true,
        (problem, noise) =>
        {
            (Objective objective, double k, double mean, double standardDeviation) = (NormalProblem)problem;
            return ScoreFunction.Normal(objective, k, mean, standardDeviation, noise[0]);
        },
        (problem, noise, units) => RoundingOfCalls.ScoreFunction((NormalProblem)problem, noise, units));

    private static readonly EstimatorJoint OfBernoulli = new(
        Estimators.Find("score-function"),
        IsNormal: false,
        (problem, noise) => [ScoreFunction.Bernoulli(((BernoulliProblem)problem).Target, ((BernoulliProblem)problem).Logit, noise[0])],
        (problem, noise, units) => RoundingOfCalls.ScoreFunction((BernoulliProblem)problem, noise, units));

    private static readonly EstimatorJoint OfElbo = new(
        Estimators.Find("score-function"),
        IsNormal: true,
        (problem, noise) =>
        {
            (double posteriorMean, double posteriorDeviation, double mean, double deviation) = (ElboProblem)problem;
            return ScoreFunction.Elbo(posteriorMean, posteriorDeviation, mean, deviation, noise[0]);
        },
        (problem, noise, units) => RoundingOfElboCalls.ScoreFunction((ElboProblem)problem, noise[0], units))
    {
        Arguments = ProblemArguments.Elbo,
    };

    private static readonly EstimatorJoint OfGamma = new(
        Estimators.Find("score-function"),
        IsNormal: true,
        (problem, noise) => ScoreFunction.Gamma(((GammaProblem)problem).Shape, ((GammaProblem)problem).Rate, noise[0]),
        (problem, noise, _) => RoundingOfGammaCalls.ScoreFunction((GammaProblem)problem, noise))
    {
        Arguments = GammaProblem.ArgumentsOfScore,
        Accepts = AcceptedNoise.LogDraw,
    };

    /// <inheritdoc />
    public static IEnumerable<Agreement> Agreements =>
    [
        OfNormal.Given(
            ScoreFunction.Normal,
            (device, batch) => ScoreFunctionKernels.Normal(
                device, batch.Shared<Objective>(0).OnDevice(), batch.In(1), batch.In(2), batch.In(3), batch.In(4), batch.Out(2))),
        OfNormal.Replicate(ScoreFunction.NormalReplicate),
        OfNormal.Block(ScoreFunction.NormalBlock),
        new Agreement(
            ScoreFunction.NormalMoments,
            (device, batch) => ScoreFunctionKernels.NormalMoments(
                device, batch.Shared<Objective>(0).OnDevice(), batch.In(1), batch.In(2), batch.In(3), batch.Out(2), batch.Out(2)),
            source => EstimatorJoint.Point(source),
            new ErrorBound("a variance is a mean square less a square: roundings count against both", MomentsBound)),
        OfBernoulli.Given(
            ScoreFunction.Bernoulli,
            (device, batch) => ScoreFunctionKernels.Bernoulli(
                device, batch.In(0), batch.In(1), batch.In(2), batch.Out())),
        OfBernoulli.Replicate(ScoreFunction.BernoulliReplicate),
        OfBernoulli.Block(ScoreFunction.BernoulliBlock),
        new Agreement(
            ScoreFunction.BernoulliMoments,
            (device, batch) => ScoreFunctionKernels.BernoulliMoments(
                device, batch.In(0), batch.In(1), batch.Out(), batch.Out()),
            source => EstimatorJoint.BernoulliPoint(source),
            new ErrorBound("p and q err by 5 u each; products and one sum of positive terms", BernoulliMomentsBound)),
        OfElbo.Given(
            ScoreFunction.Elbo,
            (device, batch) => ScoreFunctionKernels.Elbo(
                device, batch.In(0), batch.In(1), batch.In(2), batch.In(3), batch.In(4), batch.Out(2))),
        OfElbo.Replicate(ScoreFunction.ElboReplicate),
        OfElbo.Block(ScoreFunction.ElboBlock),
        new Agreement(
            ScoreFunction.ElboMoments,
            (device, batch) => ScoreFunctionKernels.ElboMoments(
                device, batch.In(0), batch.In(1), batch.In(2), batch.In(3), batch.Out(2), batch.Out(2)),
            ProblemArguments.Elbo.Draw,
            new ErrorBound("each operation rounds once, the logarithm errs by a spacing; a variance adds up squares", ElboMomentsBound)),
        OfGamma.Given(
            ScoreFunction.Gamma,
            (device, batch) => ScoreFunctionKernels.Gamma(device, batch.In(0), batch.In(1), batch.In(2), batch.Out(2))),
        OfGamma.Replicate(ScoreFunction.GammaReplicate),
        OfGamma.Block(ScoreFunction.GammaBlock),
        new Agreement(
            ScoreFunction.GammaMoments,
            (device, batch) => ScoreFunctionKernels.GammaMoments(device, batch.In(0), batch.In(1), batch.Out(2), batch.Out(2)),
            OfGamma.Arguments.Draw,
            new ErrorBound(
                "polygammas and their products in double, whose terms may cancel; -1 / rate in float",
                GammaMomentsBound)),
        .. Betas,
        .. Categorical,
        .. Chain,
        .. Toys,
        .. Regressions,
    ];

    private static double MomentsBound(object[] call, double[] expected, int i)
    {
        if (i < 2)
        {
            return MomentTerms.Gradient(call, i);
        }

        MomentTerms terms = MomentTerms.Of(call);
        double s = (double)call[3];
        double square = i == 2 ? terms.ScoreSquare : terms.SecondScoreSquare;
        return terms.Units * ErrorBound.U * ((square / (s * s)) + (2 * expected[i - 2] * expected[i - 2]));
    }

    private static double BernoulliMomentsBound(object[] call, double[] expected, int i)
    {
        double t = (double)call[0];
        return i == 0
            ? ErrorBound.U * ((14 * Math.Abs(expected[0])) + (Math.Abs(expected[0] / (1 - (2 * t))) * 2))
            : 32 * ErrorBound.U * expected[1];
    }

    private static double ElboMomentsBound(object[] call, double[] expected, int i)
    {
        var constants = new ElboRounding((ElboProblem)ProblemArguments.Elbo.Of(call));
        Rounded a = constants.Square, c = constants.Level, slope = constants.ByMean.Product(constants.ByMean);
        Rounded precision = constants.Inverse.Product(constants.Inverse);
        Rounded Times(double factor, Rounded x) => new Rounded(factor, 0).Product(x);
        Rounded Variance(double inner, double outer, double squares, double ofSlope)
        {
            Rounded sum = c.Sum(Times(inner, a));
            return Times(outer, sum).Product(sum).Sum(Times(squares, a).Product(a)).Product(precision).Sum(Times(ofSlope, slope));
        }

        return i switch
        {
            0 => constants.ByMean.Error,
            1 => constants.ByStandardDeviation.Error,
            2 => Variance(3, 1, 6, 2).Error,
            _ => Variance(5, 2, 24, 10).Error,
        };
    }

    private static double GammaMomentsBound(object[] call, double[] expected, int i)
    {
        (double shape, double rate) = ((double)call[0], (double)call[1]);
        double c = SpecialFunctions.Digamma(shape) - Math.Log(rate);
        double k2 = SpecialFunctions.Polygamma(1, shape), k4 = SpecialFunctions.Polygamma(3, shape);
        double terms = i switch
        {
            2 => k4 + (2 * k2 * k2) + (2 * Math.Abs(c * SpecialFunctions.Polygamma(2, shape))) + (c * c * k2),
            3 => ((shape * (k2 + (c * c))) + 1 + (2 * Math.Abs(c))) / (rate * rate),
            _ => 0,
        };
        // The square of -1 / rate errs by 2 u, the result is rounded once.
        return (ErrorBound.U * (i == 3 ? 3 : 1) * Math.Abs(expected[i])) + (64 * ErrorBound.DoubleU * (terms + Math.Abs(expected[i])));
    }
}
