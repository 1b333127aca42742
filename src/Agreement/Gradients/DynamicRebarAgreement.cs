using BayesBench.Kernels.Gradients;
using BayesBench.Reference.Gradients;

namespace BayesBench.Agreements.Gradients;

/// <summary>What tunes REBAR and its kernels.</summary>
public sealed class DynamicRebarAgreement : ITopic
{
    /// <inheritdoc />
    public static IEnumerable<Agreement> Agreements =>
    [
        new Agreement(
            DynamicRebar.BernoulliScale,
            (device, batch) => DynamicRebarKernels.BernoulliScale(device, batch.In(0), batch.In(1), batch.In(2), batch.Out()),
            ProblemArguments.Relaxed.Draw,
            new ErrorBound(
                "each node of the quadrature carries the roundings of a call, each sum one for every node; a quotient",
                (call, _, _) => RoundingOfControls.Scale((RelaxedProblem)ProblemArguments.Relaxed.Of(call)))),
        new Agreement(
            DynamicRebar.BernoulliTuning,
            (device, batch) => DynamicRebarKernels.BernoulliTuning(
                device, batch.In(0), batch.In(1), batch.In(2), batch.In(3), batch.In(4), batch.Out(2)),
            source => [.. ProblemArguments.RelaxedScaled.Draw(source), source.Vector(2, s => s.Uniform(0, 1))],
            new ErrorBound("twice a call times what it changes by, either with its roundings to first order", TuningBound)),
    ];

    private static double TuningBound(object[] call, double[] expected, int i)
    {
        var problem = (RelaxedProblem)ProblemArguments.RelaxedScaled.Of(call);
        var uniforms = (double[])call[^1];
        return i == 0
            ? RoundingOfControls.ByWeight(problem, problem with { Scale = 1 }, uniforms)
            : RoundingOfControls.ByTemperature(problem, uniforms);
    }
}
