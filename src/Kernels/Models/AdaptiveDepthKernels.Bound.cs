using BayesBench.Kernels.Numerics;
using ILGPU;

namespace BayesBench.Kernels.Models;

/// <content>The evidence lower bound over the depth, and its derivatives.</content>
public static partial class AdaptiveDepthKernels
{
    /// <summary>The bound <c>sum_l q[n, l] (logLikelihood[n, l] + ln p(l) - ln q[n, l])</c> of every row n.</summary>
    /// <param name="device">Where to run.</param>
    /// <param name="probabilities">q, shape [N, L + 1].</param>
    /// <param name="logLikelihood">Shape [N, L + 1].</param>
    /// <param name="tau">Shape [N], non-negative.</param>
    /// <param name="elbo">Shape [N], written; in nats.</param>
    public static void Elbo(
        Device device,
        ArrayView<float> probabilities,
        ArrayView<float> logLikelihood,
        ArrayView<float> tau,
        ArrayView<float> elbo)
    {
        ArgumentNullException.ThrowIfNull(device);
        int depths = DeviceGuard.RowWidth(tau.Length, probabilities, nameof(probabilities));
        DeviceGuard.Length(probabilities.Length, logLikelihood, nameof(logLikelihood));
        DeviceGuard.Length(tau.Length, elbo, nameof(elbo));
        device.Launch(ElboOfRow, (int)tau.Length, depths, probabilities, logLikelihood, tau, elbo);
    }

    /// <summary>The bound of every row n for a law in halting form, with all its derivatives.</summary>
    /// <param name="device">Where to run.</param>
    /// <param name="logits">Of stopping, shape [N, L].</param>
    /// <param name="logLikelihood">Shape [N, L + 1].</param>
    /// <param name="tau">Shape [N], non-negative.</param>
    /// <param name="elbo">Shape [N], written; in nats.</param>
    /// <param name="logitGradient">Shape [N, L], written.</param>
    /// <param name="logLikelihoodGradient">Shape [N, L + 1], written.</param>
    /// <param name="tauGradient">Shape [N], written.</param>
    public static void AmortizedElbo(
        Device device,
        ArrayView<float> logits,
        ArrayView<float> logLikelihood,
        ArrayView<float> tau,
        ArrayView<float> elbo,
        ArrayView<float> logitGradient,
        ArrayView<float> logLikelihoodGradient,
        ArrayView<float> tauGradient)
    {
        int layers = DeviceGuard.RowWidth(tau.Length, logits, nameof(logits));
        AmortizedElbo(
            device, new DepthSize((int)tau.Length, layers), 1f, 1f,
            logits, logLikelihood, tau, elbo, logitGradient, logLikelihoodGradient, tauGradient);
    }

    /// <summary>
    /// The same for numbers in either order, log-likelihoods or, with the sign -1, cross-entropies, and the derivatives, by what is
    /// given, of the bound times a factor: a mean loss is -1 / N of it.
    /// </summary>
    /// <param name="device">Where to run.</param>
    /// <param name="size">The sizes.</param>
    /// <param name="sign">1 or -1.</param>
    /// <param name="factor">Of the derivatives; the bound itself has none.</param>
    /// <param name="logits">Of stopping, N L numbers.</param>
    /// <param name="logLikelihood">N (L + 1) numbers.</param>
    /// <param name="tau">Shape [N], non-negative.</param>
    /// <param name="elbo">Shape [N], written; in nats.</param>
    /// <param name="logitGradient">As the logits, written.</param>
    /// <param name="logLikelihoodGradient">As the log-likelihoods, written.</param>
    /// <param name="tauGradient">Shape [N], written.</param>
    internal static void AmortizedElbo(
        Device device,
        DepthSize size,
        float sign,
        float factor,
        ArrayView<float> logits,
        ArrayView<float> logLikelihood,
        ArrayView<float> tau,
        ArrayView<float> elbo,
        ArrayView<float> logitGradient,
        ArrayView<float> logLikelihoodGradient,
        ArrayView<float> tauGradient)
    {
        ArgumentNullException.ThrowIfNull(device);
        DeviceGuard.Length(logits.Length + tau.Length, logLikelihood, nameof(logLikelihood));
        DeviceGuard.Length(tau.Length, elbo, nameof(elbo));
        DeviceGuard.Length(logits.Length, logitGradient, nameof(logitGradient));
        DeviceGuard.Length(logLikelihood.Length, logLikelihoodGradient, nameof(logLikelihoodGradient));
        DeviceGuard.Length(tau.Length, tauGradient, nameof(tauGradient));
        device.Launch(
            BoundOfRow, size.Rows, size, sign, factor,
            logits, logLikelihood, tau, elbo, logitGradient, logLikelihoodGradient, tauGradient);
    }

