using System.Reflection;
using ILGPU;
using ILGPU.Backends;
using ILGPU.Backends.EntryPoints;
using ILGPU.Runtime;

namespace BayesBench.Kernels;

/// <content>
/// Launching. A body is a private static method whose first parameter is the work item's index; it is
/// compiled at its first launch and kept. One overload for each number of arguments, as C# has no other way.
/// </content>
public sealed partial class Device
{
    private readonly Dictionary<(MethodInfo Body, int GroupSize), Delegate> _launchers = [];

    internal void Launch<T1>(Action<Index1D, T1> body, Work work, T1 a1)
        where T1 : struct
    {
        if (!Runs(body, work))
        {
            return;
        }

        lock (Gate)
        {
            var launcher = Launcher<Action<AcceleratorStream, Index1D, T1>>(body, work);
            launcher(Accelerator.DefaultStream, work.Items, a1);
        }
    }

    internal void Launch<T1, T2>(Action<Index1D, T1, T2> body, Work work, T1 a1, T2 a2)
        where T1 : struct where T2 : struct
    {
        if (!Runs(body, work))
        {
            return;
        }

        lock (Gate)
        {
            var launcher = Launcher<Action<AcceleratorStream, Index1D, T1, T2>>(body, work);
            launcher(Accelerator.DefaultStream, work.Items, a1, a2);
        }
    }

    internal void Launch<T1, T2, T3>(Action<Index1D, T1, T2, T3> body, Work work, T1 a1, T2 a2, T3 a3)
        where T1 : struct where T2 : struct where T3 : struct
    {
        if (!Runs(body, work))
        {
            return;
        }

        lock (Gate)
        {
            var launcher = Launcher<Action<AcceleratorStream, Index1D, T1, T2, T3>>(body, work);
            launcher(Accelerator.DefaultStream, work.Items, a1, a2, a3);
        }
    }

    internal void Launch<T1, T2, T3, T4>(Action<Index1D, T1, T2, T3, T4> body, Work work, T1 a1, T2 a2, T3 a3, T4 a4)
        where T1 : struct where T2 : struct where T3 : struct where T4 : struct
    {
        if (!Runs(body, work))
        {
            return;
        }

        lock (Gate)
        {
            var launcher = Launcher<Action<AcceleratorStream, Index1D, T1, T2, T3, T4>>(body, work);
            launcher(Accelerator.DefaultStream, work.Items, a1, a2, a3, a4);
        }
    }

    internal void Launch<T1, T2, T3, T4, T5>(Action<Index1D, T1, T2, T3, T4, T5> body, Work work, T1 a1, T2 a2, T3 a3, T4 a4, T5 a5)
        where T1 : struct where T2 : struct where T3 : struct where T4 : struct where T5 : struct
    {
        if (!Runs(body, work))
        {
            return;
        }

        lock (Gate)
        {
            var launcher = Launcher<Action<AcceleratorStream, Index1D, T1, T2, T3, T4, T5>>(body, work);
            launcher(Accelerator.DefaultStream, work.Items, a1, a2, a3, a4, a5);
        }
    }

    internal void Launch<T1, T2, T3, T4, T5, T6>(Action<Index1D, T1, T2, T3, T4, T5, T6> body, Work work, T1 a1, T2 a2, T3 a3, T4 a4, T5 a5, T6 a6)
        where T1 : struct where T2 : struct where T3 : struct where T4 : struct where T5 : struct where T6 : struct
    {
        if (!Runs(body, work))
        {
            return;
        }

        lock (Gate)
        {
            var launcher = Launcher<Action<AcceleratorStream, Index1D, T1, T2, T3, T4, T5, T6>>(body, work);
            launcher(Accelerator.DefaultStream, work.Items, a1, a2, a3, a4, a5, a6);
        }
    }

    internal void Launch<T1, T2, T3, T4, T5, T6, T7>(Action<Index1D, T1, T2, T3, T4, T5, T6, T7> body, Work work, T1 a1, T2 a2, T3 a3, T4 a4, T5 a5, T6 a6, T7 a7)
        where T1 : struct where T2 : struct where T3 : struct where T4 : struct where T5 : struct where T6 : struct where T7 : struct
    {
        if (!Runs(body, work))
        {
            return;
        }

        lock (Gate)
        {
            var launcher = Launcher<Action<AcceleratorStream, Index1D, T1, T2, T3, T4, T5, T6, T7>>(body, work);
            launcher(Accelerator.DefaultStream, work.Items, a1, a2, a3, a4, a5, a6, a7);
        }
    }

