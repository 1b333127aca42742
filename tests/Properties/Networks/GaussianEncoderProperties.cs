using BayesBench.Kernels;
using BayesBench.Kernels.Networks;
using BayesBench.Properties.Support;
using BayesBench.Reference.Inference;
using BayesBench.Reference.Networks;
using BayesBench.Reference.Numerics;
using BayesBench.Reference.Probability;
using BayesBench.Reference.Random;
using BayesBench.Tests.Support;
using FsCheck.Xunit;
using Xunit;
using static BayesBench.Properties.Support.FiniteDifference;

namespace BayesBench.Properties.Networks;

public class GaussianEncoderProperties
{
    private const int Latents = 3, Full = 9;
    private static readonly PhiloxKey Key = new(20, 26);

    private static readonly Dictionary<string, Action> Refused = new()
    {
        ["no example: code is empty; it must have at least one element."] = () => GaussianEncoder.Divergence([], 1),
        ["width: code[0] has length 5; it must have length 9."] = () => GaussianEncoder.Divergence([new double[5]], 3),
        ["latents: latents is 0; it must be at least 1."] = () => GaussianEncoder.DivergenceGradient([[0, 0]], 0),
        ["number: code[0][1] is NaN; it must be finite."] = () => GaussianEncoder.LogDensity([[0]], [[0, double.NaN]]),
        ["draws: draws is 0; it must be at least 1."] = () => GaussianEncoder.Draw([[0, 0]], 1, 0, Key, 0),
        ["step: step is -1; it must be at least 0."] = () => GaussianEncoder.MonteCarloDivergence([[0, 0]], 1, 1, Key, -1),
        ["rows: latentGradient has 3 rows; it must have 2."] =
            () => GaussianEncoder.DrawBackward([[0, 0], [0, 0]], [[1], [1], [1]], Key, 0),
    };

    public static TheoryData<string> Rows => Refusals.Rows(Refused);

    [Theory]
    [MemberData(nameof(Rows))]
    public void Bad_input_is_named(string row) => Refusals.Check(Refused, row);

    [Property]
    public void Its_law_is_the_multivariate_normal_one_of_that_factor(byte seed)
    {
        double[] code = Normal(Full, seed), z = Normal(Latents, seed + 1000UL), origin = new double[Latents];
        double[][] covariance = Covariance(code), identity = [[1, 0, 0], [0, 1, 0], [0, 0, 1]];
        double expected = MultivariateNormal.LogDensity(z, code[..Latents], covariance);
        Assert.Equal(expected, GaussianEncoder.LogDensity([z], [code])[0], 1e-10 * (1 + Math.Abs(expected)));
        double divergence = KullbackLeibler.MultivariateNormal(code[..Latents], covariance, origin, identity);
        Assert.Equal(divergence, GaussianEncoder.Divergence([code], Latents)[0], 1e-12 * (1 + divergence));
    }

    [Property]
    public void Without_numbers_below_the_diagonal_it_is_the_encoder_of_independent_ones(byte seed)
    {
        double[] diagonal = Normal(2 * Latents, seed), full = [.. diagonal, 0, 0, 0], z = Normal(Latents, seed + 1000UL);
        Assert.Equal(GaussianEncoder.Draw([full], Latents, 2, Key, 1), GaussianEncoder.Draw([diagonal], Latents, 2, Key, 1));
        Assert.Equal(GaussianEncoder.LogDensity([z], [full]), GaussianEncoder.LogDensity([z], [diagonal]));
        Assert.Equal(
            KullbackLeibler.ToStandardNormal(diagonal[..Latents], diagonal[Latents..]), GaussianEncoder.Divergence([diagonal], Latents)[0]);
    }

    [Property]
    public void The_divergence_has_its_derivative_and_none_at_the_prior(byte seed)
    {
        double[] code = Normal(Full, seed);
        Assert.InRange(RelativeError(
            GaussianEncoder.DivergenceGradient([code], Latents)[0], Gradient(code, c => GaussianEncoder.Divergence([c], Latents)[0])), 0, 1e-9);
        Assert.Equal(new double[Full], GaussianEncoder.DivergenceGradient([new double[Full]], Latents)[0]);
    }

