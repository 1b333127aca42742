using BayesBench.Reference.Inference;
using BayesBench.Reference.Numerics;
using BayesBench.Reference.Random;

namespace BayesBench.Reference.Models;

/// <summary>What a regressor says of some examples, from draws of its masks.</summary>
/// <param name="Mean">Of the draws, shape [B].</param>
/// <param name="LogLikelihood">The logarithm of the mean over the draws of each target's density, in nats, shape [B].</param>
public sealed record DropoutPrediction(double[] Mean, double[] LogLikelihood);

/// <content>A step of training, and predictions.</content>
public static partial class MonteCarloDropoutRegressor
{
    /// <summary>One step of Adam down <see cref="Gradient"/>, with Adam's own decays 0.9 and 0.999 and epsilon 1e-8.</summary>
    /// <param name="parameters">Shape [(D + 2) H + 1], finite.</param>
    /// <param name="firstMoment">Shape [(D + 2) H + 1], finite.</param>
    /// <param name="secondMoment">Shape [(D + 2) H + 1], not negative.</param>
    /// <param name="inputs">x, shape [B, D], finite.</param>
    /// <param name="targets">y, shape [B], finite; at least one.</param>
    /// <param name="dropRate">p, in [0, 1 - 2^-24].</param>
    /// <param name="weightDecay">lambda, not negative.</param>
    /// <param name="key">The masks' key.</param>
    /// <param name="model">The model's number, not negative.</param>
    /// <param name="step">Counts from 1; also the masks' replicate.</param>
    /// <param name="learningRate">Positive.</param>
    /// <returns>The next state.</returns>
    /// <exception cref="ArgumentException">A shape does not fit.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A number breaks its rule.</exception>
    public static Networks.AdamState Step(
        double[] parameters,
        double[] firstMoment,
        double[] secondMoment,
        double[] inputs,
        double[] targets,
        double dropRate,
        double weightDecay,
        PhiloxKey key,
        int model,
        int step,
        double learningRate) =>
        Networks.Optimisers.Adam(
            parameters,
            Gradient(parameters, inputs, targets, dropRate, weightDecay, key, model, step),
            firstMoment, secondMoment, step, learningRate, 0.9, 0.999, 1e-8);

    /// <summary>Predictive mean, and log-likelihood of the target, of every example.</summary>
    /// <remarks>
    /// <para>Formula: <c>(1/T) sum_t f[t]</c> and <c>ln sum_t exp(-precision (y - f[t])^2 / 2) - ln T + (ln precision - ln 2 pi) / 2</c>,
    /// <c>f[t] = f(x; m[t])</c>, for T masks of every example.</para>
    /// <para>The logarithm is that of an unbiased estimate of the predictive density, so it is biased low; a residual of any size is
    /// far from underflow.</para>
    /// </remarks>
    /// <param name="parameters">Shape [(D + 2) H + 1], finite.</param>
    /// <param name="inputs">x, shape [B, D], finite.</param>
    /// <param name="targets">y, shape [B], finite; at least one.</param>
    /// <param name="dropRate">p, in [0, 1 - 2^-24]; 0 leaves one prediction, and T counts for nothing.</param>
    /// <param name="precision">Of the noise, positive.</param>
    /// <param name="draws">T, at least 1.</param>
    /// <param name="key">The masks' key.</param>
    /// <param name="model">The model's number, not negative.</param>
    /// <returns>Of every example.</returns>
    /// <exception cref="ArgumentException">A shape does not fit.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A number breaks its rule.</exception>
    public static DropoutPrediction Predict(
        double[] parameters,
        double[] inputs,
        double[] targets,
        double dropRate,
        double precision,
        int draws,
        PhiloxKey key,
        int model)
    {
        (DropoutNet net, double[][] rows) = Checked(parameters, inputs, targets, dropRate, model, 0);
        Guard.Positive(precision);
        Guard.AtLeast(draws, 1);
        double[][] outputs =
        [
            .. Enumerable.Range(0, draws).Select(draw => (double[])
                [.. Passes(net, rows, dropRate, key, PredictionStream, model, draw).Select(pass => pass.Output)]),
        ];
        double scale = (0.5 * (Math.Log(precision) - Constants.LogTwoPi)) - Math.Log(draws);
        return new DropoutPrediction(
            [.. targets.Select((_, b) => outputs.Average(f => f[b]))],
            [.. targets.Select((y, b) => scale + LogSumExp.Value([.. outputs.Select(f => -0.5 * precision * (y - f[b]) * (y - f[b]))]))]);
    }
}
