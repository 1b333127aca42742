namespace BayesBench.PtxGate.Table;

/// <summary>What <c>docs/kernels.md</c> says around its rows.</summary>
internal static class TableText
{
    public const string HeadOfListed =
        """
        ## Exceptions

        What the bodies above are allowed, and why; it is written in `tools/ptx-gate/Rules/Exceptions.cs`. An exception that no body
        needs fails the gate. A slow idiom in a body that no NVIDIA GPU runs needs none.

        | what | bodies | why it may stay |
        |---|---|---|
        """;

    public static string Head(string version) =>
        $"""
        # Kernels as NVIDIA's assembler sees them

        Written by `dotnet run -c Release --project tools/ptx-gate -- --write`, which needs no GPU; `--check` fails where this file
        differs. Every body that a device launches, a generic one for each of its types, is compiled by ILGPU (for sm_80) and
        assembled for sm_90 by ptxas {version}. An empty cell is a zero.

        - *for*: the devices that launch the body. The others' bodies stand here too, for they must compile everywhere.
        - *registers* of a work item; *shared* memory of a group, *stack* frame and *spills* of a work item, in bytes.
        - *instructions* and the counts that follow are those in the code: a loop's body counts once, the subroutines for unusual
          arguments of a division or a root count in full. *FFMA* is a fused multiply-add, *MUFU* a hardware reciprocal, root or the
          like, *IMAD* an integer multiplication, *double* arithmetic in double, *LD* and *ST* loads from and stores to memory (of
          32 bits or fewer; 2×128 is two of 128), *LDS* and *STS* the same of shared and *local* of local memory, *BAR* a barrier,
          *CALL* a call of such a subroutine.
        - *slow idioms* are counted in the text that ILGPU writes (PTX); what each costs is in `tools/ptx-gate/Compilation/SlowIdiom.cs`.

        """;
}
