using BayesBench.Reference.Numerics;

namespace BayesBench.Reference.Models;

/// <summary>One image, the encoder's logits of its latent units, and the net that it is explained by.</summary>
internal sealed class BeliefNetImage(BeliefNet net, double[] image, double[] logits)
{
    public BeliefNet Net => net;

    public double[] Image => image;

    public double[] Logits => logits;

    public int Latents => logits.Length;

    /// <summary>What the ELBO is the mean of: <c>f(b) = ln p(x, b) - ln q(b | x)</c>.</summary>
    public double Objective(double[] states) => net.LogJoint(image, states) - BeliefNet.LogMass(states, logits);

    /// <summary><c>d/d(logit h) ln q(b | x) = b[h] - q[h]</c>, without cancellation.</summary>
    public double Score(double[] states, int h) => states[h] == 1.0 ? Sigmoid.Value(-logits[h]) : -Sigmoid.Value(logits[h]);

    /// <summary>The states of uniform numbers: <c>1[u[h] &lt; q[h]]</c>.</summary>
    public double[] Draw(double[] uniforms) =>
        [.. uniforms.Zip(logits, (uniform, logit) => uniform < Sigmoid.Value(logit) ? 1.0 : 0.0)];

    /// <summary>The states of the uniform numbers' other ends: <c>1[1 - u[h] &lt; q[h]]</c>.</summary>
    public double[] DrawFromAbove(double[] uniforms) => Draw([.. uniforms.Select(uniform => 1.0 - uniform)]);
}
