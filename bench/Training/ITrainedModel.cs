namespace BayesBench.Training;

/// <summary>What a step is told by the schedules.</summary>
/// <param name="LearningRate">Positive.</param>
/// <param name="DivergenceWeight">Of the divergence in the objective: 0 to 1.</param>
public readonly record struct StepRates(float LearningRate, float DivergenceWeight);

/// <summary>The two terms of the bound, of a datum, in nats.</summary>
/// <param name="LogLikelihood">Expected log-likelihood, averaged over the steps since the last report.</param>
/// <param name="Divergence">From the prior: now, where it is the weights', over the number of data; else averaged likewise.</param>
public readonly record struct ModelReport(double LogLikelihood, double Divergence);

/// <summary>How a model predicts its test data.</summary>
/// <param name="Error">Share of wrong classifications; null where the model classifies nothing.</param>
/// <param name="LogLikelihood">Of a test datum, or a bound of it; in nats.</param>
/// <param name="CalibrationError">Mean distance of confidence and accuracy; null as above.</param>
public sealed record TestScore(double? Error, double LogLikelihood, double? CalibrationError);

/// <summary>
/// A model in training, with its optimiser and its data. What a step does is a pure function of the saved arrays, the
/// step's number and its rates: a model that was restored goes on to the same bits.
/// </summary>
public interface ITrainedModel : IDisposable
{
    /// <summary>The model as text, for the user and to tell one checkpoint from another.</summary>
    string Text { get; }

    /// <summary>Kernels that a step launches.</summary>
    int LaunchesPerStep { get; }

    /// <summary>Takes one step of the optimiser on one minibatch.</summary>
    /// <param name="step">Counts from 1; also the replicate of the step's noise.</param>
    /// <param name="rates">The step's rates.</param>
    void Step(int step, StepRates rates);

    /// <summary>The bound as the steps since the last report saw it; waits for the device.</summary>
    /// <param name="examples">How many examples these steps saw together.</param>
    ModelReport TakeReport(int examples);

    /// <summary>Predicts the test data; changes nothing that a step reads.</summary>
    /// <param name="draws">Posterior draws to average over; 0 takes the posterior's mean.</param>
    TestScore Test(int draws);

    /// <summary>Reads all back that the next step and the next report depend on.</summary>
    IReadOnlyList<ModelArray> Save();

    /// <summary>Takes up what <see cref="Save"/> gave, here or in another process.</summary>
    /// <param name="arrays">Of the same names and shapes.</param>
    /// <param name="step">Steps that led there.</param>
    void Restore(IReadOnlyList<ModelArray> arrays, int step);
}
