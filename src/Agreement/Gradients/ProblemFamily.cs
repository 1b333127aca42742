using BayesBench.Reference.Gradients;

namespace BayesBench.Agreements.Gradients;

/// <summary>Problems that differ in one parameter, as a study names them.</summary>
/// <param name="Name">Its name, in kebab-case.</param>
/// <param name="Parameters">The parameters of the default study.</param>
/// <param name="ReducedParameters">Those of the study that has little time.</param>
/// <param name="At">The problems at one parameter: one for each law that the setting names.</param>
public sealed record ProblemFamily(
    string Name,
    IReadOnlyList<double> Parameters,
    IReadOnlyList<double> ReducedParameters,
    Func<double, ProblemSetting, IEnumerable<GradientProblem>> At)
{
    /// <summary>
    /// All of them. Three of four parameters of an objective under the normal law stand on either side of where the score
    /// function overtakes the pathwise estimator at mean = standard deviation = 1: exponential 0.870 and 1.003, cosine 1.064 and
    /// 1.297. The quadratic has no such place. Those of a layer stand on either side of where one noise for all its examples is as
    /// good as one for each, by the mean: 1. Those of a regression are on either side of where sticking the landing begins to win, by
    /// the first weight 0.171, by the last of two 0.263 and of eight 0.316.
    /// </summary>
    public static IReadOnlyList<ProblemFamily> All { get; } =
    [
        Normal(Objective.Quadratic, [-3, 0, 1, 3], [1, 3]),
        Normal(Objective.Exponential, [0.1, 0.8, 1.1, 10], [0.8, 1.1]),
        Normal(Objective.Cosine, [0.5, 1, 1.4, 5], [1, 1.4]),
        new("bernoulli", [0.45, 0.499], [0.45, 0.499], (target, setting) =>
            setting.Logits.Select(logit => new BernoulliProblem(target, logit))),
        new("categorical", [0.2, 0.45], [0.45], (target, setting) =>
            setting.Logits.Select(logit => new CategoricalProblem(target, logit, logit / 2))),
        new("bernoulli-toy", [0, -4], [-4], (logit, _) => [BernoulliToyProblem.OfKool(logit)]),
        new("elbo", [0, 1, 3], [0], (mean, setting) => setting.PosteriorStandardDeviations.Select(deviation =>
            new ElboProblem(mean, deviation, setting.Mean, setting.StandardDeviation))),
        new("importance-weighted", [0, 3], [0], (mean, setting) => setting.PosteriorStandardDeviations.Select(deviation =>
            new ImportanceWeightedProblem(mean, deviation, setting.Mean, setting.StandardDeviation))),
        new("layer", [0.2, 0.8, 1.25, 5], [0.8, 1.25], (deviation, setting) => [LayerProblem.Of(deviation, setting)]),
        new("linear-regression", [0.1, 0.25, 1], [0.25], (deviation, setting) => LinearRegressionProblem.Of(deviation, setting.Mean)),
        new("gamma", [0.5, 4, 10], [4], (shape, _) => [new GammaProblem(shape, Rate: 1)]),
        new("beta", [0.5, 2, 10], [2], (alpha, _) => [new BetaProblem(alpha, Beta: 3)]),
        new("bernoulli-bound", [-1, 2], [2], (posteriorLogit, setting) =>
            setting.Logits.Select(logit => new BernoulliBoundProblem(posteriorLogit, logit))),
        new("chain", [0.2, 0.45], [0.45], (target, setting) =>
            setting.Logits.Select(logit => new ChainProblem(target, logit, SecondLogit: 0.3, Coupling: 1))),
        new("chain-hessian", [0.2, 0.45], [0.45], (target, setting) =>
            setting.Logits.Select(logit => new ChainHessianProblem(target, logit, SecondLogit: 0.3, Coupling: 1))),
    ];

    private static ProblemFamily Normal(Objective objective, double[] parameters, double[] reducedParameters) => new(
        Names.KebabCase(objective.ToString()),
        parameters,
        reducedParameters,
        (k, setting) => [new NormalProblem(objective, k, setting.Mean, setting.StandardDeviation)]);
}

/// <summary>The laws that problems are asked about.</summary>
/// <param name="Mean">Mean of the normal law, and of the weights of a layer or a regression.</param>
/// <param name="StandardDeviation">Standard deviation of the normal law, and of a layer's second weight.</param>
/// <param name="Logits">Logits of the Bernoulli law; three categories have logits that fall or rise evenly from one to 0.</param>
/// <param name="PosteriorStandardDeviations">Standard deviations of the posterior.</param>
public sealed record ProblemSetting(
    double Mean, double StandardDeviation, IReadOnlyList<double> Logits, IReadOnlyList<double> PosteriorStandardDeviations);
