using BayesBench.Kernels.Random;
using ILGPU;
using Kernel = BayesBench.Kernels.Models.BayesianClassifierKernels;

namespace BayesBench.Kernels.Models;

/// <content>What is done with the batch at hand: its gradient, its bound, its predictions.</content>
public sealed partial class DeviceBayesianClassifier
{
    /// <summary>Draws of the weights that leave-one-out takes when nothing else is said.</summary>
    public const int LeaveOneOutDraws = 4;

    private readonly DeviceArray<int> _places, _labels;
    private readonly DeviceArray<float> _rows, _inputs, _weights, _logits, _slope, _logitMean, _logitVariance, _logLikelihood;
    private readonly DeviceArray<double> _runningTotal, _total, _coefficient;
    private float _factor = 1;

    /// <summary>Draws a minibatch: B data, independently, with replacement.</summary>
    /// <param name="data">The data.</param>
    /// <param name="key">The draw's key.</param>
    /// <param name="step">The draw's replicate.</param>
    public void DrawMinibatch(ClassifierData data, DeviceKey key, int step)
    {
        Check(data);
        Kernel.DrawPlaces(_device, Size, data.Count, key, step, _places);
        _factor = (float)data.Count / Size.Examples;
        Gather(data);
    }

    /// <summary>Takes the next data from a first one on, at most B.</summary>
    /// <param name="data">The data.</param>
    /// <param name="first">Place of the first.</param>
    /// <param name="represented">N, the size of the data set that the batch stands for; null is all of the data.</param>
    public void TakeConsecutive(ClassifierData data, int first, int? represented = null)
    {
        Check(data);
        DeviceGuard.AtLeast(0, first, nameof(first));
        DeviceGuard.AtLeastOne(data.Count - first, nameof(first));
        Kernel.ConsecutivePlaces(_device, Size, data.Count, first, _places);
        _factor = (float)(represented ?? data.Count) / Math.Min(Size.Examples, data.Count - first);
        Gather(data);
    }

    /// <summary>
    /// The ELBO's gradient on the batch at hand, by means and standard deviations, into <see cref="LastGradient"/>.
    /// </summary>
    /// <param name="estimator">How the likelihood's part is estimated; the divergence's is exact.</param>
    /// <param name="key">The noise's key.</param>
    /// <param name="step">The noise's replicate.</param>
    /// <param name="draws">Draws of the weights that leave-one-out takes, at least 2; the others take one.</param>
    public void Gradient(ClassifierEstimator estimator, DeviceKey key, int step, int draws = LeaveOneOutDraws)
    {
        if (estimator == ClassifierEstimator.LocalReparameterization)
        {
            ForwardByMoments(key, step);
            Kernel.NoiseSlope(_device, Size, Slopes(1), _logitVariance, key, step, _logitMean);
            Kernel.MomentGradient(
                _device, Size, _rows, Slopes(1), _logitMean, _standardDeviation, _factor, _gradient);
        }
        else if (estimator == ClassifierEstimator.Pathwise)
        {
            ForwardByWeights(1, key, step);
            Kernel.WeightGradient(
                _device, Size, _rows, Slopes(1), _factor, _gradient.View.SubView(0, Size.Weights));
            Kernel.PathwiseGradient(_device, key, step, _gradient);
        }
        else if (estimator == ClassifierEstimator.ScoreFunction)
        {
            Kernel.AddScore(_device, Totals(1, key, step), _standardDeviation, key, step, 0, _gradient);
        }
        else
        {
            ArrayView<double> coefficient = _coefficient.View.SubView(0, draws);
            Kernel.LeaveOneOutCoefficients(_device, Totals(draws, key, step), coefficient);
            for (int s = 0; s < draws; s++)
            {
                Kernel.AddScore(_device, coefficient, _standardDeviation, key, step, s, _gradient);
            }
        }

        Kernel.SubtractDivergenceGradient(_device, Mean, _standardDeviation, _gradient);
    }

    /// <summary>
    /// An estimate of the bound on the batch at hand, its log-likelihood averaged over draws of the weights; waits
    /// for the device.
    /// </summary>
    /// <param name="draws">Number of draws.</param>
    /// <param name="key">The noise's key.</param>
    /// <param name="step">The noise's replicate.</param>
    /// <returns>Log-likelihood times N / B, and divergence.</returns>
    public ClassifierBound Elbo(int draws, DeviceKey key, int step)
    {
        _ = Totals(draws, key, step);
        return new ClassifierBound(_total.ToArray().Take(draws).Average(), Divergence());
    }

    /// <summary>The same with noise in the logits, of its own for every example and class.</summary>
    /// <param name="key">The noise's key.</param>
    /// <param name="step">The noise's replicate.</param>
    /// <returns>Log-likelihood times N / B, and divergence.</returns>
    public ClassifierBound LocalElbo(DeviceKey key, int step)
    {
        ForwardByMoments(key, step);
        Kernel.TotalLogLikelihood(_device, LogLikelihoods(1), _factor, _total.View.SubView(0, 1));
        return new ClassifierBound(_total.ToArray()[0], Divergence());
    }

