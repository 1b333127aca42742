using BayesBench.Reference.Networks;
using BayesBench.Reference.Numerics;
using BayesBench.Statistical.Support;
using Xunit;

namespace BayesBench.Statistical.Networks;

/// <summary>Noise in the weights and noise in the pre-activation have the same law.</summary>
public class LocalReparameterizationStatistics
{
    private static readonly double[] Input = [0.5, -2, 0.25, 3];
    private static readonly double[] Mean = [1, 0.5, -4, 0.125];
    private static readonly double[] Deviation = [0.5, 0.25, 2, 1];

    private static readonly DistributionAssertion SameLaw =
        Ledger.Distribution("local-reparameterization.same-law", 1e-10, 0.04, 0.999, draws: 20_000);

    private static readonly DistributionAssertion Law = Ledger.Distribution(
        "local-reparameterization.layer-law", LayerToy.FalseAlarm, LayerToy.SmallestDistance, LayerToy.Power, LayerToy.Draws);

    private static readonly MeanAssertion Independent = Ledger.Mean(
        "local-reparameterization.layer-independent", LayerToy.FalseAlarm, LayerToy.SmallestShift, LayerToy.Power, LayerToy.Draws);

    [Fact]
    public void A_layers_pre_activation_has_the_law_of_direct_noise() =>
        LayerToy.FollowsItsLaw(Law, LocalReparameterization.Forward);

    [Fact]
    public void Examples_of_a_layer_have_noise_of_their_own() =>
        LayerToy.IsCorrelated(Independent, LocalReparameterization.Forward, 0, 1);

    [Fact]
    public void Sums_of_drawn_weights_follow_the_moments()
    {
        Preactivation moments = LocalReparameterization.GaussianMoments(Input, Mean, Deviation);
        double[] sums = Draws.Repeat(SameLaw.Design.Id, SameLaw.Design.Draws, draws =>
        {
            double[] noise = draws.Normal(Input.Length);
            return Input.Select((x, d) => x * (Mean[d] + (Deviation[d] * noise[d]))).Sum();
        });
        SameLaw.Follows(sums, z => 0.5 * SpecialFunctions.Erfc((moments.Mean - z) / Math.Sqrt(2 * moments.Variance)));
    }
}
