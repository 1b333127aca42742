using System.Runtime.CompilerServices;
using BayesBench.Kernels.Numerics;
using ILGPU.Algorithms;

namespace BayesBench.Kernels.Gradients;

/// <summary>
/// The variance of the mean of pathwise calls in equally likely strata of the noise: Gauss and Legendre's rule of eight nodes on
/// panels that are the shorter the steeper the objective. Calls are taken less that at the stratum's edge nearest 0, so that what
/// a variance is left over from is of its own size.
/// </summary>
internal static class StrataQuadrature
{
    private const float Far = 9f; // beyond lies less than 1e-15 of E e^4
    private const float MostPanels = 64f; // of a unit of noise: see QuasiMonteCarloPathwiseKernels.NormalMoments
    private const float RootTwo = 1.41421356f;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static DeviceGradient Variance<TObjective>(NormalProblem problem, int samples)
        where TObjective : unmanaged, INormalObjective
    {
        // |k| is how steep a cosine is, sqrt(k) an exponential; 1 + |k| is more than either.
        float steepness = XMath.Min(1f + ((1f + XMath.Abs(problem.K)) * problem.StandardDeviation), MostPanels);
        float first = 0f;
        float second = 0f;
        float low = -Far;
        for (int stratum = 1; stratum <= samples; stratum++)
        {
            float high = Edge(stratum, samples);
            float near = XMath.Min(XMath.Max(low, 0f), high);
            StratumSums at = StratumSums.At<TObjective>(problem, near);
            var total = default(StratumSums);
            int panels = (int)((high - low) * steepness) + 1;
            float half = 0.5f * (high - low) / panels;
            for (int panel = 0; panel < panels; panel++)
            {
                float centre = low + (((2 * panel) + 1) * half);
                var sums = default(StratumSums);
                sums.AddPair<TObjective>(problem, at, centre, half * 0.183434642f, 0.362683783f);
                sums.AddPair<TObjective>(problem, at, centre, half * 0.52553241f, 0.313706646f);
                sums.AddPair<TObjective>(problem, at, centre, half * 0.796666477f, 0.222381034f);
                sums.AddPair<TObjective>(problem, at, centre, half * 0.960289856f, 0.101228536f);
                total.Add(sums);
            }

            first += total.VarianceOfFirst;
            second += total.VarianceOfSecond;
            low = high;
        }

        float square = (float)samples * samples;
        return new DeviceGradient(first / square, second / square);
    }

    // The noise below which so many strata lie, by the nearer tail.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static float Edge(int stratum, int samples)
    {
        int above = samples - stratum;
        float tail = RootTwo * DeviceErrorFunction.ErfcInverse(2f * XMath.Min(stratum, above) / samples);
        float bounded = XMath.Min(tail, Far);
        return stratum < above ? -bounded : bounded;
    }
}

/// <summary>Weights and weighted sums of a stratum: of both components of calls, and of their squares.</summary>
internal struct StratumSums
{
    public float Weight;
    public float First;
    public float Second;
    public float FirstSquare;
    public float SecondSquare;

    public readonly float VarianceOfFirst
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => (FirstSquare / Weight) - (First / Weight * (First / Weight));
    }

    public readonly float VarianceOfSecond
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => (SecondSquare / Weight) - (Second / Weight * (Second / Weight));
    }

    /// <summary>The call at one noise.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static StratumSums At<TObjective>(NormalProblem problem, float noise)
        where TObjective : unmanaged, INormalObjective
    {
        float slope = TObjective.Derivative(problem.Mean + (problem.StandardDeviation * noise), problem.K);
        return new StratumSums { First = slope, Second = slope * noise };
    }

    /// <summary>Two nodes on either side of a panel's centre.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void AddPair<TObjective>(NormalProblem problem, StratumSums at, float centre, float distance, float weight)
        where TObjective : unmanaged, INormalObjective
    {
        AddNode<TObjective>(problem, at, centre - distance, weight);
        AddNode<TObjective>(problem, at, centre + distance, weight);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Add(StratumSums other)
    {
        Weight += other.Weight;
        First += other.First;
        Second += other.Second;
        FirstSquare += other.FirstSquare;
        SecondSquare += other.SecondSquare;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void AddNode<TObjective>(NormalProblem problem, StratumSums at, float noise, float weight)
        where TObjective : unmanaged, INormalObjective
    {
        StratumSums call = At<TObjective>(problem, noise);
        float share = weight * DeviceMath.Exp(-0.5f * noise * noise);
        float first = call.First - at.First;
        float second = call.Second - at.Second;
        Weight += share;
        First += share * first;
        Second += share * second;
        FirstSquare += share * first * first;
        SecondSquare += share * second * second;
    }
}
