using BayesBench.Properties.Support;
using BayesBench.Reference.Inference;
using BayesBench.Reference.Models;
using FsCheck.Xunit;
using Xunit;

namespace BayesBench.Properties.Models;

/// <content>The evidence lower bound over the depth.</content>
public partial class AdaptiveDepthProperties
{
    [Property]
    public void The_bound_falls_short_of_the_evidence_by_the_divergence_from_the_posterior(Logits logits)
    {
        (double[] logLikelihood, double tau) = (LogLikelihood(logits.Values.Length + 1, 5), 0.3);
        double[] q = AdaptiveDepth.Halting(logits.Values).Probabilities;
        LogBayesPosterior exact = AdaptiveDepth.Posterior(AdaptiveDepth.Prior(tau, logits.Values.Length).Probabilities, logLikelihood);
        double elbo = AdaptiveDepth.AmortizedElbo(logits.Values, logLikelihood, tau).Elbo;
        double divergence = q.Zip(exact.Posterior, (own, p) => own == 0 ? 0 : own * (Math.Log(own) - Math.Log(p))).Sum();
        Assert.True(elbo <= exact.LogEvidence + 1e-13);
        Assert.Equal(exact.LogEvidence - divergence, elbo, 1e-12);
    }

    [Property]
    public void A_law_in_halting_form_has_the_bound_of_its_probabilities(Logits logits)
    {
        double[] logLikelihood = LogLikelihood(logits.Values.Length + 1, 7);
        double[] q = AdaptiveDepth.Halting(logits.Values).Probabilities;
        double rest = 1 - q.Sum();
        q[Array.IndexOf(q, q.Max())] += rest;
        Assert.Equal(AdaptiveDepth.Elbo(q, logLikelihood, 0.7), AdaptiveDepth.AmortizedElbo(logits.Values, logLikelihood, 0.7).Elbo, 1e-12);
    }

    [Fact]
    public void At_the_posterior_the_bound_is_the_evidence_and_flat()
    {
        foreach (double tau in new[] { 0, 0.5, 20 })
        {
            double[] logLikelihood = LogLikelihood(6, 11);
            LogBayesPosterior exact = AdaptiveDepth.Posterior(AdaptiveDepth.Prior(tau, 5).Probabilities, logLikelihood);
            DepthBound bound = AdaptiveDepth.AmortizedElbo(AdaptiveDepth.HaltingLogits(exact.Posterior), logLikelihood, tau);
            Assert.Equal(exact.LogEvidence, bound.Elbo, 1e-13 * (1 + Math.Abs(bound.Elbo)));
            Assert.All(bound.LogitGradient, slope => Assert.Equal(0, slope, 1e-14));
        }
    }

    [Fact]
    public void Derivatives_are_those_of_the_bound()
    {
        double[] logits = [0.4, -1.2, 2.1, -0.3], logLikelihood = LogLikelihood(5, 3);
        const double Tau = 0.6;
        DepthBound bound = AdaptiveDepth.AmortizedElbo(logits, logLikelihood, Tau);
        LayerMatch(FiniteDifference.Gradient(logits, at => AdaptiveDepth.AmortizedElbo(at, logLikelihood, Tau).Elbo), bound.LogitGradient);
        LayerMatch(
            FiniteDifference.Gradient(logLikelihood, at => AdaptiveDepth.AmortizedElbo(logits, at, Tau).Elbo), bound.LogLikelihoodGradient);
        LayerMatch([FiniteDifference.Slope(h => AdaptiveDepth.AmortizedElbo(logits, logLikelihood, Tau + h).Elbo)], [bound.TauGradient]);
    }

    [Fact]
    public void Free_layers_and_a_flat_law_make_an_ensemble_over_the_depths()
    {
        double[] logLikelihood = LogLikelihood(8, 2), flat = [.. Enumerable.Repeat(0.125, 8)];
        Assert.Equal(logLikelihood.Average(), AdaptiveDepth.Elbo(flat, logLikelihood, 0), 1e-14);
        // Whose evidence is the logarithm of the mean probability: Jensen's gap is what the law gives up.
        double evidence = AdaptiveDepth.Posterior(AdaptiveDepth.Prior(0, 7).Probabilities, logLikelihood).LogEvidence;
        Assert.Equal(Math.Log(logLikelihood.Select(Math.Exp).Average()), evidence, 1e-14);
        Assert.True(evidence > logLikelihood.Average() + 0.01);
    }

    [Fact]
    public void A_depth_that_rules_the_label_out_costs_everything_unless_the_law_rules_it_out()
    {
        Assert.Equal(Never, AdaptiveDepth.Elbo([0.5, 0.5], [Never, -1], 0.5));
        Assert.Equal(-1 - 0.5 - Math.Log(1 + Math.Exp(-0.5)), AdaptiveDepth.Elbo([0, 1], [Never, -1], 0.5), 4 * U);
    }

    [Fact]
    public void Saturated_logits_and_dear_layers_keep_their_digits()
    {
        // q = (1 - e^-40, e^-40): bound and derivative in closed form, both terms of the same sign.
        DepthBound sure = AdaptiveDepth.AmortizedElbo([40], [-1, -3], 2);
        double logSum = Math.Log(1 + Math.Exp(-2));
        Assert.Equal(-1 - logSum, sure.Elbo, 1e-15);
        Assert.Equal(Math.Exp(-40) * (-1 + 3 + 2 - 40), sure.LogitGradient[0], 1e-14 * Math.Exp(-40) * 40);
        Assert.Equal(Math.Exp(-40), sure.LogLikelihoodGradient[1], 1e-30);
        DepthBound never = AdaptiveDepth.AmortizedElbo([-40, -40], [-1, -3, -2], 0);
        Assert.Equal(-2 - Math.Log(3), never.Elbo, 1e-14);
        Assert.Equal(1 - 2, never.TauGradient, 1e-14);
        DepthBound dear = AdaptiveDepth.AmortizedElbo([0], [-1, -3], 700);
        Assert.Equal(0.5 * (-1 - 3 - 700) + Math.Log(2), dear.Elbo, 1e-12);
    }

    private static double[] LogLikelihood(int depths, int seed) => [.. Enumerable.Range(0, depths).Select(l => -1.5 + Math.Sin((1.7 * l) + seed))];

    private static void LayerMatch(double[] differences, double[] gradient)
    {
        Assert.Equal(differences.Length, gradient.Length);
        Assert.True(FiniteDifference.RelativeError(gradient, differences) < 1e-9);
    }
}
