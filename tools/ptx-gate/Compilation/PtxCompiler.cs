using System.Reflection;
using BayesBench.Kernels;
using BayesBench.Support;
using ILGPU;
using ILGPU.Backends.EntryPoints;
using ILGPU.Backends.PTX;
using ILGPU.Runtime;
using ILGPU.Runtime.Cuda;

namespace BayesBench.PtxGate.Compilation;

/// <summary>
/// ILGPU's compiler for NVIDIA GPUs, set as <see cref="Kernels.Device"/> sets it, without a GPU. Every body gets a context of
/// its own: what ILGPU writes for one depends a little on what the context has compiled before, and a failure spoils it.
/// </summary>
public static class PtxCompiler
{
    // What ILGPU is told to be on; it writes for sm_80 there, the newest it knows to write for.
    private static readonly CudaArchitecture Architecture = CudaArchitecture.SM_90;

    // A newer driver gets the same text under a newer number; every ptxas of CUDA 12 reads this one.
    private static readonly CudaInstructionSet InstructionSet = CudaInstructionSet.ISA_80;

    private static readonly Lock ContextGate = new();

    /// <summary>A body's PTX.</summary>
    /// <exception cref="PtxException">ILGPU cannot compile it; the message says why.</exception>
    public static string Compile(MethodInfo body)
    {
        using Context context = CreateContext();
        using var backend = new PTXBackend(
            context, new CudaCapabilityContext(Architecture), Architecture, InstructionSet, nvvmAPI: null);
        try
        {
            var entry = EntryPointDescription.FromImplicitlyGroupedKernel(body);
            return ((PTXCompiledKernel)backend.Compile(entry, default(KernelSpecialization))).PTXAssembly;
        }
        catch (Exception e)
        {
            throw new PtxException(ErrorText.Of(e.GetBaseException()));
        }
    }

    private static Context CreateContext()
    {
        // Two created at the same time fail now and then, see docs/decisions/0010.
        lock (ContextGate)
        {
            return Context.Create(builder => DeviceSurvey.ConfigureTranslation(builder, DeviceKind.Cuda));
        }
    }
}
