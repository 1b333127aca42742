using System.Runtime.CompilerServices;
using BayesBench.Kernels.Random;

namespace BayesBench.Kernels.Gradients;

/// <summary>
/// A call takes two accepted draws: attempt k of a replicate at the first has its block 2k, at the second 2k + 1. An estimator
/// folds three numbers of an attempt at the first draw, then three at the second; its <c>Last</c> is as for
/// <see cref="UntilAccepted"/>.
/// </summary>
internal readonly struct BothAccepted : ISharing
{
    public static int Calls => 1;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ReplicateGradients Gradients<TEstimator, TProblem>(
        TProblem problem, DeviceKey key, ulong replicate, int samples, ref Tie tie)
        where TEstimator : unmanaged, IEstimator<TEstimator, TProblem>
        where TProblem : unmanaged
    {
        TEstimator first = UntilAccepted.Attempt(default(TEstimator), problem, key, replicate, 0, 0);
        for (uint attempt = 2; TEstimator.Last(first) <= 0f; attempt += 2)
        {
            first = UntilAccepted.Attempt(default(TEstimator), problem, key, replicate, attempt, 0);
        }

        TEstimator call = UntilAccepted.Attempt(first, problem, key, replicate, 1, 3);
        for (uint attempt = 3; TEstimator.Last(call) <= 0f; attempt += 2)
        {
            call = UntilAccepted.Attempt(first, problem, key, replicate, attempt, 3);
        }

        return new ReplicateGradients(TEstimator.Result(call, problem, 1), default, default, default);
    }
}
