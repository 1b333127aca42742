using BayesBench.Reference.Networks;
using BayesBench.Reference.Numerics;
using Xunit;

namespace BayesBench.Properties.Networks;

/// <content>F78: the central limit theorem, at a rate and with exact distances.</content>
public partial class GaussianDropoutProperties
{
    [Theory]
    [InlineData(0.5)]
    [InlineData(0.05)]
    [InlineData(0.9)]
    public void A_dropped_preactivations_distance_to_its_Gaussian_falls_as_one_over_root_n(double rate)
    {
        // Equal terms: n inputs 1 with weights 1. Steps of the lattice alone keep the distance above a multiple of 1 / sqrt(n),
        // Berry and Esseen's theorem (with Shevtsova's constant) keeps it below another.
        double third = ((1 - rate) * (1 - rate)) + (rate * rate);
        double above = 0.4748 * third / Math.Sqrt(rate * (1 - rate));
        double below = 0.5 / Math.Sqrt(2 * Math.PI * rate * (1 - rate));
        foreach (int n in new[] { 25, 50, 100, 200, 400, 1000 })
        {
            double scaled = Distance(n, rate) * Math.Sqrt(n);
            Assert.InRange(scaled, 0.9 * below, above);
        }

        Assert.Equal(2, Distance(250, rate) / Distance(1000, rate), 0.06);
    }

    [Fact]
    public void The_constant_of_a_fair_mask_is_the_lattices()
    {
        // Of a symmetric law only half a step of the lattice is left: 1 / sqrt(2 pi n) at p = 1/2.
        Assert.Equal(1 / Math.Sqrt(2 * Math.PI), Distance(1000, 0.5) * Math.Sqrt(1000), 1e-3);
    }

    // Kolmogorov's distance of the binomial law of the kept ones to the normal law of dropout's moments, at every step of the
    // lattice from both sides: exact, as the normal law is monotone between.
    private static double Distance(int n, double rate)
    {
        double[] ones = [.. Enumerable.Repeat(1.0, n)];
        Preactivation moments = Dropout.PreactivationMoments(ones, ones, rate);
        double below = 0;
        double worst = 0;
        for (int kept = 0; kept <= n; kept++)
        {
            double logChoices = SpecialFunctions.LogGamma(n + 1) - SpecialFunctions.LogGamma(kept + 1) - SpecialFunctions.LogGamma(n - kept + 1);
            double mass = Math.Exp(logChoices + (kept * Math.Log(1 - rate)) + ((n - kept) * Math.Log(rate)));
            double z = ((kept / (1 - rate)) - moments.Mean) / Math.Sqrt(moments.Variance);
            double normal = 0.5 * SpecialFunctions.Erfc(-z / Math.Sqrt(2));
            worst = Math.Max(worst, Math.Max(Math.Abs(normal - below), Math.Abs(normal - below - mass)));
            below += mass;
        }

        Assert.Equal(1, below, 1e-11);
        return worst;
    }
}
