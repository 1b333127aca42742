using BayesBench.Reference.Numerics;

namespace BayesBench.Reference.Networks;

/// <summary>Parameters with Adagrad's memory of their gradients.</summary>
/// <param name="Parameters">Shape [P].</param>
/// <param name="SquareSum">Sum of the squares of all gradients so far, shape [P].</param>
public sealed record AdagradState(double[] Parameters, double[] SquareSum);

/// <content>Adagrad.</content>
public static partial class Optimisers
{
    /// <summary>One step of Adagrad down a gradient.</summary>
    /// <remarks>
    /// <para>Formula: <c>s' = s + g^2</c>, <c>p' = p - rate g / (sqrt(s') + epsilon)</c>.</para>
    /// <para>Nothing is forgotten, so every coordinate's steps shrink with what it has already been through: under equal
    /// gradients the n-th step has length <c>rate / sqrt(n)</c>, whatever the gradient's size.</para>
    /// <para>Source: Duchi, Hazan and Singer (2011), Adaptive subgradient methods for online learning and stochastic
    /// optimization, the diagonal method; Kingma and Welling (2014) train their autoencoders by it.</para>
    /// </remarks>
    /// <param name="parameters">Shape [P], finite.</param>
    /// <param name="gradient">Of the loss, shape [P], finite.</param>
    /// <param name="squareSum">Shape [P], not negative; starts at 0.</param>
    /// <param name="learningRate">Positive.</param>
    /// <param name="epsilon">Positive: a coordinate that never had a gradient stays where it is.</param>
    /// <returns>The next state.</returns>
    /// <exception cref="ArgumentException">The shapes differ.</exception>
    /// <exception cref="ArgumentOutOfRangeException">An argument breaks its rule.</exception>
    public static AdagradState Adagrad(
        double[] parameters, double[] gradient, double[] squareSum, double learningRate, double epsilon)
    {
        ArgumentNullException.ThrowIfNull(parameters);
        ArgumentNullException.ThrowIfNull(gradient);
        ArgumentNullException.ThrowIfNull(squareSum);
        Guard.SameLength<double, double>(nameof(parameters), parameters, nameof(gradient), gradient);
        Guard.SameLength<double, double>(nameof(parameters), parameters, nameof(squareSum), squareSum);
        Guard.Finite(parameters);
        Guard.Finite(gradient);
        Guard.NonNegative(squareSum);
        Guard.Positive(learningRate);
        Guard.Positive(epsilon);
        var next = new AdagradState([.. parameters], [.. squareSum]);
        for (int i = 0; i < parameters.Length; i++)
        {
            next.SquareSum[i] = squareSum[i] + (gradient[i] * gradient[i]);
            next.Parameters[i] = parameters[i] - (learningRate * gradient[i] / (Math.Sqrt(next.SquareSum[i]) + epsilon));
        }

        return next;
    }
}
