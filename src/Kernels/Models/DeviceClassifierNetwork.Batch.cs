using BayesBench.Kernels.Networks;
using BayesBench.Kernels.Random;
using ILGPU;

namespace BayesBench.Kernels.Models;

/// <content>What is done with the batch at hand: its loss and gradient, its bound, its predictions.</content>
public sealed partial class DeviceClassifierNetwork
{
    private readonly DeviceArray<int> _places;
    private readonly DeviceArray<float> _input, _slope, _members, _mean, _uncertainty;
    private readonly DeviceArray<double> _logLikelihood, _running;
    private ClassifierData? _data;
    private int _examples, _represented;
    private long _seen;

    private ArrayView<float> Input => _input.View.SubView(0, _examples * Description.Inputs);

    /// <summary>Draws a minibatch of the largest size: data independently, with replacement.</summary>
    /// <param name="data">The data.</param>
    /// <param name="key">The draw's key.</param>
    /// <param name="step">The draw's replicate.</param>
    public void DrawMinibatch(ClassifierData data, DeviceKey key, int step)
    {
        Check(data);
        BayesianClassifierKernels.DrawPlaces(_device, Size, data.Count, key, step, _places);
        Take(data, LargestBatch, data.Count);
    }

    /// <summary>Takes the next data from a first one on, at most the largest batch.</summary>
    /// <param name="data">The data.</param>
    /// <param name="first">Place of the first.</param>
    /// <param name="represented">N, the size of the data set that the batch stands for; null is all of the data.</param>
    public void TakeConsecutive(ClassifierData data, int first, int? represented = null)
    {
        Check(data);
        DeviceGuard.Within(first, 0, data.Count - 1, nameof(first));
        BayesianClassifierKernels.ConsecutivePlaces(_device, Size, data.Count, first, _places);
        Take(data, Math.Min(LargestBatch, data.Count - first), represented ?? data.Count);
    }

    /// <summary>The loss's gradient on the batch at hand, into <see cref="LastGradient"/>.</summary>
    /// <param name="key">The noise's key.</param>
    /// <param name="step">The noise's replicate.</param>
    /// <param name="divergenceFactor">Of the divergence, 1 but for a warm-up.</param>
    public void Gradient(DeviceKey key, int step, double divergenceFactor = 1)
    {
        LayerPass pass = Forward(key, step);
        _seen += _examples;
        _network.Backward(
            pass, (float)(divergenceFactor / _represented), Input, _slope.View.SubView(0, _examples * Description.Outputs));
    }

    /// <summary>An estimate of the bound on the batch at hand, by one draw of the noise; waits for the device.</summary>
    /// <param name="key">The noise's key.</param>
    /// <param name="step">The noise's replicate.</param>
    /// <returns>Log-likelihood times N / B, and divergence.</returns>
    public ClassifierBound Elbo(DeviceKey key, int step)
    {
        LayerPass pass = Forward(key, step);
        _seen += _examples;
        double sum = _logLikelihood.ToArray().Take(_examples).Sum();
        return new ClassifierBound((double)_represented / _examples * sum, _network.Divergence(pass));
    }

    /// <summary>KL(posterior || prior) of all weights; waits for the device.</summary>
    /// <returns>In nats.</returns>
    public double Divergence() => _network.Divergence(new LayerPass(1, LayerMode.Training, Step: Steps));

    /// <summary>What was seen since the last report; waits for the device.</summary>
    /// <returns>The report; its sums begin again.</returns>
    public NetworkReport TakeReport()
    {
        double[] running = _running.ToArray();
        var report = new NetworkReport(_seen, running.Take(LargestBatch).Sum(), running.Skip(LargestBatch).Sum(), Divergence());
        _running.Clear();
        _seen = 0;
        return report;
    }

    /// <summary>Class probabilities averaged over draws from the posterior, and how uncertain they are; waits for the device.</summary>
    /// <param name="data">The examples.</param>
    /// <param name="draws">Number of draws, at most <see cref="LargestDraws"/>; 0 takes the network without noise instead.</param>
    /// <param name="key">The noise's key; draw s is its own replicate, the same for all examples.</param>
    /// <returns>The prediction.</returns>
    public NetworkPrediction Predict(ClassifierData data, int draws, DeviceKey key)
    {
        Check(data);
        DeviceGuard.Within(draws, 0, LargestDraws, nameof(draws));
        int members = Math.Max(1, draws);
        var prediction = new NetworkPrediction(
            new float[data.Count * Description.Outputs], new float[data.Count], new float[data.Count]);
        for (int first = 0; first < data.Count; first += LargestBatch)
        {
            TakeConsecutive(data, first);
            for (int s = 0; s < members; s++)
            {
                var pass = new LayerPass(_examples, draws == 0 ? LayerMode.Mean : LayerMode.PosteriorDraw, key, Draw: s);
                ArrayView<float> logits = _network.Forward(pass, Input);
                ClassifierNetworkKernels.MemberProbabilities(
                    _device, _examples, Description.Outputs, members, s, logits, _members);
            }

            Summarise(members, first, prediction);
        }

        return prediction;
    }

    private ClassifierSize Size => new(Description.Inputs, Description.Outputs, LargestBatch);

    private LayerPass Forward(DeviceKey key, int step)
    {
        ClassifierData data = _data ?? throw new InvalidOperationException("there is no batch at hand; take or draw one first.");
        var pass = new LayerPass(_examples, LayerMode.Training, key, step);
        ArrayView<float> logits = _network.Forward(pass, Input);
        ClassifierNetworkKernels.Loss(
            _device,
            Description.Outputs,
            1f / _examples,
            logits,
            _places,
            data.Labels,
            _slope.View.SubView(0, logits.Length),
            _logLikelihood.View.SubView(0, _examples),
            _running.View.SubView(0, _examples),
            _running.View.SubView(LargestBatch, _examples));
        return pass;
    }

    private void Take(ClassifierData data, int examples, int represented)
    {
        DeviceGuard.AtLeastOne(represented, nameof(represented));
        (_data, _examples, _represented) = (data, examples, represented);
        ClassifierNetworkKernels.Gather(_device, Description.Inputs, data.Images, _places, Input);
    }

    private void Summarise(int members, int first, NetworkPrediction prediction)
    {
        int classes = Description.Outputs;
        ArrayView<float> probabilities = _members.View.SubView(0, _examples * members * classes);
        ArrayView<float> mean = _mean.View.SubView(0, _examples * classes);
        EnsembleKernels.Predictive(
            _device, classes, probabilities, mean, _uncertainty.View.SubView(0, _examples), _uncertainty.View.SubView(LargestBatch, _examples));
        _mean.ToArray().AsSpan(0, _examples * classes).CopyTo(prediction.Probabilities.AsSpan(first * classes));
        float[] uncertainty = _uncertainty.ToArray();
        uncertainty.AsSpan(0, _examples).CopyTo(prediction.Entropy.AsSpan(first));
        uncertainty.AsSpan(LargestBatch, _examples).CopyTo(prediction.MutualInformation.AsSpan(first));
    }

    private void Check(ClassifierData data)
    {
        ArgumentNullException.ThrowIfNull(data);
        DeviceGuard.SameLength(Description.Inputs, data.Features, nameof(data));
        DeviceGuard.SameLength(Description.Outputs, data.Classes, nameof(data));
    }
}
