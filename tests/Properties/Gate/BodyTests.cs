using System.Reflection;
using BayesBench.Kernels;
using BayesBench.PtxGate.Bodies;
using BayesBench.PtxGate.Rules;
using Xunit;
using static BayesBench.PtxGate.Gate;

namespace BayesBench.Properties.Gate;

/// <summary>Every kernel body is known and compiles for NVIDIA GPUs; what only their assembler can tell is CI's gate step.</summary>
public class BodyTests
{
    private static readonly Lazy<IReadOnlyList<KernelBody>> Recorded = new(BodyRecorder.Record);

    [Fact]
    public void No_body_is_outside_the_gate() => Assert.Empty(Outside(Recorded.Value));

    // One of each method: what else it is closed over is CI's gate step, and so is whether every exception is needed.
    [Fact]
    public void Every_body_compiles_and_has_no_slow_idiom_without_a_reason()
    {
        KernelBody[] one = [.. Recorded.Value.DistinctBy(body => (body.Method.Module, body.Method.MetadataToken, EstimatorOf(body.Method)))];
        Assert.True(one.Length >= 260, $"{one.Length} bodies");
        Assert.DoesNotContain(
            Judge.Findings(Compile(one, TestContext.Current.CancellationToken), [], Exceptions.All),
            finding => !finding.EndsWith(Judge.Unneeded, StringComparison.Ordinal));
    }

    [Fact]
    public void Every_body_has_a_name_of_its_own() =>
        Assert.Empty(Recorded.Value.GroupBy(body => body.Name).Where(group => group.Count() > 1).Select(group => group.Key));

    [Fact]
    public void A_stray_body_is_found_by_name()
    {
        string[] strays = ["Gate/BadKernels.Allocates", "Gate/StrayKernels.Generic<T>", "Gate/StrayKernels.Of<T>.Nested", "Gate/StrayKernels.Plain"];
        Assembly here = typeof(StrayKernels).Assembly;
        Assert.Equal(strays, BodyScan.NotAmong([], here));
        KernelBody closed = Body(typeof(StrayKernels).GetMethod(nameof(StrayKernels.Generic))!.MakeGenericMethod(typeof(float)));
        Assert.Equal(strays.Where(name => !name.Contains("Generic", StringComparison.Ordinal)), BodyScan.NotAmong([closed], here));
    }

    [Fact]
    public void A_body_that_ILGPU_cannot_translate_is_named_and_spoils_no_other()
    {
        KernelBody bad = Body(typeof(BadKernels).GetMethod(nameof(BadKernels.Allocates))!);
        KernelBody good = Body(typeof(StrayKernels).GetMethod(nameof(StrayKernels.Plain))!);
        var reports = Compile([bad, good, bad, good], TestContext.Current.CancellationToken);
        Assert.Equal([true, false, true, false], reports.Select(report => report.Ptx is null));
        Assert.StartsWith(
            "Gate/BadKernels.Allocates does not compile: ", Judge.Findings(reports, [], [])[0], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(DeviceKind.Cuda, "Device/RoofKernels.CopyQuad")]
    [InlineData(DeviceKind.OpenClCpu, "Device/RoofKernels.CopyTile")]
    [InlineData(DeviceKind.Cpu, "Device/RoofKernels.CopyTile")]
    public void A_recorder_claims_a_kind_and_runs_nothing(DeviceKind kind, string expected)
    {
        var bodies = new List<MethodInfo>();
        using Device recorder = Device.OpenRecorder(kind, bodies.Add);
        using DeviceArray<float> source = recorder.Upload<float>([1f, 2f, 3f, 4f]), target = recorder.Upload<float>([5f, 6f, 7f, 8f]);
        RoofKernels.Copy(recorder, source, target);
        Assert.Equal([expected], bodies.Select(KernelBody.NameOf));
        Assert.Equal((kind, 0L), (recorder.Kind, recorder.Launches));
        Assert.Equal([5f, 6f, 7f, 8f], target.ToArray());
    }

    // The kernels of a study are one method, closed over an estimator each.
    private static Type? EstimatorOf(MethodInfo method) =>
        method.DeclaringType is { IsGenericType: true } type && type.GetGenericArguments()[0] is { IsGenericType: true } estimator
            ? estimator.GetGenericTypeDefinition()
            : method.DeclaringType?.GetGenericArguments().FirstOrDefault();

    private static KernelBody Body(MethodInfo method) => new(method, Enum.GetValues<DeviceKind>());
}
