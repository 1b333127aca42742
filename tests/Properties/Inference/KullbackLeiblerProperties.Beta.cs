using BayesBench.Kernels;
using BayesBench.Kernels.Inference;
using BayesBench.Properties.Support;
using BayesBench.Reference.Inference;
using BayesBench.Reference.Numerics;
using BayesBench.Tests.Support;
using FsCheck.Xunit;
using Xunit;
using BetaLogDensity = BayesBench.Reference.Probability.Beta;

namespace BayesBench.Properties.Inference;

/// <content>Beta laws.</content>
public partial class KullbackLeiblerProperties
{
    private static readonly Dictionary<string, Action> RefusedBeta = new()
    {
        ["Beta: alpha is 0; it must be positive and finite."] = () => KullbackLeibler.Beta(0, 1, 1, 1),
        ["Beta: beta is NaN; it must be positive and finite."] = () => KullbackLeibler.Beta(1, double.NaN, 1, 1),
        ["Beta: otherAlpha is Infinity; it must be positive and finite."] =
            () => KullbackLeibler.Beta(1, 1, double.PositiveInfinity, 1),
        ["Beta: otherBeta is -1; it must be positive and finite."] = () => KullbackLeibler.Beta(1, 1, 1, -1),
    };

    public static TheoryData<string> BetaRows => Refusals.Rows(RefusedBeta);

    [Theory]
    [MemberData(nameof(BetaRows))]
    public void Bad_shapes_are_named(string row) => Refusals.Check(RefusedBeta, row);

    [Property(Arbitrary = [typeof(ConjugateGenerators)])]
    public void Divergence_of_beta_laws_is_never_negative_and_zero_where_they_are_equal(BetaLaw q, BetaLaw p)
    {
        Assert.True(KullbackLeibler.Beta(q.Alpha, q.Beta, p.Alpha, p.Beta) >= 0);
        Assert.Equal(0.0, KullbackLeibler.Beta(q.Alpha, q.Beta, q.Alpha, q.Beta));
    }

    [Property(Arbitrary = [typeof(ConjugateGenerators)])]
    public void Turning_both_intervals_over_changes_nothing(BetaLaw q, BetaLaw p)
    {
        double here = KullbackLeibler.Beta(q.Alpha, q.Beta, p.Alpha, p.Beta);
        double there = KullbackLeibler.Beta(q.Beta, q.Alpha, p.Beta, p.Alpha);
        // Sums in another order: the largest term that may cancel is that of the sum of the shapes.
        double difference = p.Alpha + p.Beta - q.Alpha - q.Beta;
        double terms = here + (10 * Math.Abs(difference) * (1 + (1 / (q.Alpha + q.Beta))));
        Assert.Equal(here, there, 40 * U * terms);
    }

    [Property(Arbitrary = [typeof(ConjugateGenerators)], MaxTest = 60)]
    public void Divergence_of_beta_laws_is_the_expected_log_ratio(SmoothBeta q, SmoothBeta p)
    {
        double integral = Quadrature.Integral(
            x => Math.Exp(BetaLogDensity.LogDensity(x, q.Alpha, q.Beta))
                * (BetaLogDensity.LogDensity(x, q.Alpha, q.Beta) - BetaLogDensity.LogDensity(x, p.Alpha, p.Beta)),
            0,
            1);
        double divergence = KullbackLeibler.Beta(q.Alpha, q.Beta, p.Alpha, p.Beta);
        Assert.Equal(integral, divergence, 1e-11 * (10 + divergence));
    }

    [Property(Arbitrary = [typeof(ConjugateGenerators)])]
    public void Divergence_of_beta_laws_is_that_of_the_textbook(BetaLaw q, BetaLaw p)
    {
        double n = q.Alpha + q.Beta;
        double[] terms =
        [
            SpecialFunctions.LogBeta(p.Alpha, p.Beta), -SpecialFunctions.LogBeta(q.Alpha, q.Beta),
            (q.Alpha - p.Alpha) * SpecialFunctions.Digamma(q.Alpha), (q.Beta - p.Beta) * SpecialFunctions.Digamma(q.Beta),
            (p.Alpha - q.Alpha + p.Beta - q.Beta) * SpecialFunctions.Digamma(n),
        ];
        Assert.Equal(
            terms.Sum(), KullbackLeibler.Beta(q.Alpha, q.Beta, p.Alpha, p.Beta), 40 * U * (4 + terms.Sum(Math.Abs) + n));
    }

    [Property(Arbitrary = [typeof(ConjugateGenerators)])]
    public void A_small_divergence_of_beta_laws_is_half_the_square_by_the_curvature(SmoothBeta q)
    {
        // Only alpha moves, by e: KL = (psi'(alpha) - psi'(n)) e^2 / 2 + O(e^3). Of whole numbers psi' is a finite sum less.
        const double E = 1e-7;
        double n = q.Alpha + q.Beta, step = q.Alpha + E - q.Alpha;
        double curvature = Enumerable.Range((int)q.Alpha, (int)q.Beta).Sum(k => 1.0 / ((double)k * k));
        Assert.Equal(
            0.5 * curvature * step * step, KullbackLeibler.Beta(q.Alpha, q.Beta, q.Alpha + E, q.Beta), 1e-6 * curvature * step * step);
        Assert.True(n > q.Alpha);
    }

    [Property(Arbitrary = [typeof(ConjugateGenerators)])]
    public void Log_evidence_is_the_bound_and_the_divergence_from_the_posterior(Coin coin, BetaLaw q)
    {
        (double alpha, double beta) = (Math.Clamp(q.Alpha, 0.1, 1e3), Math.Clamp(q.Beta, 0.1, 1e3));
        BetaParameters posterior = BetaBernoulli.Posterior(coin.Flips, coin.Alpha, coin.Beta);
        double ones = coin.Flips.Sum(), zeros = coin.Flips.Length - ones, ofSum = SpecialFunctions.Digamma(alpha + beta);
        double expectedLogLikelihood = (ones * (SpecialFunctions.Digamma(alpha) - ofSum))
            + (zeros * (SpecialFunctions.Digamma(beta) - ofSum));
        double toPrior = KullbackLeibler.Beta(alpha, beta, coin.Alpha, coin.Beta);
        double toPosterior = KullbackLeibler.Beta(alpha, beta, posterior.Alpha, posterior.Beta);
        double evidence = BetaBernoulli.LogEvidence(coin.Flips, coin.Alpha, coin.Beta);
        double tolerance = 400 * U * (4000 + toPrior + toPosterior + Math.Abs(expectedLogLikelihood) + Math.Abs(evidence));
        Assert.Equal(evidence, expectedLogLikelihood - toPrior + toPosterior, tolerance);
    }

    [Theory]
    [MemberData(nameof(TestDevices.Choices), MemberType = typeof(TestDevices))]
    public void The_beta_kernel_names_the_argument_of_another_shape(string choice)
    {
        Device device = TestDevices.Get(choice);
        using DeviceArray<float> three = device.Allocate<float>(3);
        using DeviceArray<float> two = device.Allocate<float>(2);
        var table = new Dictionary<string, Action>
        {
            ["Beta: beta has 2 elements; it must have 3."] = () => KullbackLeiblerKernels.Beta(device, three, two, three, three, three),
            ["Beta: otherAlpha has 2 elements; it must have 3."] =
                () => KullbackLeiblerKernels.Beta(device, three, three, two, three, three),
            ["Beta: divergence has 2 elements; it must have 3."] =
                () => KullbackLeiblerKernels.Beta(device, three, three, three, three, two),
        };
        Assert.All(table.Keys, row => Refusals.Check(table, row));
    }
}
