using BayesBench.Reference.Numerics;

namespace BayesBench.Reference.Networks;

/// <summary>Parameters with the momentum of their gradients.</summary>
/// <param name="Parameters">Shape [P].</param>
/// <param name="Velocity">Decaying sum of the gradients, shape [P].</param>
public sealed record SgdState(double[] Parameters, double[] Velocity);

/// <content>Stochastic gradient descent.</content>
public static partial class Optimisers
{
    /// <summary>One step of stochastic gradient descent, with momentum.</summary>
    /// <remarks>
    /// <para>Formula: <c>v' = momentum v + g</c>, <c>p' = p - rate v'</c>; momentum 0 is plain gradient descent.</para>
    /// <para>The velocity is a sum of gradients, not of steps, and the rate multiplies all of it: where a schedule brings the
    /// rate to 0 the parameters come to rest. At a constant rate this is the same as a velocity of steps,
    /// <c>v' = momentum v - rate g</c>, <c>p' = p + v'</c>.</para>
    /// <para>Source: Robbins and Monro (1951), A stochastic approximation method; Polyak (1964), Some methods of speeding up the
    /// convergence of iteration methods.</para>
    /// </remarks>
    /// <param name="parameters">Shape [P], finite.</param>
    /// <param name="gradient">Of the loss, shape [P], finite.</param>
    /// <param name="velocity">Shape [P], finite; starts at 0.</param>
    /// <param name="learningRate">Positive.</param>
    /// <param name="momentum">In [0, 1).</param>
    /// <returns>The next state.</returns>
    /// <exception cref="ArgumentException">The shapes differ.</exception>
    /// <exception cref="ArgumentOutOfRangeException">An argument breaks its rule.</exception>
    public static SgdState Sgd(
        double[] parameters, double[] gradient, double[] velocity, double learningRate, double momentum)
    {
        ArgumentNullException.ThrowIfNull(parameters);
        ArgumentNullException.ThrowIfNull(gradient);
        ArgumentNullException.ThrowIfNull(velocity);
        Guard.SameLength<double, double>(nameof(parameters), parameters, nameof(gradient), gradient);
        Guard.SameLength<double, double>(nameof(parameters), parameters, nameof(velocity), velocity);
        Guard.Finite(parameters);
        Guard.Finite(gradient);
        Guard.Finite(velocity);
        Guard.Positive(learningRate);
        Guard.Within(momentum, 0, Math.BitDecrement(1.0));
        var next = new SgdState([.. parameters], [.. velocity]);
        for (int i = 0; i < parameters.Length; i++)
        {
            next.Velocity[i] = (momentum * velocity[i]) + gradient[i];
            next.Parameters[i] = parameters[i] - (learningRate * next.Velocity[i]);
        }

        return next;
    }
}
