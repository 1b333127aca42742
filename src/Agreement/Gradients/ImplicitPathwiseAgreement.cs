using BayesBench.Agreements.Probability;
using BayesBench.Kernels.Gradients;
using BayesBench.Reference.Gradients;

namespace BayesBench.Agreements.Gradients;

/// <summary>Implicit reparametrisation and its kernels.</summary>
public sealed class ImplicitPathwiseAgreement : ITopic
{
    private static readonly EstimatorJoint OfGamma = new(
        Estimators.Find("implicit-pathwise"),
        IsNormal: true,
        (problem, noise) => ImplicitPathwise.Gamma(((GammaProblem)problem).Shape, ((GammaProblem)problem).Rate, noise[0]),
        (problem, noise, _) => RoundingOfGammaCalls.ImplicitPathwise((GammaProblem)problem, noise))
    {
        Arguments = GammaProblem.Arguments(leastShape: 0.1),
        Accepts = AcceptedNoise.LogDraw,
    };

    /// <inheritdoc />
    public static IEnumerable<Agreement> Agreements =>
    [
        OfGamma.Given(
            ImplicitPathwise.Gamma,
            (device, batch) => ImplicitPathwiseKernels.Gamma(device, batch.In(0), batch.In(1), batch.In(2), batch.Out(2))),
        OfGamma.Replicate(ImplicitPathwise.GammaReplicate),
        OfGamma.Block(ImplicitPathwise.GammaBlock),
        new Agreement(
            ImplicitPathwise.GammaMoments,
            (device, batch) => ImplicitPathwiseKernels.GammaMoments(device, batch.In(0), batch.In(1), batch.Out(2), batch.Out(2)),
            OfGamma.Arguments.Draw,
            RoundedOnce.Bound(
                "a quadrature of positive terms, to a thousandth of that",
                (_, expected) => GammaProblem.QuadratureUnits * Math.Abs(expected)))
        {
            Calls = 256,
        },
    ];
}
