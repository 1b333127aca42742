using System.Reflection;
using BayesBench.Kernels;
using BayesBench.PtxGate;
using BayesBench.PtxGate.Assembling;
using BayesBench.PtxGate.Bodies;
using BayesBench.PtxGate.Compilation;
using BayesBench.PtxGate.Rules;
using BayesBench.PtxGate.Table;
using Xunit;

namespace BayesBench.Properties.Gate;

/// <summary>What the gate lets through, and what it says of the rest.</summary>
public class RuleTests
{
    private const string Division = "\tdiv.rn.f32\t%f3, %f1, %f2;\n";
    private const string Name = "Gate/StrayKernels.Plain";

    private static readonly MethodInfo Plain = typeof(StrayKernels).GetMethod(nameof(StrayKernels.Plain))!;

    [Theory]
    [InlineData("unsigned", "cvt.rn.f64.u32\t%fd1, %r1;")]
    [InlineData("div", "div.rn.f32\t%f3, %f1, %f2;")]
    [InlineData("rcp", "rcp.rn.f32\t%f3, %f1;")]
    [InlineData("sqrt", "sqrt.rn.f32\t%f3, %f1;")]
    [InlineData("approx", "tanh.approx.f32\t%f3, %f1;")]
    [InlineData("double", "add.f64\t%fd3, %fd1, %fd2;")]
    [InlineData("long division", "div.s64\t%rd3, %rd1, %rd2;")]
    [InlineData("local", "ld.local.f32\t%f3, [%rd1];")]
    [InlineData("sqrt rsqrt rcp", "sqrt.rn.f32\t%f3, %f1;\n\tadd.f32\t%f5, %f3, %f1;\n\trcp.rn.f32\t%f4, %f3;")]
    [InlineData("", "sqrt.approx.ftz.f32\t%f3, %f1;\n\tdiv.full.f32\t%f4, %f3, %f1;\n\tdiv.s32\t%r1, %r2, %r3;\n\tld.global.f64\t%fd1, [%rd1];")]
    public void A_slow_idiom_is_found_in_a_text(string expected, string ptx) =>
        Assert.Equal(expected.Split(' ').Order(), string.Join(' ', SlowIdiom.In($"\t{ptx}\n").Keys).Split(' ').Order());

    [Fact]
    public void An_idiom_needs_a_reason_where_a_GPU_runs_the_body_and_nowhere_else()
    {
        Assert.StartsWith($"{Name} has 1 'div': ", Assert.Single(Findings(Report(Division))), StringComparison.Ordinal);
        Assert.Empty(Findings(Report(Division), new Listed("div", "Gate/*.Plain", "a reason")));
        Assert.Empty(Findings(Report(Division, DeviceKind.OpenClCpu)));
    }

    [Fact]
    public void A_reason_that_no_body_needs_fails()
    {
        var needed = new Listed("div", "Gate/*.Plain", "a reason");
        var stale = new Listed("div", "Gate/*.Other", "a reason");
        Assert.Equal(["'div' of Gate/*.Other is listed, but no body needs it"], Findings(Report(Division), needed, stale));
    }

    [Theory]
    [InlineData("@%p1 bra.uni\tL_2;", 1)]
    [InlineData("@!%p12 bra.uni\tL_2;", 1)]
    [InlineData("@%p1 bra\tL_2;\n\tbra.uni\tL_3;", 0)]
    public void No_reason_allows_a_condition_to_be_taken_as_one_for_a_warp(string ptx, int findings) => Assert.Equal(
        Enumerable.Repeat($"{Name} has 1 branches on a condition that the assembler is told to take as one for a whole warp", findings),
        Findings(Report($"\t{ptx}\n"), new Listed("uniform branch", Name, "a reason")).Where(finding => !finding.Contains("is listed")));

    [Fact]
    public void A_stack_frame_needs_a_reason()
    {
        BodyReport framed = Report(string.Empty) with { Resources = new Resources(32, 0, Stack: 16, 0, 0) };
        Assert.Equal([$"{Name} has a stack frame of 16 bytes"], Findings(framed));
        Assert.Empty(Findings(framed, new Listed(Listed.Stack, Name, "a reason")));
        // Where nothing was assembled, nothing is known of stack frames.
        Assert.Empty(Findings(Report(string.Empty), new Listed(Listed.Stack, Name, "a reason")));
    }

    [Fact]
    public void No_reason_excuses_a_spill_on_a_GPU()
    {
        var listed = new Listed(Listed.Spill, Name, "a reason");
        BodyReport spilling = Report(string.Empty) with { Resources = new Resources(255, 0, 0, SpillStores: 8, SpillLoads: 12) };
        Assert.Equal(
            [$"{Name} spills registers: 8 bytes stored, 12 bytes loaded", $"{listed} is listed, but no body needs it"],
            Findings(spilling, listed));
        Assert.Empty(Findings(spilling with { Body = new KernelBody(Plain, [DeviceKind.OpenClCpu]) }, listed));
    }

    [Fact]
    public void A_changed_row_shows_as_old_and_new()
    {
        string old = "head\n| a | 1 |\n| b | 2 |\n", now = "head\n| a | 1 |\n| b | 3 |\n| c | 4 |\n";
        Assert.Equal(["- | b | 2 |", "+ | b | 3 |", "+ | c | 4 |"], KernelTable.Differences(old, now, 9));
        Assert.Equal(["- | b | 2 |"], KernelTable.Differences(old, now, 1));
        Assert.Empty(KernelTable.Differences(now, now, 9));
    }

    private static BodyReport Report(string ptx, DeviceKind kind = DeviceKind.Cuda) => new(new KernelBody(Plain, [kind])) { Ptx = ptx };

    private static IReadOnlyList<string> Findings(BodyReport report, params Listed[] listed) => Judge.Findings([report], [], listed);
}
