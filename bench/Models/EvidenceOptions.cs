namespace BayesBench.Models;

/// <summary>What is done for every cell of the table.</summary>
/// <param name="Stages">The first so many of the schedule's.</param>
/// <param name="Draws">Importance draws of a test image's log-evidence.</param>
/// <param name="TestImages">The first so many test images.</param>
/// <param name="Seed">Key of parameters and noise.</param>
/// <param name="Batch">Images of a minibatch.</param>
/// <param name="Hidden">Units of each of the two hidden layers, in encoder and decoder.</param>
/// <param name="Latents">Latent numbers.</param>
public sealed record EvidenceOptions(
    int Stages = EvidenceSchedule.Stages,
    int Draws = 5000,
    int TestImages = 10_000,
    ulong Seed = 1,
    int Batch = 20,
    int Hidden = 200,
    int Latents = 50)
{
    /// <summary>Images that are not learned: the authors kept so many for validation.</summary>
    public const int Validation = 400;

    /// <summary>The encoder as text.</summary>
    public string Encoder => Support.Format.Invariant($"dense {Hidden}, tanh, dense {Hidden}, tanh, dense {2 * Latents}");

    /// <summary>The decoder as text.</summary>
    public string Decoder => Support.Format.Invariant($"dense {Hidden}, tanh, dense {Hidden}, tanh, dense {Data.Digits.Pixels}");
}

/// <summary>A row of evidence.csv: a cell of the published table, as it is here.</summary>
/// <param name="Model">The cell's name.</param>
/// <param name="Stages">Of the schedule.</param>
/// <param name="Seed">Key of parameters and noise.</param>
/// <param name="Passes">Over the training images.</param>
/// <param name="Steps">Of the optimiser.</param>
/// <param name="TrainBound">What was raised, of an image in the last pass, in nats.</param>
/// <param name="NegativeLogLikelihood">Of a test image, in nats.</param>
/// <param name="StandardError">Of that as a mean over images.</param>
/// <param name="MonteCarloError">The part of it that more draws would take away.</param>
/// <param name="TestImages">How many.</param>
/// <param name="Draws">Importance draws of each.</param>
/// <param name="EffectiveSampleSize">Of these, the mean over images.</param>
/// <param name="LeastEffectiveSampleSize">The smallest of an image.</param>
/// <param name="ActiveUnits">Latent numbers whose posterior mean has a variance above 0.01 over the test images.</param>
/// <param name="Published">Negative log-likelihood after the whole schedule, as reported.</param>
/// <param name="Gap">Ours less that.</param>
/// <param name="PublishedPasses">Passes of the whole schedule.</param>
/// <param name="Data">What it learned.</param>
/// <param name="Seconds">Of training.</param>
/// <param name="Machine">Processor or GPU.</param>
/// <param name="Device">The device's name.</param>
/// <param name="Driver">Its driver.</param>
/// <param name="Commit">What the program was built from.</param>
/// <param name="Date">When the row was written, UTC.</param>
public sealed record EvidenceRow(
    string Model,
    int Stages,
    ulong Seed,
    int Passes,
    int Steps,
    double TrainBound,
    double NegativeLogLikelihood,
    double StandardError,
    double MonteCarloError,
    int TestImages,
    int Draws,
    double EffectiveSampleSize,
    double LeastEffectiveSampleSize,
    int ActiveUnits,
    double Published,
    double Gap,
    int PublishedPasses,
    string Data,
    double Seconds,
    string Machine,
    string Device,
    string Driver,
    string Commit,
    string Date);
