using System.Reflection;
using ILGPU.Runtime.CPU;

namespace BayesBench.Kernels;

/// <content>
/// Recording. Which bodies a kind of device runs is decided by the host methods; a recorder claims that kind
/// without having it, so a machine without a GPU can ask them.
/// </content>
public sealed partial class Device
{
    private Action<MethodInfo>? _recorded;

    /// <summary>
    /// Opens a device that claims a kind and runs nothing: a launch reports its body, generic bodies as closed as
    /// they are launched, and leaves the arrays as they are. Its memory is the host's.
    /// </summary>
    /// <param name="kind">The kind it claims.</param>
    /// <param name="recorded">Gets the body of every launch, empty launches included.</param>
    /// <returns>The device; dispose of it.</returns>
    public static Device OpenRecorder(DeviceKind kind, Action<MethodInfo> recorded)
    {
        ArgumentNullException.ThrowIfNull(recorded);
        lock (ContextGate)
        {
            ILGPU.Context context = DeviceSurvey.CreateContext(DeviceKind.Cpu);
            CPUAccelerator host = context.GetCPUDevice(0).CreateCPUAccelerator(context, CPUAcceleratorMode.Auto);
            return new Device(context, host, kind, index: 0) { _recorded = recorded };
        }
    }
}
