using System.Runtime.CompilerServices;
using BayesBench.Kernels.Random;

namespace BayesBench.Kernels.Gradients;

/// <summary>
/// A call takes the first attempt at a draw that is accepted: attempt k of a replicate has its block k. An estimator folds the
/// first three numbers of an attempt, and its <c>Last</c> is the margin by which that is accepted, not above 0 where it is rejected.
/// </summary>
internal readonly struct UntilAccepted : ISharing
{
    public static int Calls => 1;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ReplicateGradients Gradients<TEstimator, TProblem>(
        TProblem problem, DeviceKey key, ulong replicate, int samples, ref Tie tie)
        where TEstimator : unmanaged, IEstimator<TEstimator, TProblem>
        where TProblem : unmanaged
    {
        TEstimator call = Attempt(default(TEstimator), problem, key, replicate, 0, 0);
        for (uint attempt = 1; TEstimator.Last(call) <= 0f; attempt++)
        {
            call = Attempt(default(TEstimator), problem, key, replicate, attempt, 0);
        }

        return new ReplicateGradients(TEstimator.Result(call, problem, 1), default, default, default);
    }

    /// <summary>A call with the three numbers of an attempt, the first of which is a sample of a given number.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TEstimator Attempt<TEstimator, TProblem>(
        TEstimator call, TProblem problem, DeviceKey key, ulong replicate, uint attempt, int sample)
        where TEstimator : unmanaged, IEstimator<TEstimator, TProblem>
        where TProblem : unmanaged
    {
        FourNumbers n = Replicate.Noise<TEstimator, TProblem>(key, replicate, attempt);
        TEstimator with = TEstimator.Add(call, problem, n.N0, sample);
        with = TEstimator.Add(with, problem, n.N1, sample + 1);
        return TEstimator.Add(with, problem, n.N2, sample + 2);
    }
}