    /// <summary>The log-likelihood of the batch at hand under given weights; waits for the device.</summary>
    /// <param name="weights">Shape [P], on the device.</param>
    /// <returns>In nats, times N / B.</returns>
    public double LogLikelihood(ArrayView<float> weights)
    {
        Kernel.Logits(_device, Size, _inputs, weights, Logits(1));
        LogLikelihood(1);
        Kernel.TotalLogLikelihood(_device, LogLikelihoods(1), _factor, _total.View.SubView(0, 1));
        return _total.ToArray()[0];
    }

    /// <summary>Reads the places of the batch's examples back.</summary>
    /// <returns>Shape [B]; -1 where there is none.</returns>
    public int[] GetPlaces() => _places.ToArray()[..Size.Examples];

    /// <summary>Class probabilities averaged over draws from the posterior; waits for the device.</summary>
    /// <param name="data">The examples.</param>
    /// <param name="draws">Number of draws, at most <see cref="Draws"/>; 0 takes the posterior's mean instead.</param>
    /// <param name="key">The noise's key.</param>
    /// <returns>Shape [N, K].</returns>
    public float[] Predict(ClassifierData data, int draws, DeviceKey key)
    {
        Check(data);
        CheckDraws(Math.Max(1, draws));
        ArrayView<float> weights = draws == 0 ? Mean : Weights(draws);
        if (draws > 0)
        {
            DrawWeights(draws, key, step: 0);
        }

        var probabilities = new float[data.Count * Size.Classes];
        for (int first = 0; first < data.Count; first += Size.Examples)
        {
            TakeConsecutive(data, first);
            ArrayView<float> logits = Logits(Math.Max(1, draws));
            Kernel.Logits(_device, Size, _inputs, weights, logits);
            Kernel.AverageProbabilities(_device, Size, logits, _logitMean);
            Transpose(_logitMean.ToArray(), probabilities.AsSpan(first * Size.Classes));
        }

        return probabilities;
    }

    private void ForwardByMoments(DeviceKey key, int step)
    {
        Kernel.PreactivationMoments(
            _device, Size, _inputs, Mean, _standardDeviation, _logitMean, _logitVariance);
        Kernel.DrawLogits(_device, Size, _logitMean, _logitVariance, key, step, Logits(1));
        LogLikelihood(1);
    }

    private void ForwardByWeights(int draws, DeviceKey key, int step)
    {
        DrawWeights(draws, key, step);
        Kernel.Logits(_device, Size, _inputs, Weights(draws), Logits(draws));
        LogLikelihood(draws);
    }

    private void DrawWeights(int draws, DeviceKey key, int step)
    {
        for (int s = 0; s < draws; s++)
        {
            Kernel.DrawWeights(
                _device, Mean, _standardDeviation, key, step, s, _weights.View.SubView(s * Size.Weights, Size.Weights));
        }
    }

    private void LogLikelihood(int draws) => Kernel.LogLikelihood(
        _device, Size, Logits(draws), _labels, Slopes(draws), LogLikelihoods(draws), _runningTotal.View.SubView(0, draws * Size.Stride));

    private ArrayView<double> Totals(int draws, DeviceKey key, int step)
    {
        CheckDraws(draws);
        ForwardByWeights(draws, key, step);
        ArrayView<double> total = _total.View.SubView(0, draws);
        Kernel.TotalLogLikelihood(_device, LogLikelihoods(draws), _factor, total);
        return total;
    }

    private void Gather(ClassifierData data) =>
        Kernel.Gather(_device, Size, data.Images, data.Labels, _places, _rows, _inputs, _labels);

    private void Check(ClassifierData data)
    {
        ArgumentNullException.ThrowIfNull(data);
        DeviceGuard.SameLength(Size.Features, data.Features, nameof(data));
        DeviceGuard.SameLength(Size.Classes, data.Classes, nameof(data));
    }

    // [K, stride] to [examples, K], as many examples as fit.
    private void Transpose(float[] byClass, Span<float> byExample)
    {
        int examples = Math.Min(Size.Examples, byExample.Length / Size.Classes);
        for (int b = 0; b < examples; b++)
        {
            for (int k = 0; k < Size.Classes; k++)
            {
                byExample[(b * Size.Classes) + k] = byClass[(k * Size.Stride) + b];
            }
        }
    }

    private void CheckDraws(int draws)
    {
        DeviceGuard.AtLeastOne(draws, nameof(draws));
        if (draws > Draws)
        {
            throw new ArgumentOutOfRangeException(
                nameof(draws), draws, $"draws is {draws}; this model has memory for {Draws}.");
        }
    }

    private ArrayView<float> Weights(int draws) => _weights.View.SubView(0, draws * Size.Weights);

    private ArrayView<float> Logits(int draws) => _logits.View.SubView(0, draws * Size.Classes * Size.Stride);

    private ArrayView<float> Slopes(int draws) => _slope.View.SubView(0, draws * Size.Classes * Size.Stride);

    private ArrayView<float> LogLikelihoods(int draws) => _logLikelihood.View.SubView(0, draws * Size.Stride);
}
