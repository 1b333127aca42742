using System.Globalization;
using BayesBench.Reference.Random;
using BayesBench.Training;

namespace BayesBench.Properties.Training;

/// <summary>A model on the host of a few numbers: each step adds noise of its own, rates and memory to them.</summary>
internal sealed class FakeModel : ITrainedModel
{
    private readonly float[] _mean = [1, 2, 3], _memory = new float[3];
    private double _total, _divergence;

    /// <summary>The step that ruins the model, and how: a mean becomes <c>NaN</c> or <c>Infinity</c>, or the <c>bound</c> infinite.</summary>
    public (int Step, string How)? Ruin { get; init; }

    /// <summary>Steps taken, in order.</summary>
    public List<(int Step, StepRates Rates)> Steps { get; } = [];

    /// <summary>Called after each step.</summary>
    public Action<int>? Stepped { get; init; }

    public string Text => "fake 3";

    public int LaunchesPerStep => 0;

    public void Step(int step, StepRates rates)
    {
        double[] noise = BoxMuller.Fill(PhiloxKey.From(7), 0, (ulong)step, _mean.Length);
        for (int i = 0; i < _mean.Length; i++)
        {
            _memory[i] = (0.9f * _memory[i]) + ((float)noise[i] * (1 + rates.DivergenceWeight));
            _mean[i] -= rates.LearningRate * _memory[i];
        }

        _total += Math.Sin(_mean[0]);
        Steps.Add((step, rates));
        if (Ruin is { } ruin && ruin.Step == step)
        {
            _divergence = ruin.How == "bound" ? double.PositiveInfinity : 0;
            _mean[1] = ruin.How == "bound" ? _mean[1] : float.Parse(ruin.How, CultureInfo.InvariantCulture);
        }

        Stepped?.Invoke(step);
    }

    public ModelReport TakeReport(int examples)
    {
        double total = _total;
        _total = 0;
        return new ModelReport(total / examples, _divergence + (_mean[2] * _mean[2]));
    }

    public TestScore Test(int draws) => new(0.5, -1, null);

    public IReadOnlyList<ModelArray> Save() =>
    [
        new("layer 1 (fake 3)", "mean", [3], [.. _mean]), new("layer 1 (fake 3)", "memory of mean", [3], [.. _memory]),
        new(string.Empty, "log-likelihood since the last report", [1, 3], ModelArray.Split([_total])),
    ];

    public void Restore(IReadOnlyList<ModelArray> arrays, int step)
    {
        arrays[0].Values.CopyTo(_mean, 0);
        arrays[1].Values.CopyTo(_memory, 0);
        (_total, _divergence) = (ModelArray.Join(arrays[2].Values)[0], 0);
    }

    public void Dispose()
    {
    }
}
