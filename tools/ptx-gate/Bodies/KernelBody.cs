using System.Reflection;
using BayesBench.Kernels;

namespace BayesBench.PtxGate.Bodies;

/// <summary>A kernel body as a device launches it: generic ones closed.</summary>
/// <param name="Method">The closed method.</param>
/// <param name="Kinds">The kinds of device that launch it, in the order of <see cref="DeviceKind"/>.</param>
public sealed record KernelBody(MethodInfo Method, IReadOnlyList<DeviceKind> Kinds)
{
    /// <summary>Room, class and body, with the types that close it: <c>Gradients/GivenNoise&lt;NormalPathwise&gt;.OneCall&lt;CosineObjective&gt;</c>.</summary>
    public string Name { get; } = NameOf(Method);

    /// <summary>Whether an NVIDIA GPU would run it.</summary>
    public bool IsForCuda => Kinds.Contains(DeviceKind.Cuda);

    public static string NameOf(MethodInfo method)
    {
        ArgumentNullException.ThrowIfNull(method);
        Type type = method.DeclaringType!;
        string room = type.Namespace!.Split('.')[^1];
        return $"{(room == "Kernels" ? "Device" : room)}/{Short(type)}.{method.Name}{Arguments(method.GetGenericArguments())}";
    }

    // A nested type repeats the arguments of the type around it.
    private static string Short(Type type) => Path(type) + Arguments(type.GetGenericArguments());

    private static string Path(Type type)
    {
        string name = type.Name.Split('`')[0];
        return type is { IsNested: true, IsGenericParameter: false } ? $"{Path(type.DeclaringType!)}.{name}" : name;
    }

    private static string Arguments(Type[] types) =>
        types.Length == 0 ? string.Empty : $"<{string.Join(", ", types.Select(Short))}>";
}
