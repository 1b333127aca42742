using BayesBench.Kernels.Models;
using BayesBench.Reference.Statistics;
using BayesBench.Statistical.Support;
using Xunit;

namespace BayesBench.Statistical.Models;

/// <summary>
/// On a device, every estimator of the gradient by the encoder's logits has the exact gradient as its mean and the variance that
/// enumeration of its states gives.
/// </summary>
public class SigmoidBeliefNetStatistics
{
    private static readonly MeanAssertion Bound = Ledger.Mean(
        "sigmoid-belief-net.elbo.unbiased", 1e-10, 0.05, 0.999, BeliefNetToy.Draws);

    private static readonly MeanAssertion ScoreFunction = Unbiased("score-function");
    private static readonly MeanAssertion LeaveOneOut = Unbiased("leave-one-out");
    private static readonly MeanAssertion AugmentReinforceMerge = Unbiased("augment-reinforce-merge");
    private static readonly MeanAssertion DisArm = Unbiased("dis-arm");

    private static readonly VarianceAssertion ScoreFunctionVariance = Variance("score-function", BeliefNetEstimator.ScoreFunction, 0.06);
    private static readonly VarianceAssertion LeaveOneOutVariance = Variance("leave-one-out", BeliefNetEstimator.LeaveOneOut, 0.08);
    private static readonly VarianceAssertion AugmentReinforceMergeVariance = Variance(
        "augment-reinforce-merge", BeliefNetEstimator.AugmentReinforceMerge, 0.075);

    private static readonly VarianceAssertion DisArmVariance = Variance("dis-arm", BeliefNetEstimator.DisArm, 0.065);

    [Fact]
    public void The_bound_of_draws_has_the_exact_bound_as_its_mean() =>
        Bound.Agrees(BeliefNetToy.Bounds(Bound.Design.Id), BeliefNetToy.Exact.Elbo, BeliefNetToy.DeviationOfBound);

    [Fact]
    public void The_score_function_has_the_exact_moments() => Agrees(
        ScoreFunction, ScoreFunctionVariance, BeliefNetEstimator.ScoreFunction, BeliefNetToy.Exact.ScoreFunctionVariance());

    [Fact]
    public void Leave_one_out_has_the_exact_moments() => Agrees(
        LeaveOneOut, LeaveOneOutVariance, BeliefNetEstimator.LeaveOneOut,
        BeliefNetToy.Exact.LeaveOneOutVariance(DeviceSigmoidBeliefNet.Pair));

    [Fact]
    public void Arm_has_the_exact_moments() => Agrees(
        AugmentReinforceMerge, AugmentReinforceMergeVariance, BeliefNetEstimator.AugmentReinforceMerge,
        BeliefNetToy.Exact.AugmentReinforceMergeVariance());

    [Fact]
    public void DisArm_has_the_exact_moments() => Agrees(
        DisArm, DisArmVariance, BeliefNetEstimator.DisArm, BeliefNetToy.Exact.DisArmVariance());

    private static MeanAssertion Unbiased(string estimator) => Ledger.Mean(
        $"sigmoid-belief-net.{estimator}.unbiased", 1e-10, 0.05, 0.999, BeliefNetToy.Draws, verdicts: BeliefNetToy.Units);

    private static VarianceAssertion Variance(string name, BeliefNetEstimator estimator, double smallestEffect) => Ledger.Variance(
        $"sigmoid-belief-net.{name}.variance", 1e-10, smallestEffect, 0.999, BeliefNetToy.Draws, BeliefNetToy.Kurtosis(estimator, 0));

    private static void Agrees(
        MeanAssertion unbiased, VarianceAssertion variance, BeliefNetEstimator estimator, double[] exact)
    {
        Moments[] units = BeliefNetToy.Gradients(unbiased.Design.Id, estimator);
        for (int h = 0; h < BeliefNetToy.Units; h++)
        {
            unbiased.Agrees(units[h], BeliefNetToy.Exact.Gradient[h], Math.Sqrt(exact[h]));
        }

        // One unit's: the others' would be tested again on the same draws.
        variance.Agrees(units[0], exact[0]);
    }
}
