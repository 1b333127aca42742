using BayesBench.Reference.Networks;
using BayesBench.Statistical.Support;
using Xunit;

namespace BayesBench.Statistical.Networks;

/// <summary>One draw of the weights for a batch: each pre-activation has its law, and the examples hang together.</summary>
public class MeanFieldStatistics
{
    private static readonly DistributionAssertion Law = Ledger.Distribution(
        "mean-field.law", LayerToy.FalseAlarm, LayerToy.SmallestDistance, LayerToy.Power, LayerToy.Draws);

    private static readonly MeanAssertion Shared = Ledger.Mean(
        "mean-field.shared-noise", LayerToy.FalseAlarm, LayerToy.SmallestShift, LayerToy.Power, LayerToy.Draws);

    [Fact]
    public void A_pre_activation_has_the_law_of_local_reparametrisation() =>
        LayerToy.FollowsItsLaw(Law, MeanField.Forward);

    [Fact]
    public void Examples_share_their_noise() =>
        LayerToy.IsCorrelated(Shared, MeanField.Forward, LayerToy.Correlation, LayerToy.SharedVariance);
}