    [Property]
    public void Backward_is_the_gradient_under_the_same_noise(byte seed)
    {
        double[] code = Normal(2 * Full, seed);
        double[][] gradient = [.. Normal(4 * Latents, seed + 1000UL).Chunk(Latents)];
        double Loss(double[] all) => GaussianEncoder.Draw([.. all.Chunk(Full)], Latents, 2, Key, 3)
            .Zip(gradient, (z, g) => z.Zip(g, (a, b) => a * b).Sum()).Sum();
        double[] backward = [.. GaussianEncoder.DrawBackward([.. code.Chunk(Full)], gradient, Key, 3).SelectMany(row => row)];
        Assert.InRange(RelativeError(backward, Gradient(code, Loss)), 0, 1e-9);
    }

    [Property]
    public void The_estimated_divergence_is_the_mean_log_ratio_of_the_draws_densities(byte seed)
    {
        double[] code = Normal(Full, seed);
        double[][] draws = GaussianEncoder.Draw([code], Latents, 5, Key, 2);
        double[] prior = new double[2 * Latents];
        double expected = draws.Average(z => GaussianEncoder.LogDensity([z], [code])[0] - GaussianEncoder.LogDensity([z], [prior])[0]);
        Assert.Equal(expected, GaussianEncoder.MonteCarloDivergence([code], Latents, 5, Key, 2)[0], 1e-9 * (1 + Math.Abs(expected)));
    }

    [Fact]
    public void Examples_draws_and_steps_have_their_own_noise()
    {
        double[][] prior = [new double[2 * Latents], new double[2 * Latents]];
        double[][] z = GaussianEncoder.Draw(prior, Latents, 2, Key, 1);
        Assert.Equal(12, z.Concat(GaussianEncoder.Draw(prior, Latents, 1, Key, 2)).SelectMany(row => row).Distinct().Count() - 6);
        // The first draw of both examples is the same whatever number of draws follows.
        Assert.Equal(GaussianEncoder.Draw(prior, Latents, 1, Key, 1), [z[0], z[2]]);
    }

    [Theory]
    [MemberData(nameof(TestDevices.Choices), MemberType = typeof(TestDevices))]
    public void A_kernel_names_the_argument_of_another_shape(string choice)
    {
        Device device = TestDevices.Get(choice);
        using DeviceArray<float> six = device.Allocate<float>(6), five = device.Allocate<float>(5), two = device.Allocate<float>(2);
        var table = new Dictionary<string, Action>
        {
            ["Draw: code has 5 elements; it must have 9."] = () => GaussianEncoderKernels.Draw(device, 1, 1, 3, five, default, 0, six),
            ["Draw: latent has 5 elements; it must have 6."] = () => GaussianEncoderKernels.Draw(device, 1, 2, 3, six, default, 0, five),
            ["Draw: draws is 0; it must be at least 1."] = () => GaussianEncoderKernels.Draw(device, 1, 0, 3, six, default, 0, six),
            ["LogDensity: latent has 6 elements; it must have 3."] = () => GaussianEncoderKernels.LogDensity(device, 1, 3, six, six, two),
            ["Divergence: divergence has 2 elements; it must have 1."] = () => GaussianEncoderKernels.Divergence(device, 1, 3, six, two),
            ["MonteCarloDivergence: divergence has 2 elements; it must have 1."] =
                () => GaussianEncoderKernels.MonteCarloDivergence(device, 1, 1, 3, six, default, 0, two),
            ["DrawBackward: codeGradient has 5 elements; it must have 6."] =
                () => GaussianEncoderKernels.DrawBackward(device, 1, 2, 3, six, six, default, 0, five),
            ["DivergenceGradient: latents is 0; it must be at least 1."] =
                () => GaussianEncoderKernels.DivergenceGradient(device, 1, 0, six, six),
        };
        Assert.All(table.Keys, row => Refusals.Check(table, row));
    }

    internal static double[][] Covariance(double[] code)
    {
        double[][] factor = [.. Enumerable.Range(0, Latents).Select(i => Enumerable.Range(0, Latents).Select(j =>
            i == j ? Math.Exp(code[Latents + i] / 2) : j < i ? code[(2 * Latents) + (i * (i - 1) / 2) + j] : 0).ToArray())];
        return MatrixProduct.TransposedRight(factor, factor);
    }
}
