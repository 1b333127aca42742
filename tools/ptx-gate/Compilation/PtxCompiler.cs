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
/// ILGPU's compiler for NVIDIA GPUs, set as <see cref="Kernels.Device"/> sets it, without a GPU. Not for two threads at once.
/// </summary>
public sealed class PtxCompiler : IDisposable
{
    // What ILGPU is told to be on; it writes for sm_80 there, the newest it knows to write for.
    private static readonly CudaArchitecture Architecture = CudaArchitecture.SM_90;

    // A newer driver gets the same text under a newer number; every ptxas of CUDA 12 reads this one.
    private static readonly CudaInstructionSet InstructionSet = CudaInstructionSet.ISA_80;

    private static readonly Lock ContextGate = new();

    private Context _context;
    private PTXBackend _backend;

    public PtxCompiler() => (_context, _backend) = Create();

    /// <summary>A body's PTX.</summary>
    /// <exception cref="PtxException">ILGPU cannot compile it; the message says why.</exception>
    public string Compile(MethodInfo body)
    {
        try
        {
            var entry = EntryPointDescription.FromImplicitlyGroupedKernel(body);
            return ((PTXCompiledKernel)_backend.Compile(entry, default(KernelSpecialization))).PTXAssembly;
        }
        catch (Exception e)
        {
            // A failed compilation leaves the context unable to compile anything else.
            Dispose();
            (_context, _backend) = Create();
            throw new PtxException(ErrorText.Of(e.GetBaseException()));
        }
    }

    public void Dispose()
    {
        _backend.Dispose();
        _context.Dispose();
    }

    private static (Context Context, PTXBackend Backend) Create()
    {
        // Two contexts created at the same time fail now and then, see docs/decisions/0010.
        lock (ContextGate)
        {
            var context = Context.Create(builder => DeviceSurvey.ConfigureTranslation(builder));
            return (context, new PTXBackend(
                context, new CudaCapabilityContext(Architecture), Architecture, InstructionSet, nvvmAPI: null));
        }
    }
}
