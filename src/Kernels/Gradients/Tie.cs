using System.Runtime.CompilerServices;
using BayesBench.Kernels.Numerics;

namespace BayesBench.Kernels.Gradients;

/// <summary>Makes every sample's noise wait for the sample before it, without changing it.</summary>
/// <remarks>
/// An OpenCL compiler for processors packs like operations of one work item that do not wait for one another before it looks
/// at neighbouring work items, and then no longer packs those: a body that evaluates an objective several times runs five
/// times slower. A body that ties its samples leaves it nothing else to pack than neighbours. The mask is zero, which only
/// the host knows; a body that loops leaves it at 0, and a compiler removes all of it. See docs/decisions/0014.
/// </remarks>
internal struct Tie(int zero)
{
    private readonly int _zero = zero;
    private int _last;

    /// <summary>The noise as it is.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly float Noise(float noise) => DeviceMath.OfBits(DeviceMath.BitsOf(noise) ^ _last);

    /// <summary>Remembers a number that the sample went into.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Follow(float number) => _last = DeviceMath.BitsOf(number) & _zero;
}
