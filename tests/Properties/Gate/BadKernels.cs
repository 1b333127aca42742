using ILGPU;

namespace BayesBench.Properties.Gate;

/// <summary>What ILGPU cannot translate.</summary>
internal static class BadKernels
{
    private static float[] s_table = [1f];

    public static void Allocates(Index1D i, ArrayView<float> values)
    {
        s_table = new float[i.X];
        values[i] = s_table[0];
    }
}
