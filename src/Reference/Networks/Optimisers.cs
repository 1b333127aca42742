using BayesBench.Reference.Numerics;

namespace BayesBench.Reference.Networks;

/// <summary>Parameters with Adam's memory of their gradients.</summary>
/// <param name="Parameters">Shape [P].</param>
/// <param name="FirstMoment">Decaying average of the gradients, shape [P].</param>
/// <param name="SecondMoment">Decaying average of their squares, shape [P].</param>
public sealed record AdamState(double[] Parameters, double[] FirstMoment, double[] SecondMoment);

/// <summary>Optimisers, each a pure function from one state to the next.</summary>
public static partial class Optimisers
{
    /// <summary>One step of Adam down a gradient, with bias correction.</summary>
    /// <remarks>
    /// <para>
    /// Formula: <c>m' = b1 m + (1 - b1) g</c>, <c>v' = b2 v + (1 - b2) g^2</c>,
    /// <c>p' = p - rate (m' / (1 - b1^step)) / (sqrt(v' / (1 - b2^step)) + epsilon)</c>.
    /// </para>
    /// <para>Both moments start at 0; dividing by <c>1 - b^step</c> takes out the pull towards that start, so that
    /// the first step has length <c>rate</c> in every coordinate, whatever the gradient's size.</para>
    /// <para>Source: Kingma and Ba (2015), "Adam: a method for stochastic optimization", algorithm 1.</para>
    /// </remarks>
    /// <param name="parameters">Shape [P], finite.</param>
    /// <param name="gradient">Of the loss, shape [P], finite.</param>
    /// <param name="firstMoment">Shape [P], finite.</param>
    /// <param name="secondMoment">Shape [P], not negative.</param>
    /// <param name="step">Counts from 1.</param>
    /// <param name="learningRate">Positive.</param>
    /// <param name="firstDecay">b1, in [0, 1).</param>
    /// <param name="secondDecay">b2, in [0, 1).</param>
    /// <param name="epsilon">Positive.</param>
    /// <returns>The next state.</returns>
    /// <exception cref="ArgumentException">The shapes differ.</exception>
    /// <exception cref="ArgumentOutOfRangeException">An argument breaks its rule.</exception>
    public static AdamState Adam(
        double[] parameters,
        double[] gradient,
        double[] firstMoment,
        double[] secondMoment,
        int step,
        double learningRate,
        double firstDecay,
        double secondDecay,
        double epsilon)
    {
        ArgumentNullException.ThrowIfNull(parameters);
        Check(parameters, gradient, firstMoment, secondMoment);
        Guard.AtLeast(step, 1);
        Guard.Positive(learningRate);
        Guard.Within(firstDecay, 0, Math.BitDecrement(1.0));
        Guard.Within(secondDecay, 0, Math.BitDecrement(1.0));
        Guard.Positive(epsilon);
        var next = new AdamState([.. parameters], [.. firstMoment], [.. secondMoment]);
        for (int i = 0; i < parameters.Length; i++)
        {
            double m = (firstDecay * firstMoment[i]) + ((1 - firstDecay) * gradient[i]);
            double v = (secondDecay * secondMoment[i]) + ((1 - secondDecay) * gradient[i] * gradient[i]);
            double unbiasedM = m / (1 - Math.Pow(firstDecay, step));
            double unbiasedV = v / (1 - Math.Pow(secondDecay, step));
            next.FirstMoment[i] = m;
            next.SecondMoment[i] = v;
            next.Parameters[i] = parameters[i] - (learningRate * unbiasedM / (Math.Sqrt(unbiasedV) + epsilon));
        }

        return next;
    }

    private static void Check(
        ReadOnlySpan<double> parameters,
        ReadOnlySpan<double> gradient,
        ReadOnlySpan<double> firstMoment,
        ReadOnlySpan<double> secondMoment)
    {
        Guard.SameLength(nameof(parameters), parameters, nameof(gradient), gradient);
        Guard.SameLength(nameof(parameters), parameters, nameof(firstMoment), firstMoment);
        Guard.SameLength(nameof(parameters), parameters, nameof(secondMoment), secondMoment);
        Guard.Finite(parameters);
        Guard.Finite(gradient);
        Guard.Finite(firstMoment);
        Guard.NonNegative(secondMoment);
    }
}
