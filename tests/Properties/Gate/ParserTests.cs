using BayesBench.PtxGate.Assembling;
using Xunit;

namespace BayesBench.Properties.Gate;

/// <summary>What the tools of CUDA 12.4 print, as they print it.</summary>
public class ParserTests
{
    private const string Log =
        """
        ptxas info    : Overriding maximum register limit 256 for 'Kernel_DrawAndAddLane' with  24 of maxrregcount option
        ptxas info    : 0 bytes gmem
        ptxas info    : Compiling entry function 'Kernel_DrawAndAddLane' for 'sm_90'
        ptxas info    : Function properties for Kernel_DrawAndAddLane
            136 bytes stack frame, 228 bytes spill stores, 216 bytes spill loads
        ptxas info    : Used 24 registers, 136 bytes cumulative stack size
        ptxas info    : Compiling entry function 'shared_one' for 'sm_90'
        ptxas info    : Function properties for shared_one
            0 bytes stack frame, 0 bytes spill stores, 0 bytes spill loads
        ptxas info    : Used 14 registers, 4096 bytes smem
        """;

    private const string Listing =
        """
        	code for sm_90
        		Function : shared_one
        	.headerflags	@"EF_CUDA_TEXMODE_UNIFIED EF_CUDA_64BIT_ADDRESS EF_CUDA_SM90 EF_CUDA_VIRTUAL_SM(EF_CUDA_SM80)"
                /*0000*/                   LDC R1, c[0x0][0x28] ;                                         /* 0x00000a00ff017b82 */
                                                                                                          /* 0x000e240000000800 */
                /*0040*/                   IMAD.WIDE.U32 R2, R11, 0x10, R2 ;                              /* 0x000000100b027825 */
                                                                                                          /* 0x002fc800078e0002 */
                /*0050*/                   LDG.E.128 R4, desc[UR6][R2.64] ;                               /* 0x0000000602047981 */
                                                                                                          /* 0x000ea2000c1e1d00 */
                /*0080*/                   IMAD.SHL.U32 R10, R11, 0x4, RZ ;                               /* 0x000000040b0a7824 */
                                                                                                          /* 0x000fc800078e00ff */
                /*00c0*/                   STS.128 [R0], R4 ;                                             /* 0x0000000400007388 */
                                                                                                          /* 0x0043e80000000c00 */
                /*00d0*/                   BAR.SYNC.DEFER_BLOCKING 0x0 ;                                  /* 0x0000000000007b1d */
                                                                                                          /* 0x000fec0000010000 */
                /*00e0*/                   LDS R8, [UR4] ;                                                /* 0x00000004ff087984 */
                                                                                                          /* 0x000e640008000800 */
                /*00f0*/               @P0 FFMA R9, R8, R7, R9 ;                                          /* 0x0000000700090202 */
                                                                                                          /* 0x002fca0000000f00 */
                /*0100*/                   STG.E.64 desc[UR6][R2.64], R8 ;                                /* 0x0000000802007986 */
                                                                                                          /* 0x0001e2000c101b06 */
                /*0110*/              @!P1 EXIT ;                                                         /* 0x000000000000794d */
                                                                                                          /* 0x000fea0003800000 */
                /*0120*/                   NOP;                                                           /* 0x0000000000007918 */
                                                                                                          /* 0x000fc00000000000 */
        		..........

        		Function : Kernel_AddPart
        	.headerflags	@"EF_CUDA_TEXMODE_UNIFIED EF_CUDA_64BIT_ADDRESS EF_CUDA_SM90 EF_CUDA_VIRTUAL_SM(EF_CUDA_SM80)"
                /*0340*/                   STL.64 [R1+0x8], R18 ;                                         /* 0x0000081201007387 */
                                                                                                          /* 0x0001e80000100a00 */
                /*0350*/                   F2F.F64.F32 R6, R5 ;                                           /* 0x0000000500067310 */
                                                                                                          /* 0x004e640000201800 */
                /*0360*/                   DFMA R4, R6, R6, R4 ;                                          /* 0x000000060604722b */
                                                                                                          /* 0x002e4c0000000004 */
                /*0370*/                   LDG.E.CONSTANT R2, desc[UR6][R2.64] ;                          /* 0x0000000602027981 */
                                                                                                          /* 0x000ea2000c1e9900 */
                /*0380*/                   MUFU.RSQ R3, R2 ;                                              /* 0x0000000200037308 */
                                                                                                          /* 0x000e620000001400 */
                /*1390*/                   CALL.REL.NOINC 0x1a0 ;                                         /* 0x0000000c00087944 */
                                                                                                          /* 0x000fea0003c00000 */
        """;

    [Fact]
    public void The_assembler_tells_registers_memory_and_spills()
    {
        var resources = Resources.Parse(Log);
        Assert.Equal(new Resources(24, 0, 136, 228, 216), resources["Kernel_DrawAndAddLane"]);
        Assert.Equal(new Resources(14, 4096, 0, 0, 0), resources["shared_one"]);
        Assert.Equal(2, resources.Count);
    }

    [Fact]
    public void The_reader_tells_every_instruction_but_padding()
    {
        InstructionMix mix = InstructionMix.Parse(Listing)["shared_one"];
        Assert.Equal(
            ["LDC", "IMAD.WIDE.U32", "LDG.E.128", "IMAD.SHL.U32", "STS.128", "BAR.SYNC.DEFER_BLOCKING", "LDS", "FFMA", "STG.E.64", "EXIT"],
            mix.Opcodes);
        Assert.Equal((1, 1, 1, 1, 1), (mix.Ffma, mix.Imad, mix.SharedLoads, mix.SharedStores, mix.Barriers));
        Assert.Equal([0, 0, 1], InstructionMix.Widths.Select(mix.Loads));
        Assert.Equal([0, 1, 0], InstructionMix.Widths.Select(mix.Stores));
        Assert.Equal((0, 0, 0, 0, 0), (mix.Local, mix.Double, mix.Mufu, mix.Calls, mix.AddOrMultiply));
    }

    [Fact]
    public void Instructions_are_counted_by_kind()
    {
        InstructionMix mix = InstructionMix.Parse(Listing)["Kernel_AddPart"];
        Assert.Equal((6, 1, 1, 1, 1), (mix.Count, mix.Local, mix.Double, mix.Mufu, mix.Calls));
        Assert.Equal([1, 0, 0], InstructionMix.Widths.Select(mix.Loads));
    }
}
