using System.Reflection;
using BayesBench.Agreements;
using BayesBench.Kernels;
using BayesBench.Reference.Probability;
using Xunit;

namespace BayesBench.Properties.Layout;

/// <summary>Dependencies go one way: tests, bench → Agreement → Kernels, Reference. Kernels never see Reference.</summary>
public class ArrowTests
{
    [Fact]
    public void Reference_needs_nothing_but_the_framework() =>
        Assert.All(References(typeof(Normal).Assembly), name => Assert.True(IsFramework(name), name));

    [Fact]
    public void Kernels_need_ILGPU_and_never_Reference() =>
        Assert.All(
            References(typeof(Device).Assembly).Where(name => !IsFramework(name)),
            name => Assert.StartsWith("ILGPU", name, StringComparison.Ordinal));

    [Fact]
    public void Agreement_needs_Reference_and_Kernels_only() =>
        Assert.All(
            References(typeof(Registry).Assembly).Where(name => !IsFramework(name)),
            name => Assert.Contains(name, new[] { "BayesBench.Reference", "BayesBench.Kernels", "ILGPU" }));

    private static IEnumerable<string> References(Assembly assembly) =>
        assembly.GetReferencedAssemblies().Select(name => name.Name!);

    private static bool IsFramework(string name) =>
        name.StartsWith("System", StringComparison.Ordinal) || name is "netstandard" or "mscorlib";
}
