using BayesBench.Agreements;
using BayesBench.Reference.Probability;
using BayesBench.Tests.Support;
using Xunit;

namespace BayesBench.Properties.Comparison;

/// <summary>The judge is judged: it refuses a wrong kernel, a vacuous bound, a NaN, and lets a right answer pass.</summary>
public class ComparerTests
{
    [Theory]
    [InlineData(1, 1, 0, true)]
    [InlineData(1, 1.1, 0.2, true)]
    [InlineData(1, 1.1, 0.05, false)]
    [InlineData(double.NaN, double.NaN, 0, true)]
    [InlineData(double.NaN, 1, 1e300, false)]
    [InlineData(1, double.NaN, 1e300, false)]
    [InlineData(double.NegativeInfinity, double.NegativeInfinity, 0, true)]
    [InlineData(double.NegativeInfinity, double.PositiveInfinity, 1e300, false)]
    [InlineData(1e39, double.PositiveInfinity, 0, true)] // beyond the floats
    [InlineData(1e38, double.PositiveInfinity, 0, false)]
    [InlineData(1e-39, 0, 0, true)] // flushed to zero
    [InlineData(1e-37, 0, 0, false)]
    public void An_answer_is_admitted_within_its_bound_only(double expected, double actual, double bound, bool admitted) =>
        Assert.Equal(admitted, Comparer.Admits(expected, actual, bound, out _, out _));

    [Fact]
    public void A_wrong_kernel_fails_and_the_message_shows_the_call()
    {
        Outcome outcome = Comparer.Compare(
            Find("normal.log-density"), "nowhere", [[0.5, 0.0, 1.0]], [-0.5]);
        Assert.Equal(
            "normal.log-density(x: 0.5, mean: 0, standardDeviation: 1)[0] is -0.5, expected -1.0439385332046727 within ",
            outcome.Failure![..outcome.Failure!.LastIndexOf(' ')] + " ");
    }

    [Fact]
    public void A_bound_that_nothing_comes_near_fails()
    {
        Agreement honest = Find("normal.log-density");
        var vacuous = new Agreement(
            Normal.LogDensity,
            (device, batch) => Kernels.Probability.NormalKernels.LogDensity(
                device, batch.In(0), batch.In(1), batch.In(2), batch.Out()),
            _ => [.. honest.Inputs(1, 1)[^1]],
            new ErrorBound("none", (_, _, _) => 1e6));
        Outcome outcome = Comparer.Verify(vacuous, TestDevices.Get("cpu"));
        Assert.Contains("the bound proves nothing", outcome.Failure, StringComparison.Ordinal);
    }

    [Fact]
    public void A_missing_component_fails()
    {
        Outcome outcome = Comparer.Compare(
            Find("normal.log-density"), "nowhere", [[0.5, 0.0, 1.0]], [Array.Empty<double>()]);
        Assert.EndsWith("has 0 results, expected 1", outcome.Failure, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("KullbackLeibler", "kullback-leibler")]
    [InlineData("Philox4x32", "philox-4x32")]
    [InlineData("LogMassFromLogit", "log-mass-from-logit")]
    [InlineData("Elbo", "elbo")]
    public void Ids_are_kebab_case(string name, string id) => Assert.Equal(id, Names.KebabCase(name));

    [Fact]
    public void An_unknown_id_is_refused_with_the_nearest()
    {
        var refusal = Assert.Throws<ArgumentException>(() => Registry.Find("normal.log-densty"));
        Assert.StartsWith("no formula 'normal.log-densty'; nearest: normal.log-density", refusal.Message, StringComparison.Ordinal);
    }

    private static Agreement Find(string id) => Registry.Find(id);
}
