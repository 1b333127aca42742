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

    [Theory]
    [MemberData(nameof(TestDevices.Choices), MemberType = typeof(TestDevices))]
    public void A_bound_that_nothing_comes_near_fails_on_every_device(string choice)
    {
        Outcome outcome = Comparer.Verify(LogDensity(new ErrorBound("none", (_, _, _) => 1e12)), TestDevices.Get(choice));
        Assert.EndsWith("the bound proves nothing", outcome.Failure, StringComparison.Ordinal);
    }

    [Fact]
    public void A_bound_that_nothing_comes_near_passes_with_its_reason()
    {
        Agreement excused = LogDensity(new ErrorBound("none", (_, _, _) => 1e12), looseBecause: "it is made up");
        Outcome outcome = Comparer.Verify(excused, TestDevices.Get("cpu"));
        Assert.Equal((null, "it is made up"), (outcome.Failure, outcome.LooseBecause));
    }

    [Fact]
    public void A_reason_that_is_not_needed_is_not_told()
    {
        ErrorBound honest = Find("normal.log-density").Bound;
        Outcome outcome = Comparer.Verify(LogDensity(honest, looseBecause: "it is made up"), TestDevices.Get("cpu"));
        Assert.Equal((null, null, false), (outcome.Failure, outcome.LooseBecause, outcome.IsExact));
    }

    [Fact]
    public void A_reason_does_not_excuse_a_wrong_answer()
    {
        Agreement excused = LogDensity(new ErrorBound("none", (_, _, _) => 1e12), looseBecause: "it is made up");
        Outcome wrong = Comparer.Compare(excused, "nowhere", [[0.5, 0.0, 1.0]], [Array.Empty<double>()]);
        Assert.Equal((wrong, false), (Comparer.Judge(excused, wrong), wrong.Passed));
    }

    [Fact]
    public void An_exact_bound_has_no_share()
    {
        Outcome outcome = Comparer.Verify(Find("philox-4x32.block"), TestDevices.Get("cpu"));
        Assert.Equal((null, true, 0.0), (outcome.Failure, outcome.IsExact, outcome.WorstShare));
    }

    [Fact]
    public void No_reason_of_the_registry_is_stale() => Assert.Empty(
        from agreement in Registry.All
        where agreement.LooseBecause is not null
            && Comparer.Verify(agreement, TestDevices.Get("cpu")).LooseBecause is null
            && Comparer.Verify(agreement, TestDevices.Fastest).LooseBecause is null
        select agreement.Id);

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

    private static Agreement LogDensity(ErrorBound bound, string? looseBecause = null)
    {
        Agreement honest = Find("normal.log-density");
        return new Agreement(
            Normal.LogDensity,
            (device, batch) => Kernels.Probability.NormalKernels.LogDensity(
                device, batch.In(0), batch.In(1), batch.In(2), batch.Out()),
            source => honest.Inputs(source.Word(), 1)[^1],
            bound)
        {
            LooseBecause = looseBecause,
        };
    }

    private static Agreement Find(string id) => Registry.Find(id);
}
