using BayesBench.Reference.Numerics;

namespace BayesBench.Reference.Networks;

/// <summary>
/// What a network does to its pre-activations, number by number. Backward, a derivative by the output becomes one by the
/// pre-activation: it is multiplied by the slope, which is taken from the output alone where its digits suffice.
/// </summary>
/// <remarks>Source: Bishop (2006), section 5.1, and for their derivatives section 5.3.</remarks>
public static class Activation
{
    /// <summary>max(x, 0).</summary>
    /// <remarks><para>Source: Nair and Hinton (2010).</para></remarks>
    /// <param name="x">The pre-activation, finite.</param>
    /// <returns>The output.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The number is not finite.</exception>
    public static double Relu(double x)
    {
        Guard.Finite(x);
        return x > 0 ? x : 0;
    }

    /// <summary>The derivative through <see cref="Relu"/>, from its output.</summary>
    /// <remarks><para>Formula: <c>outputGradient</c> where the output is positive, else 0, at the kink too.</para></remarks>
    /// <param name="output">Not negative, finite.</param>
    /// <param name="outputGradient">By the output, finite.</param>
    /// <returns>By the pre-activation.</returns>
    /// <exception cref="ArgumentOutOfRangeException">An argument breaks its rule.</exception>
    public static double ReluBackward(double output, double outputGradient)
    {
        Guard.NonNegative(output);
        Guard.Finite(outputGradient);
        return output > 0 ? outputGradient : 0;
    }

    /// <summary>tanh x.</summary>
    /// <param name="x">The pre-activation, finite.</param>
    /// <returns>The output.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The number is not finite.</exception>
    public static double Tanh(double x)
    {
        Guard.Finite(x);
        return Math.Tanh(x);
    }

    /// <summary>The derivative through <see cref="Tanh"/>, from its output.</summary>
    /// <remarks><para>Formula: <c>outputGradient (1 - output) (1 + output)</c>, which keeps its digits near 1 and -1.</para>
    /// </remarks>
    /// <param name="output">In [-1, 1].</param>
    /// <param name="outputGradient">By the output, finite.</param>
    /// <returns>By the pre-activation.</returns>
    /// <exception cref="ArgumentOutOfRangeException">An argument breaks its rule.</exception>
    public static double TanhBackward(double output, double outputGradient)
    {
        Guard.Within(output, -1, 1);
        Guard.Finite(outputGradient);
        return outputGradient * ((1 - output) * (1 + output));
    }

    /// <summary>ln(1 + e^x).</summary>
    /// <param name="x">The pre-activation, finite.</param>
    /// <returns>The output.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The number is not finite.</exception>
    public static double Softplus(double x)
    {
        Guard.Finite(x);
        return Numerics.Softplus.Value(x);
    }

    /// <summary>The derivative through <see cref="Softplus"/>, from its input: 1 - e^-output would cancel.</summary>
    /// <remarks><para>Formula: <c>outputGradient / (1 + e^-x)</c>.</para></remarks>
    /// <param name="x">The pre-activation, finite.</param>
    /// <param name="outputGradient">By the output, finite.</param>
    /// <returns>By the pre-activation.</returns>
    /// <exception cref="ArgumentOutOfRangeException">An argument is not finite.</exception>
    public static double SoftplusBackward(double x, double outputGradient)
    {
        Guard.Finite(x);
        Guard.Finite(outputGradient);
        return outputGradient * Numerics.Sigmoid.Value(x);
    }

    /// <summary>1 / (1 + e^-x).</summary>
    /// <param name="x">The pre-activation, finite.</param>
    /// <returns>The output.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The number is not finite.</exception>
    public static double Sigmoid(double x)
    {
        Guard.Finite(x);
        return Numerics.Sigmoid.Value(x);
    }

    /// <summary>The derivative through <see cref="Sigmoid"/>, from its output.</summary>
    /// <remarks><para>Formula: <c>outputGradient output (1 - output)</c>.</para></remarks>
    /// <param name="output">In [0, 1].</param>
    /// <param name="outputGradient">By the output, finite.</param>
    /// <returns>By the pre-activation.</returns>
    /// <exception cref="ArgumentOutOfRangeException">An argument breaks its rule.</exception>
    public static double SigmoidBackward(double output, double outputGradient)
    {
        Guard.Probability(output);
        Guard.Finite(outputGradient);
        return outputGradient * (output * (1 - output));
    }
}
