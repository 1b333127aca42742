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
        TEstimator call = Attempt<TEstimator, TProblem>(problem, key, replicate, 0);
        for (uint attempt = 1; TEstimator.Last(call) <= 0f; attempt++)
        {
            call = Attempt<TEstimator, TProblem>(problem, key, replicate, attempt);
        }

        return new ReplicateGradients(TEstimator.Result(call, problem, 1), default, default, default);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TEstimator Attempt<TEstimator, TProblem>(TProblem problem, DeviceKey key, ulong replicate, uint attempt)
        where TEstimator : unmanaged, IEstimator<TEstimator, TProblem>
        where TProblem : unmanaged
    {
        FourNumbers n = Replicate.Noise<TEstimator, TProblem>(key, replicate, attempt);
        TEstimator call = TEstimator.Add(default, problem, n.N0, 0);
        call = TEstimator.Add(call, problem, n.N1, 1);
        return TEstimator.Add(call, problem, n.N2, 2);
    }
}
