namespace BayesBench.Training;

/// <summary>A row of history.csv: how a run stands at the end of an epoch. Numbers of a datum, in nats.</summary>
/// <param name="Step">Steps done.</param>
/// <param name="Epoch">Passes over as many data as there are.</param>
/// <param name="LogLikelihood">Expected log-likelihood over the steps since the last row.</param>
/// <param name="Divergence">KL(posterior || prior): over the number of data where it is the weights'.</param>
/// <param name="Error">Share of test data that the model gets wrong; empty where it classifies nothing.</param>
/// <param name="LearningRate">The last step's.</param>
/// <param name="DivergenceWeight">The last step's: 1 where the objective is the bound.</param>
/// <param name="Seconds">Time since the start, tests and earlier sessions included.</param>
/// <param name="ExamplesPerSecond">Of the steps alone.</param>
public sealed record TrainingPoint(
    int Step,
    int Epoch,
    double LogLikelihood,
    double Divergence,
    double? Error,
    double LearningRate,
    double DivergenceWeight,
    double Seconds,
    double ExamplesPerSecond)
{
    /// <summary>The evidence lower bound, whatever weight its divergence had in the objective.</summary>
    public double LowerBound => LogLikelihood - Divergence;
}
