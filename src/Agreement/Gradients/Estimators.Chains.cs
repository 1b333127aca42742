using BayesBench.Kernels.Gradients;
using BayesBench.Reference.Gradients;

namespace BayesBench.Agreements.Gradients;

/// <content>Estimators for stochastic graphs.</content>
public static partial class Estimators
{
    private static EstimatorEntry[] Chains =>
    [
        new("downstream-cost", OnChain(DownstreamCost.ChainMoments, DownstreamCostKernels.Chain)),
        new("dice", OnChainHessian(Dice.ChainHessianMoments, DiceKernels.ChainHessian)),
        new("surrogate-loss", OnChainHessian(SurrogateLoss.ChainHessianMoments, SurrogateLossKernels.ChainHessian))
        {
            IsUnbiased = false,
        },
    ];

    private static EstimatorOn OnChain(
        Func<double, double, double, double, GradientMoments> exact,
        Func<float, float, float, float, GradientSampler> sampler) => EstimatorOn.Of<ChainProblem>(
            p => exact(p.Target, p.FirstLogit, p.SecondLogit, p.Coupling),
            p => sampler((float)p.Target, (float)p.FirstLogit, (float)p.SecondLogit, (float)p.Coupling));

    private static EstimatorOn OnChainHessian(
        Func<double, double, double, double, GradientMoments> exact,
        Func<float, float, float, float, GradientSampler> sampler) => EstimatorOn.Of<ChainHessianProblem>(
            p => exact(p.Target, p.FirstLogit, p.SecondLogit, p.Coupling),
            p => sampler((float)p.Target, (float)p.FirstLogit, (float)p.SecondLogit, (float)p.Coupling));
}
