namespace BayesBench.Kernels;

/// <summary>The kinds of device the kernels run on, in the order in which <c>auto</c> prefers them.</summary>
public enum DeviceKind
{
    /// <summary>An NVIDIA GPU through the CUDA driver.</summary>
    Cuda,

    /// <summary>A GPU (or other accelerator) through OpenCL.</summary>
    OpenClGpu,

    /// <summary>A processor through OpenCL (PoCL and its like): compiled, vectorised, many threads.</summary>
    OpenClCpu,

    /// <summary>ILGPU's own CPU accelerator: needs nothing installed, and is the slowest.</summary>
    Cpu,
}
