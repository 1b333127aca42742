using BayesBench.PtxGate.Assembling;
using BayesBench.Support;
using Xunit;

namespace BayesBench.Properties.Gate;

/// <summary>Where the gate looks for NVIDIA's assembler.</summary>
public class ToolTests
{
    private static readonly string Nowhere = Path.Combine(Path.GetTempPath(), "bayesbench-no-such-folder");

    [Fact]
    public void A_named_folder_without_the_assembler_is_refused()
    {
        var ofOption = Assert.Throws<BadInputException>(() => CudaTools.Find(Nowhere, _ => null));
        Assert.Equal($"--ptxas is '{Nowhere}'; it must be a folder with ptxas and cuobjdump.", ofOption.Message);
        var ofVariable = Assert.Throws<BadInputException>(() => CudaTools.Find(null, _ => Nowhere));
        Assert.StartsWith($"BAYESBENCH_PTXAS is '{Nowhere}'; ", ofVariable.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void There_may_be_none() =>
        Assert.Null(CudaTools.Find(null, name => name is "XDG_CACHE_HOME" or "PATH" ? Nowhere : null));
}
