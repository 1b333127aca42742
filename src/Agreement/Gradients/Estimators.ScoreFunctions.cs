using BayesBench.Kernels.Gradients;
using BayesBench.Reference.Gradients;

namespace BayesBench.Agreements.Gradients;

/// <content>The score function and what lowers its variance, for any law.</content>
public static partial class Estimators
{
    /// <summary>The estimator of a <see cref="BaselineProblem"/>: with any baseline, so not one to compare by name.</summary>
    internal static EstimatorEntry AnyBaseline { get; } =
        new("baseline", EstimatorOn.Of<BaselineProblem>(p => p.Exact, p => p.Sampler));

    private static EstimatorEntry[] ScoreFunctions =>
    [
        new(
            "score-function",
            OnNormal(ScoreFunction.NormalMoments, ScoreFunctionKernels.Normal),
            OnBernoulli(ScoreFunction.BernoulliMoments, ScoreFunctionKernels.Bernoulli),
            OnCategorical(ScoreFunction.CategoricalMoments, ScoreFunctionKernels.Categorical),
            OnElbo(ScoreFunction.ElboMoments, ScoreFunctionKernels.Elbo),
            OnGamma(ScoreFunction.GammaMoments, ScoreFunctionKernels.Gamma),
            OnBeta(ScoreFunction.BetaMoments, ScoreFunctionKernels.Beta),
            OnRegression(ScoreFunction.RegressionMoments, ScoreFunctionKernels.Regression),
            OnToy(ScoreFunction.ToyMoments, ScoreFunctionKernels.Toy),
            OnChain(ScoreFunction.ChainMoments, ScoreFunctionKernels.Chain)),
        new(
            "leave-one-out",
            OnNormal(LeaveOneOut.NormalMoments, LeaveOneOutKernels.Normal),
            OnBernoulli(LeaveOneOut.BernoulliMoments, LeaveOneOutKernels.Bernoulli),
            OnCategorical(LeaveOneOut.CategoricalMoments, LeaveOneOutKernels.Categorical),
            OnRegression(LeaveOneOut.RegressionMoments, LeaveOneOutKernels.Regression),
            OnToy(LeaveOneOut.ToyMoments, LeaveOneOutKernels.Toy)) { TakesSamples = true },
        new(
            "own-sample-baseline",
            OnNormal(OwnSampleBaseline.NormalMoments, OwnSampleBaselineKernels.Normal),
            OnBernoulli(OwnSampleBaseline.BernoulliMoments, OwnSampleBaselineKernels.Bernoulli))
        {
            TakesSamples = true, IsUnbiased = false,
        },
        WithBaseline(
            "mean-baseline",
            p => Twice(Objectives.Expectation(p.Objective, p.K, p.Mean, p.StandardDeviation)),
            p => Baseline.BernoulliMean(p.Target, p.Logit),
            EstimatorOn.Of<BernoulliToyProblem>(p => OfMean(p).Exact, p => OfMean(p).Sampler)),
        WithBaseline(
            "optimal-baseline",
            p => Baseline.NormalOptimal(p.Objective, p.K, p.Mean, p.StandardDeviation),
            p => Baseline.BernoulliOptimal(p.Target, p.Logit)),
        new("delta-method", OnNormal(DeltaMethod.NormalMoments, DeltaMethodKernels.Normal)) { EvaluationsPerSample = 4 },
        new(
            "antithetic-score-function",
            OnNormal(AntitheticScoreFunction.NormalMoments, AntitheticScoreFunctionKernels.Normal)) { EvaluationsPerSample = 2 },
    ];

    private static EstimatorEntry WithBaseline(
        string name, Func<NormalProblem, double[]> normal, Func<BernoulliProblem, double> bernoulli, params EstimatorOn[] others) => new(
            name,
            [
                EstimatorOn.Of<NormalProblem>(
                    p => new BaselineProblem(p, normal(p)).Exact, p => new BaselineProblem(p, normal(p)).Sampler),
                EstimatorOn.Of<BernoulliProblem>(
                    p => new BaselineProblem(p, [bernoulli(p)]).Exact, p => new BaselineProblem(p, [bernoulli(p)]).Sampler),
                .. others,
            ]);

    private static BaselineProblem OfMean(BernoulliToyProblem problem) =>
        new(problem, [Baseline.ToyMean(problem.Targets, problem.Logit)]);

    private static double[] Twice(double baseline) => [baseline, baseline];
}
