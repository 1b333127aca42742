namespace BayesBench.Results;

/// <summary>A row of training.csv: how a fit stands after some steps.</summary>
/// <param name="Model">The model.</param>
/// <param name="Data"><c>mnist</c> or <c>synthetic-digits</c>.</param>
/// <param name="Step">Optimiser steps taken.</param>
/// <param name="Epochs">Passes over the training data.</param>
/// <param name="LogLikelihood">Expected log-likelihood of a datum since the last row, in nats.</param>
/// <param name="Divergence">KL(posterior || prior) over the number of data, in nats.</param>
/// <param name="Accuracy">Share of the first thousand test data that the posterior mean classifies rightly.</param>
/// <param name="Seconds">Time since the start.</param>
public sealed record TrainingRow(
    string Model,
    string Data,
    int Step,
    double Epochs,
    double LogLikelihood,
    double Divergence,
    double Accuracy,
    double Seconds)
{
    /// <summary>The evidence lower bound of a datum, in nats.</summary>
    public double LowerBound => LogLikelihood - Divergence;
}

/// <summary>A row of predictive.csv: how a fitted model predicts the whole test set.</summary>
/// <param name="Model">The model.</param>
/// <param name="Data"><c>mnist</c> or <c>synthetic-digits</c>.</param>
/// <param name="Predictor"><c>posterior-mean</c> or <c>posterior-predictive</c>.</param>
/// <param name="Error">Share of wrong classifications.</param>
/// <param name="LogLikelihood">Mean log-probability of the right class, in nats.</param>
/// <param name="CalibrationError">Mean distance of confidence and accuracy.</param>
/// <param name="Steps">Optimiser steps of the fit.</param>
/// <param name="Seconds">Time of the fit.</param>
public sealed record PredictiveRow(
    string Model,
    string Data,
    string Predictor,
    double Error,
    double LogLikelihood,
    double CalibrationError,
    int Steps,
    double Seconds);
