using BayesBench.Kernels.Networks;
using BayesBench.Kernels.Random;
using ILGPU;
using Kernel = BayesBench.Kernels.Models.AdaptiveDepthNetworkKernels;

namespace BayesBench.Kernels.Models;

/// <content>
/// Answers for examples without a label. After every depth the host reads how many rows go on; a layer runs on these alone.
/// </content>
public sealed partial class DeviceAdaptiveDepthNetwork
{
    private readonly DeviceArray<int> _active, _goes, _from, _counts, _depths;
    private readonly DeviceArray<float> _standing, _answers;

    /// <summary>Classifies the next data from a first one on, at most B; waits for the device.</summary>
    /// <param name="data">The data.</param>
    /// <param name="first">Place of the first.</param>
    /// <param name="rule">How deep to go.</param>
    /// <param name="key">The key of the depths' draws.</param>
    /// <param name="step">Their replicate.</param>
    /// <returns>Logits and depths.</returns>
    public DepthAnswers Classify(ClassifierData data, int first, DepthRule rule, DeviceKey key = default, int step = 0)
    {
        ArgumentNullException.ThrowIfNull(data);
        TakeConsecutive(data, first);
        var rows = new Rows(this, Math.Min(Size.Examples, data.Count - first));
        int count = rows.Count;
        ArrayView<float> answers = _answers.View.SubView(0, count * Size.Classes);
        Begin(rows);
        if (rule == DepthRule.All)
        {
            for (int l = 1; l <= Size.Layers; l++)
            {
                GoThrough(rows, l);
            }

            Classes(rows.Features, answers);
            return new DepthAnswers(Take(_answers, (int)answers.Length), [.. Enumerable.Repeat(Size.Layers, count)], (long)count * Size.Layers);
        }

        long blocks = Descend(rows, first, rule, key, step);
        if (rule != DepthRule.JointMode)
        {
            Classes(Ends.SubView(0, count * Size.Width), answers);
        }

        return new DepthAnswers(Take(_answers, (int)answers.Length), Take(_depths, count), blocks);
    }

    /// <summary>The logits of stopping of the next data from a first one on, at most B; waits for the device.</summary>
    /// <param name="data">The data.</param>
    /// <param name="first">Place of the first.</param>
    /// <returns>Shape [L, B].</returns>
    public float[] HaltingLogits(ClassifierData data, int first)
    {
        TakeConsecutive(data, first);
        Forward(Size.Layers);
        HaltingLogits();
        return GetHaltingLogits();
    }

    // Features at which rows stopped, each at its example's place: the classes of all are one product of matrices then.
    private ArrayView<float> Ends => At(_featureGradient, 0);

    private void Begin(Rows rows)
    {
        BayesianClassifierKernels.ConsecutivePlaces(_device, Batch, rows.Count, 0, _active.View.SubView(0, Batch.Stride));
        (ArrayView<float> weights, ArrayView<float> bias) = Size.Stem(_parameters);
        DenseKernels.Forward(_device, _inputs.View.SubView(0, rows.Count * Size.Inputs), weights, bias, rows.State);
        ActivationKernels.Relu(_device, rows.State, rows.Features);
    }

    private void GoThrough(Rows rows, int layer)
    {
        ArrayView<float> residual = _residual.View.SubView(0, rows.State.Length);
        (ArrayView<float> weights, ArrayView<float> bias) = Size.Block(_parameters, layer);
        DenseKernels.Forward(_device, rows.Features, weights, bias, residual);
        Kernel.AddResidual(_device, residual, rows.State, rows.Features);
    }

    private void Classes(ArrayView<float> features, ArrayView<float> logits)
    {
        (ArrayView<float> weights, ArrayView<float> bias) = Size.Head(_parameters);
        DenseKernels.Forward(_device, features, weights, bias, logits);
    }

    private long Descend(Rows rows, int first, DepthRule rule, DeviceKey key, int step)
    {
        long blocks = 0;
        for (int l = 0; ; l++)
        {
            Stop(rows, l, first, rule, key, step);
            if (l == Size.Layers || !GoOn(rows))
            {
                return blocks;
            }

            GoThrough(rows, l + 1);
            blocks += rows.Count;
        }
    }

    private void Stop(Rows rows, int depth, int first, DepthRule rule, DeviceKey key, int step)
    {
        int isLast = depth == Size.Layers ? 1 : 0;
        if (rule == DepthRule.JointMode)
        {
            ArrayView<float> logits = _logits.View.SubView(0, rows.Count * Size.Classes);
            Classes(rows.Features, logits);
            Kernel.StopByMode(
                _device, new DepthStop(depth, isLast, Size.Classes), _cost,
                new DepthRows(rows.Active, logits, rows.Goes, _standing, _depths, _answers));
            return;
        }

        ArrayView<float> halting = _halting.View.SubView(0, rows.Count);
        if (depth < Size.Layers)
        {
            ArrayView<float> stopping = Size.Stopping(_parameters).SubView(depth * (Size.Width + 1), Size.Width + 1);
            Kernel.HaltingLogits(_device, Size.Width, rows.Count, rows.Features, stopping, halting);
        }

        Kernel.StopByLaw(
            _device, new DepthStop(depth, isLast, Size.Width), rule == DepthRule.Draw, first, key, step, halting,
            new DepthRows(rows.Active, rows.Features, rows.Goes, _standing, _depths, Ends));
    }

    // Whether there are rows left; if only some, they are moved together.
    private bool GoOn(Rows rows)
    {
        Kernel.Compact(_device, rows.Goes, rows.Active, _counts, _from, rows.NextActive);
        int left = _counts.ToArray()[..Kernel.Parts(rows.Count)].Sum();
        if (left > 0 && left < rows.Count)
        {
            ArrayView<float> state = rows.State;
            rows.Swap(left);
            Kernel.Move(_device, Size.Width, _from.View.SubView(0, left), state, rows.State, rows.Features);
        }

        return left > 0;
    }

    private static T[] Take<T>(DeviceArray<T> array, int count)
        where T : unmanaged => array.ToArray()[..count];

    // The rows still going. Their numbers have two places, one of which is in use.
    private sealed class Rows(DeviceAdaptiveDepthNetwork network, int count)
    {
        private bool _isSecond;

        public int Count { get; private set; } = count;

        public ArrayView<int> Active => ActiveAt(_isSecond);

        public ArrayView<int> NextActive => ActiveAt(!_isSecond);

        public ArrayView<int> Goes => network._goes.View.SubView(0, Count);

        public ArrayView<float> State =>
            (_isSecond ? network._stateGradient : network._state).View.SubView(0, Count * network.Size.Width);

        public ArrayView<float> Features => network.FeaturesAt(_isSecond ? 1 : 0).SubView(0, Count * network.Size.Width);

        public void Swap(int left)
        {
            _isSecond = !_isSecond;
            Count = left;
        }

        private ArrayView<int> ActiveAt(bool second) => network._active.View.SubView(second ? network.Batch.Stride : 0, Count);
    }
}
