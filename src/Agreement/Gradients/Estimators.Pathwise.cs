using BayesBench.Kernels.Gradients;
using BayesBench.Reference.Gradients;

namespace BayesBench.Agreements.Gradients;

/// <content>Estimators that differentiate the path of a draw, on expectations and on bounds, and weak derivatives.</content>
public static partial class Estimators
{
    private static EstimatorEntry[] Pathwises =>
    [
        new("pathwise", OnNormal(Pathwise.NormalMoments, PathwiseKernels.Normal)),
        new(
            "antithetic-pathwise",
            OnNormal(AntitheticPathwise.NormalMoments, AntitheticPathwiseKernels.Normal),
            OnRegression(AntitheticPathwise.RegressionMoments, AntitheticPathwiseKernels.Regression))
        {
            EvaluationsPerSample = 2,
        },
        new(
            "total-pathwise",
            OnElbo(TotalPathwise.ElboMoments, TotalPathwiseKernels.Elbo),
            OnRegression(TotalPathwise.RegressionMoments, TotalPathwiseKernels.Regression)),
        new(
            "sticking-the-landing",
            OnElbo(StickingTheLanding.ElboMoments, StickingTheLandingKernels.Elbo),
            OnRegression(StickingTheLanding.RegressionMoments, StickingTheLandingKernels.Regression)),
        new(
            "analytic-kullback-leibler",
            OnElbo(AnalyticKullbackLeibler.ElboMoments, AnalyticKullbackLeiblerKernels.Elbo),
            OnRegression(AnalyticKullbackLeibler.RegressionMoments, AnalyticKullbackLeiblerKernels.Regression)),
    ];

    private static EstimatorEntry[] MeasureValueds =>
    [
        new("measure-valued", OnNormal(MeasureValued.NormalMoments, MeasureValuedKernels.Normal)) { EvaluationsPerSample = 4 },
        new("measure-valued-uncoupled", OnNormal(MeasureValuedUncoupled.NormalMoments, MeasureValuedUncoupledKernels.Normal))
        {
            EvaluationsPerSample = 4,
        },
    ];

    private static EstimatorEntry[] Bounds =>
    [
        new("importance-weighted-pathwise", OnBound(ImportanceWeightedPathwise.BoundMoments, ImportanceWeightedPathwiseKernels.Bound))
        {
            TakesSamples = true,
        },
        new(
            "importance-weighted-sticking-the-landing",
            OnBound(ImportanceWeightedStickingTheLanding.BoundMoments, ImportanceWeightedStickingTheLandingKernels.Bound))
        {
            TakesSamples = true, IsUnbiased = false,
        },
        new("doubly-reparameterized", OnBound(DoublyReparameterized.BoundMoments, DoublyReparameterizedKernels.Bound))
        {
            TakesSamples = true,
        },
    ];
}