    // One work item: one row.
    private static void ElboOfRow(
        Index1D n,
        int depths,
        ArrayView<float> probabilities,
        ArrayView<float> logLikelihood,
        ArrayView<float> tau,
        ArrayView<float> elbo)
    {
        int start = n.X * depths;
        double cost = tau[n];
        double others = 0;
        for (int l = 1; l < depths; l++)
        {
            others += DeviceMath.Exp(-tau[n] * l);
        }

        double logSum = DeviceMath.LogOnePlus((float)others);
        double sum = 0;
        for (int l = 0; l < depths; l++)
        {
            float q = probabilities[start + l];
            double term = q * (logLikelihood[start + l] - (cost * l) - logSum - DeviceMath.Log(q));
            sum += q > 0f ? term : 0;
        }

        elbo[n] = (float)sum;
    }

    // One work item: one row. Forward the probabilities, kept where the derivatives by the log-likelihoods will stand; backward
    // the bound of what is left at each depth, V_l = eta (r_l - ln eta) + (1 - eta) (V_(l+1) - ln(1 - eta)), r the log-joint.
    // Its derivative by the logit a is eta (1 - eta) (r_l - V_(l+1) - a): what the posterior's logit, r - V, makes 0.
    private static void BoundOfRow(
        Index1D n,
        DepthSize size,
        float sign,
        float factor,
        ArrayView<float> logits,
        ArrayView<float> logLikelihood,
        ArrayView<float> tau,
        ArrayView<float> elbo,
        ArrayView<float> logitGradient,
        ArrayView<float> logLikelihoodGradient,
        ArrayView<float> tauGradient)
    {
        int logit = size.Start(n, size.Layers);
        int depth = size.Start(n, size.Layers + 1);
        double cost = tau[n];
        double going = 1;
        double mean = 0;
        double others = 0;
        double weighed = 0;
        for (int l = 1; l <= size.Layers; l++)
        {
            float a = logits[logit];
            logLikelihoodGradient[depth] = (float)(going * DeviceMath.Sigmoid(a));
            going *= DeviceMath.Sigmoid(-a);
            mean += going;
            float weight = DeviceMath.Exp(-tau[n] * l);
            others += weight;
            weighed += (double)l * weight;
            logit += size.DepthStep;
            depth += size.DepthStep;
        }

        tauGradient[n] = (float)(factor * ((weighed / (1 + others)) - mean));
        logLikelihoodGradient[depth] = (float)(sign * factor * going);
        double logSum = DeviceMath.LogOnePlus((float)others);
        double value = (sign * logLikelihood[depth]) - (cost * size.Layers) - logSum;
        for (int l = size.Layers - 1; l >= 0; l--)
        {
            logit -= size.DepthStep;
            depth -= size.DepthStep;
            float a = logits[logit];
            float stops = DeviceMath.Sigmoid(a);
            float goes = DeviceMath.Sigmoid(-a);
            double q = logLikelihoodGradient[depth];
            double joint = (sign * logLikelihood[depth]) - (cost * l) - logSum;
            logitGradient[logit] = (float)(factor * q * goes * (joint - value - a));
            logLikelihoodGradient[depth] = (float)(sign * factor * q);
            value = (stops * (joint + DeviceMath.Softplus(-a))) + (goes * (value + DeviceMath.Softplus(a)));
        }

        elbo[n] = (float)value;
    }
}
