using BayesBench.Agreements.Gradients;

namespace BayesBench.Gradients;

/// <summary>The gradients of a layer of two weights and its loss over two examples.</summary>
public abstract class LayerEstimatorBenchmark : EstimatorBenchmark
{
    protected static LayerProblem Toy { get; } = new([[1, 1], [1, -1]], [0, -1], [1, 1], [0.8, 1]);

    protected override GradientProblem Asked => Toy;
}
