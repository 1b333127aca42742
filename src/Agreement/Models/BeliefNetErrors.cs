using BayesBench.Kernels.Models;
using BayesBench.Kernels.Numerics;

namespace BayesBench.Agreements.Models;

/// <summary>
/// How float roundings grow through a sigmoid belief net, worst case and first order, in absolute terms; u is the unit roundoff.
/// States are exact: a unit whose uniform number lies within a rounding of q would be another one, and none here does.
/// </summary>
internal sealed class BeliefNetErrors(BeliefNetCall call)
{
    // An error in spacings is at most twice as many u.
    public const double SigmoidUnits = 2 * UlpBounds.Sigmoid;
    private const double SoftplusUnits = 2 * UlpBounds.Softplus;
    private const double U = ErrorBound.U;

    public BeliefNetCall Call => call;

    public double[] Image(int b) => call.Images[(b * call.Pixels)..((b + 1) * call.Pixels)];

    public double[] Logits(int b) => call.Logits[(b * call.Latents)..((b + 1) * call.Latents)];

    public double[] States(int b, double[] uniforms) =>
        [.. uniforms.Zip(Logits(b), (uniform, logit) => uniform < Sigmoid(logit) ? 1.0 : 0.0)];

    /// <summary>A pixel's logit; error: gamma of its H + 1 exact products.</summary>
    public (double Value, double Error) PixelLogit(double[] states, int d)
    {
        int width = call.Latents + 1;
        double[] terms = [.. Enumerable.Range(0, width).Select(h => call.Decoder[(d * width) + h] * (h < call.Latents ? states[h] : 1))];
        return (terms.Sum(), U * width * terms.Sum(Math.Abs));
    }

    /// <summary>ln p(x, b); error: of the softplus at every logit, and of the sums of one part.</summary>
    public (double Value, double Error) LogJoint(int b, double[] states)
    {
        double[] image = Image(b);
        var pixels = LogMass([.. image.Select((x, d) =>
        {
            (double z, double error) = PixelLogit(states, d);
            return (x == 1 ? z : -z, error);
        })]);
        var prior = LogMass(states, call.Prior);
        return (pixels.Value + prior.Value, pixels.Error + prior.Error);
    }

    /// <summary>ln p(x, b) - ln q(b | x), the same.</summary>
    public (double Value, double Error) Objective(int b, double[] states)
    {
        var joint = LogJoint(b, states);
        var posterior = LogMass(states, Logits(b));
        return (joint.Value - posterior.Value, joint.Error + posterior.Error);
    }

    /// <summary>b[h] - q[h].</summary>
    public double Score(int b, double[] states, int h) =>
        states[h] == 1 ? Sigmoid(-Logits(b)[h]) : -Sigmoid(Logits(b)[h]);

    public static double Sigmoid(double x) => 1 / (1 + Math.Exp(-x));

    private static (double Value, double Error) LogMass(double[] bits, double[] logits) =>
        LogMass([.. bits.Zip(logits, (bit, logit) => (bit == 1 ? logit : -logit, 0.0))]);

    // ln sigmoid of every signed logit.
    private static (double Value, double Error) LogMass((double Signed, double Error)[] logits)
    {
        double value = 0, error = 0;
        int summed = Math.Min(logits.Length, SigmoidBeliefNetKernels.BitsOfPart);
        foreach ((double signed, double own) in logits)
        {
            double softplus = Math.Max(-signed, 0) + Math.Log(1 + Math.Exp(-Math.Abs(signed)));
            value -= softplus;
            error += (Sigmoid(-signed) * own) + (U * (SoftplusUnits + summed - 1) * softplus);
        }

        return (value, error);
    }
}
