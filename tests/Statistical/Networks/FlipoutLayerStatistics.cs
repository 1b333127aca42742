using BayesBench.Reference.Networks;
using BayesBench.Statistical.Support;
using Xunit;

namespace BayesBench.Statistical.Networks;

/// <summary>Signs of every example's own leave each pre-activation's law as it is and take the examples' correlation away.</summary>
public class FlipoutLayerStatistics
{
    private static readonly DistributionAssertion Law = Ledger.Distribution(
        "flipout-layer.law", LayerToy.FalseAlarm, LayerToy.SmallestDistance, LayerToy.Power, LayerToy.Draws);

    private static readonly MeanAssertion Uncorrelated = Ledger.Mean(
        "flipout-layer.uncorrelated", LayerToy.FalseAlarm, LayerToy.SmallestShift, LayerToy.Power, LayerToy.Draws);

    [Fact]
    public void A_pre_activation_has_the_law_of_local_reparametrisation() =>
        LayerToy.FollowsItsLaw(Law, FlipoutLayer.Forward);

    [Fact]
    public void Examples_are_uncorrelated() =>
        LayerToy.IsCorrelated(Uncorrelated, FlipoutLayer.Forward, 0, LayerToy.FlippedVariance);
}
