using ILGPU;
using ILGPU.Backends.OpenCL;
using ILGPU.Backends.PTX;
using ILGPU.IR;
using ILGPU.IR.Intrinsics;
using ILGPU.IR.Values;

namespace BayesBench.Kernels;

/// <summary>A product and a sum in one operation.</summary>
/// <remarks>
/// ILGPU writes every operation as a statement of its own, and OpenCL C fuses a product and a sum of one expression only. NVIDIA's
/// assembler fuses whatever it finds: what is meant for GPUs alone has no need of this.
/// </remarks>
internal static class Fused
{
    /// <summary>a b + c, rounded once where the device can.</summary>
    [IntrinsicImplementation]
    public static float MultiplyAdd(float a, float b, float c) => (a * b) + c;

    /// <summary>Tells ILGPU how the operation is written.</summary>
    public static void Register(Context.Builder builder)
    {
        IntrinsicImplementationManager manager = builder.GetIntrinsicManager();
        System.Reflection.MethodInfo method = typeof(Fused).GetMethod(nameof(MultiplyAdd))!;
        manager.RegisterMethod(method, new CLIntrinsic(typeof(Fused), nameof(WriteOpenCl), IntrinsicImplementationMode.GenerateCode));
        manager.RegisterMethod(method, new PTXIntrinsic(typeof(Fused), nameof(WritePtx), IntrinsicImplementationMode.GenerateCode));
    }

    private static void WriteOpenCl(CLBackend backend, CLCodeGenerator code, Value value)
    {
        var call = (MethodCall)value;
        using CLCodeGenerator.StatementEmitter statement = code.BeginStatement(code.Allocate(value));
        statement.Append(code.Load(call[0]));
        statement.AppendCommand("*");
        statement.Append(code.Load(call[1]));
        statement.AppendCommand("+");
        statement.Append(code.Load(call[2]));
    }

    private static void WritePtx(PTXBackend backend, PTXCodeGenerator code, Value value)
    {
        var call = (MethodCall)value;
        using PTXCodeGenerator.CommandEmitter command = code.BeginCommand("fma.rn.f32");
        command.AppendArgument(code.AllocateHardware(value));
        command.AppendArgument(code.LoadPrimitive(call[0]));
        command.AppendArgument(code.LoadPrimitive(call[1]));
        command.AppendArgument(code.LoadPrimitive(call[2]));
    }
}
