using ILGPU;

namespace BayesBench.Properties.Gate;

/// <summary>Bodies that no host launches, of every form that a scan must find, and what is none.</summary>
internal static class StrayKernels
{
    public static void Plain(Index1D i, ArrayView<float> values) => values[i] = Helper(i, values);

    public static void Generic<T>(Index1D i, ArrayView<T> values)
        where T : unmanaged => values[i] = default;

    // Inlined into bodies: it returns something.
    public static float Helper(Index1D i, ArrayView<float> values) => values[i] + 1f;

    public static void Host(ArrayView<float> values, Index1D i) => values[i] = 0f;

    internal static class Of<T>
        where T : unmanaged
    {
        public static void Nested(Index1D i, ArrayView<T> values) => values[i] = default;
    }
}
