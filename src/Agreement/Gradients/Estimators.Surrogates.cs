namespace BayesBench.Agreements.Gradients;

/// <content>The score function with a surrogate of the objective.</content>
public static partial class Estimators
{
    /// <summary>The estimator of a <see cref="SurrogateProblem"/>: with any weights.</summary>
    internal static EstimatorEntry AnyLax { get; } = new("lax", OfLax<SurrogateProblem>(problem => problem));

    // The surrogate is trained, and costs no evaluation of the objective.
    private static EstimatorEntry[] Surrogates => [new("lax", OfLax<NormalProblem>(SurrogateProblem.Trained))];

    private static EstimatorOn OfLax<TProblem>(Func<TProblem, SurrogateProblem> with)
        where TProblem : GradientProblem => EstimatorOn.Of<TProblem>(p => with(p).Exact, p => with(p).Sampler);
}
