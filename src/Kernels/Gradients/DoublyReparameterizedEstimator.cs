using System.Runtime.CompilerServices;
using BayesBench.Kernels.Numerics;
using BayesBench.Kernels.Random;
using ILGPU.Algorithms;

namespace BayesBench.Kernels.Gradients;

/// <summary>
/// <c>sum v_i^2 l_i</c>, <c>sum v_i^2 l_i e_i</c>, v the weights over their sum: running sums of weights relative to the greatest
/// so far, squares of them for the terms.
/// </summary>
internal readonly struct BoundDoublyReparameterized(float greatest, float sum, float first, float second) :
    IEstimator<BoundDoublyReparameterized, ElboProblem>
{
    private readonly float _greatest = greatest; // the logarithm of the greatest weight
    private readonly float _sum = sum;
    private readonly float _first = first;
    private readonly float _second = second;

    public static int Components => 2;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static FourNumbers Noise(DeviceWords words) => NormalNumbers.Of(words);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static BoundDoublyReparameterized Add(
        BoundDoublyReparameterized call, ElboProblem problem, float noise, int sample)
    {
        // The log weight but for a constant. Of the two factors one is 1: a single exponential makes both.
        float log = ((problem.Square * noise) + problem.Linear) * noise;
        float before = sample == 0 ? log : call._greatest;
        float smaller = DeviceMath.Exp(-XMath.Abs(log - before));
        float ofSample = log > before ? 1f : smaller;
        float ofBefore = log > before ? smaller : 1f;
        float greatest = log > before ? log : before;
        float term = ofSample * ofSample * (problem.ByMean + (problem.ByStandardDeviation * noise));
        float square = ofBefore * ofBefore;
        return new BoundDoublyReparameterized(
            greatest, (call._sum * ofBefore) + ofSample, (call._first * square) + term, (call._second * square) + (term * noise));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Last(BoundDoublyReparameterized call) => call._first;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static DeviceGradient Result(BoundDoublyReparameterized call, ElboProblem problem, int samples)
    {
        float inverse = 1f / call._sum;
        float square = inverse * inverse;
        return new DeviceGradient(call._first * square, call._second * square);
    }
}