    internal void Launch<T1, T2, T3, T4, T5, T6, T7, T8>(Action<Index1D, T1, T2, T3, T4, T5, T6, T7, T8> body, Work work, T1 a1, T2 a2, T3 a3, T4 a4, T5 a5, T6 a6, T7 a7, T8 a8)
        where T1 : struct where T2 : struct where T3 : struct where T4 : struct where T5 : struct where T6 : struct where T7 : struct where T8 : struct
    {
        if (!Runs(body, work))
        {
            return;
        }

        lock (Gate)
        {
            var launcher = Launcher<Action<AcceleratorStream, Index1D, T1, T2, T3, T4, T5, T6, T7, T8>>(body, work);
            launcher(Accelerator.DefaultStream, work.Items, a1, a2, a3, a4, a5, a6, a7, a8);
        }
    }

    internal void Launch<T1, T2, T3, T4, T5, T6, T7, T8, T9>(Action<Index1D, T1, T2, T3, T4, T5, T6, T7, T8, T9> body, Work work, T1 a1, T2 a2, T3 a3, T4 a4, T5 a5, T6 a6, T7 a7, T8 a8, T9 a9)
        where T1 : struct where T2 : struct where T3 : struct where T4 : struct where T5 : struct where T6 : struct where T7 : struct where T8 : struct where T9 : struct
    {
        if (!Runs(body, work))
        {
            return;
        }

        lock (Gate)
        {
            var launcher = Launcher<Action<AcceleratorStream, Index1D, T1, T2, T3, T4, T5, T6, T7, T8, T9>>(body, work);
            launcher(Accelerator.DefaultStream, work.Items, a1, a2, a3, a4, a5, a6, a7, a8, a9);
        }
    }

    internal void Launch<T1, T2, T3, T4, T5, T6, T7, T8, T9, T10>(Action<Index1D, T1, T2, T3, T4, T5, T6, T7, T8, T9, T10> body, Work work, T1 a1, T2 a2, T3 a3, T4 a4, T5 a5, T6 a6, T7 a7, T8 a8, T9 a9, T10 a10)
        where T1 : struct where T2 : struct where T3 : struct where T4 : struct where T5 : struct where T6 : struct where T7 : struct where T8 : struct where T9 : struct where T10 : struct
    {
        if (!Runs(body, work))
        {
            return;
        }

        lock (Gate)
        {
            var launcher = Launcher<Action<AcceleratorStream, Index1D, T1, T2, T3, T4, T5, T6, T7, T8, T9, T10>>(body, work);
            launcher(Accelerator.DefaultStream, work.Items, a1, a2, a3, a4, a5, a6, a7, a8, a9, a10);
        }
    }

    internal void Launch<T1, T2, T3, T4, T5, T6, T7, T8, T9, T10, T11>(Action<Index1D, T1, T2, T3, T4, T5, T6, T7, T8, T9, T10, T11> body, Work work, T1 a1, T2 a2, T3 a3, T4 a4, T5 a5, T6 a6, T7 a7, T8 a8, T9 a9, T10 a10, T11 a11)
        where T1 : struct where T2 : struct where T3 : struct where T4 : struct where T5 : struct where T6 : struct where T7 : struct where T8 : struct where T9 : struct where T10 : struct where T11 : struct
    {
        if (!Runs(body, work))
        {
            return;
        }

        lock (Gate)
        {
            var launcher = Launcher<Action<AcceleratorStream, Index1D, T1, T2, T3, T4, T5, T6, T7, T8, T9, T10, T11>>(body, work);
            launcher(Accelerator.DefaultStream, work.Items, a1, a2, a3, a4, a5, a6, a7, a8, a9, a10, a11);
        }
    }

