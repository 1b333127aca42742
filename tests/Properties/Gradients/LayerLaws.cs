using BayesBench.Agreements;
using BayesBench.Reference.Gradients;
using Xunit;

namespace BayesBench.Properties.Gradients;

/// <summary>A layer and its minibatch, for laws of any number of examples M and of weights D.</summary>
public sealed record Layer(double[][] Inputs, double[] Targets, double[] Means, double[] Deviations)
{
    public int Examples => Inputs.Length;

    public int Weights => Means.Length;

    /// <summary>The mean of an example's pre-activation less its target.</summary>
    public double Distance(int example) => Inputs[example].Zip(Means, (x, mean) => x * mean).Sum() - Targets[example];

    /// <summary>The covariance of two pre-activations of the same weights.</summary>
    public double Covariance(int i, int j) =>
        Enumerable.Range(0, Weights).Sum(l => Inputs[i][l] * Inputs[j][l] * Deviations[l] * Deviations[l]);

    public override string ToString() => FormattableString.Invariant($"{Examples} examples, {Weights} weights, s {Deviations[0]}");
}

/// <summary>What every estimator of a layer's gradient must be.</summary>
internal static class LayerLaws
{
    // The rule of three nodes integrates what is at most of the fifth degree in each number; a squared gradient is of the fourth.
    private static readonly (double Weight, double E)[] Nodes = [(1.0 / 6, -Math.Sqrt(3)), (2.0 / 3, 0), (1.0 / 6, Math.Sqrt(3))];

    public static Layer Drawn(InputSource source, int examples, int weights) => new(
        source.Matrix(examples, weights, s => s.Normal()),
        source.Vector(examples, s => s.Normal()),
        source.Vector(weights, s => s.Normal()),
        source.Vector(weights, s => s.LogUniform(0.2, 2)));

    /// <summary>Layers of every small shape.</summary>
    public static IEnumerable<Layer> Layers(ulong seed)
    {
        var source = new InputSource(seed);
        return [.. from examples in new[] { 1, 2, 3 } from weights in new[] { 1, 2, 3 } from _ in Enumerable.Range(0, 4) select Drawn(source, examples, weights)];
    }

    /// <summary>The same example so many times over.</summary>
    public static Layer Copies(Layer one, int examples) => one with
    {
        Inputs = [.. Enumerable.Repeat(one.Inputs[0], examples)],
        Targets = [.. Enumerable.Repeat(one.Targets[0], examples)],
    };

    /// <summary>Two examples whose gradients by the mean are correlated as <c>s_1^2 - s_2^2</c> is.</summary>
    public static Layer Opposite(double deviation, double target = 0) => new([[1, 1], [1, -1]], [target, target], [1, 1], [deviation, 1]);

    /// <summary>The exact moments are expectations of the call over normal numbers and uniform ones that are only asked for signs.</summary>
    public static void MomentsAreSums(
        Layer layer, Func<Layer, GradientMoments> moments, Func<Layer, double[], double[]> call, int normals, int uniforms = 0)
    {
        double[] first = [0, 0], absolute = [0, 0], square = [0, 0];
        foreach ((double weight, double[] noise) in Product(normals, uniforms, 1 << layer.Weights))
        {
            double[] gradient = call(layer, noise);
            for (int i = 0; i < 2; i++)
            {
                first[i] += weight * gradient[i];
                absolute[i] += weight * Math.Abs(gradient[i]);
                square[i] += weight * gradient[i] * gradient[i];
            }
        }

        GradientMoments exact = moments(layer);
        for (int i = 0; i < 2; i++)
        {
            Assert.Equal(exact.Gradient[i], first[i], 1e-12 * absolute[i]);
            Assert.Equal(exact.Variance[i], square[i] - (first[i] * first[i]), 1e-12 * square[i]);
        }
    }

    /// <summary>The exact gradient is that of the loss's mean, <c>1/M sum_j (c_j^2 + Var b_j) / 2</c>.</summary>
    public static void TheGradientIsThatOfTheLoss(Func<Layer, GradientMoments> moments, ulong seed)
    {
        static double Loss(Layer layer) => Enumerable.Range(0, layer.Examples)
            .Average(j => ((layer.Distance(j) * layer.Distance(j)) + layer.Covariance(j, j)) / 2);

        foreach (Layer layer in Layers(seed))
        {
            double variance = layer.Deviations[0] * layer.Deviations[0];
            // Of the second degree in the mean and of the first in the variance: differences are exact but for rounding.
            double byMean = Slope(h => Loss(layer with { Means = [layer.Means[0] + h, .. layer.Means[1..]] }), 0.5);
            double byVariance = Slope(
                h => Loss(layer with { Deviations = [Math.Sqrt(variance + h), .. layer.Deviations[1..]] }), variance / 2);
            double rounding = 1e-13 * (1 + Loss(layer)) / Math.Min(1, variance);
            Assert.Equal(byMean, moments(layer).Gradient[0], rounding);
            Assert.Equal(byVariance, moments(layer).Gradient[1], rounding);
        }
    }

    /// <summary>A derivative at 0, exact for a parabola.</summary>
    public static double Slope(Func<double, double> f, double h) => (f(h) - f(-h)) / (2 * h);

    private static IEnumerable<(double Weight, double[] Noise)> Product(int normals, int uniforms, int cells)
    {
        IEnumerable<(double Weight, double[] Noise)> all = [(1.0, [])];
        (double Weight, double E)[] middles = [.. Enumerable.Range(0, cells).Select(cell => (1.0 / cells, (cell + 0.5) / cells))];
        for (int i = 0; i < normals + uniforms; i++)
        {
            (double Weight, double E)[] one = i < normals ? Nodes : middles;
            all = [.. from some in all from node in one select (some.Weight * node.Weight, (double[])[.. some.Noise, node.E])];
        }

        return all;
    }
}