    internal void Launch<T1, T2, T3, T4, T5, T6, T7, T8, T9, T10, T11, T12>(Action<Index1D, T1, T2, T3, T4, T5, T6, T7, T8, T9, T10, T11, T12> body, Work work, T1 a1, T2 a2, T3 a3, T4 a4, T5 a5, T6 a6, T7 a7, T8 a8, T9 a9, T10 a10, T11 a11, T12 a12)
        where T1 : struct where T2 : struct where T3 : struct where T4 : struct where T5 : struct where T6 : struct where T7 : struct where T8 : struct where T9 : struct where T10 : struct where T11 : struct where T12 : struct
    {
        if (!Runs(body, work))
        {
            return;
        }

        lock (Gate)
        {
            var launcher = Launcher<Action<AcceleratorStream, Index1D, T1, T2, T3, T4, T5, T6, T7, T8, T9, T10, T11, T12>>(body, work);
            launcher(Accelerator.DefaultStream, work.Items, a1, a2, a3, a4, a5, a6, a7, a8, a9, a10, a11, a12);
        }
    }

    internal void Launch<T1, T2, T3, T4, T5, T6, T7, T8, T9, T10, T11, T12, T13>(Action<Index1D, T1, T2, T3, T4, T5, T6, T7, T8, T9, T10, T11, T12, T13> body, Work work, T1 a1, T2 a2, T3 a3, T4 a4, T5 a5, T6 a6, T7 a7, T8 a8, T9 a9, T10 a10, T11 a11, T12 a12, T13 a13)
        where T1 : struct where T2 : struct where T3 : struct where T4 : struct where T5 : struct where T6 : struct where T7 : struct where T8 : struct where T9 : struct where T10 : struct where T11 : struct where T12 : struct where T13 : struct
    {
        if (!Runs(body, work))
        {
            return;
        }

        lock (Gate)
        {
            var launcher = Launcher<Action<AcceleratorStream, Index1D, T1, T2, T3, T4, T5, T6, T7, T8, T9, T10, T11, T12, T13>>(body, work);
            launcher(Accelerator.DefaultStream, work.Items, a1, a2, a3, a4, a5, a6, a7, a8, a9, a10, a11, a12, a13);
        }
    }

    internal void Launch<T1, T2, T3, T4, T5, T6, T7, T8, T9, T10, T11, T12, T13, T14>(Action<Index1D, T1, T2, T3, T4, T5, T6, T7, T8, T9, T10, T11, T12, T13, T14> body, Work work, T1 a1, T2 a2, T3 a3, T4 a4, T5 a5, T6 a6, T7 a7, T8 a8, T9 a9, T10 a10, T11 a11, T12 a12, T13 a13, T14 a14)
        where T1 : struct where T2 : struct where T3 : struct where T4 : struct where T5 : struct where T6 : struct where T7 : struct where T8 : struct where T9 : struct where T10 : struct where T11 : struct where T12 : struct where T13 : struct where T14 : struct
    {
        if (!Runs(body, work))
        {
            return;
        }

        lock (Gate)
        {
            var launcher = Launcher<Action<AcceleratorStream, Index1D, T1, T2, T3, T4, T5, T6, T7, T8, T9, T10, T11, T12, T13, T14>>(body, work);
            launcher(Accelerator.DefaultStream, work.Items, a1, a2, a3, a4, a5, a6, a7, a8, a9, a10, a11, a12, a13, a14);
        }
    }

    private bool Runs(Delegate body, Work work)
    {
        _recorded?.Invoke(body.Method);
        return work.Items > 0 && _recorded is null;
    }

    private TLauncher Launcher<TLauncher>(Delegate body, Work work)
        where TLauncher : Delegate
    {
        _launches.Value++;
        (MethodInfo, int) key = (body.Method, work.GroupSize > 0 ? work.GroupSize : DefaultGroupSize);
        if (!_launchers.TryGetValue(key, out Delegate? launcher))
        {
            CompiledKernel compiled = Accelerator.CompileKernel(EntryPointDescription.FromImplicitlyGroupedKernel(body.Method));
            Kernel kernel = Accelerator.LoadImplicitlyGroupedKernel(OpenClSource.Stable(compiled), key.Item2);
            launcher = kernel.CreateLauncherDelegate<TLauncher>();
            _launchers.Add(key, launcher);
        }

        return (TLauncher)launcher;
    }
}
