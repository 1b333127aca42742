using BayesBench.Kernels.Numerics;
using ILGPU;

namespace BayesBench.Kernels.Inference;

/// <summary>Many coins with beta priors at once, in double: one coin is one row of flips.</summary>
public static class BetaBernoulliKernels
{
    private const int ChunkLength = 64;

    /// <summary>The posterior's shapes of every coin.</summary>
    /// <param name="device">Where to run.</param>
    /// <param name="flips">Shape [N, L], each 0 or 1; a row for each coin, at least one flip.</param>
    /// <param name="alpha">The prior's first shape, shape [N].</param>
    /// <param name="beta">The prior's second shape, shape [N].</param>
    /// <param name="posteriorAlpha">Shape [N], written.</param>
    /// <param name="posteriorBeta">Shape [N], written.</param>
    /// <exception cref="ArgumentException">A shape differs.</exception>
    public static void Posterior(
        Device device,
        ArrayView<float> flips,
        ArrayView<double> alpha,
        ArrayView<double> beta,
        ArrayView<double> posteriorAlpha,
        ArrayView<double> posteriorBeta)
    {
        ArgumentNullException.ThrowIfNull(device);
        int width = DeviceGuard.RowWidth(alpha.Length, flips, nameof(flips));
        DeviceGuard.Length(alpha.Length, beta, nameof(beta));
        DeviceGuard.Length(alpha.Length, posteriorAlpha, nameof(posteriorAlpha));
        DeviceGuard.Length(alpha.Length, posteriorBeta, nameof(posteriorBeta));
        device.Launch(PosteriorOfOne, (int)alpha.Length, flips, alpha, beta, width, posteriorAlpha, posteriorBeta);
    }

    /// <summary>The probability that the next flip is 1, for every coin.</summary>
    /// <param name="device">Where to run.</param>
    /// <param name="flips">Shape [N, L], each 0 or 1; a row for each coin, at least one flip.</param>
    /// <param name="alpha">The prior's first shape, shape [N].</param>
    /// <param name="beta">The prior's second shape, shape [N].</param>
    /// <param name="probability">Shape [N], written.</param>
    /// <exception cref="ArgumentException">A shape differs.</exception>
    public static void Predictive(
        Device device,
        ArrayView<float> flips,
        ArrayView<double> alpha,
        ArrayView<double> beta,
        ArrayView<double> probability)
    {
        ArgumentNullException.ThrowIfNull(device);
        int width = DeviceGuard.RowWidth(alpha.Length, flips, nameof(flips));
        DeviceGuard.Length(alpha.Length, beta, nameof(beta));
        DeviceGuard.Length(alpha.Length, probability, nameof(probability));
        device.Launch(PredictiveOfOne, (int)alpha.Length, flips, alpha, beta, width, probability);
    }

    /// <summary>The logarithm of the probability of every coin's flips in their order.</summary>
    /// <param name="device">Where to run.</param>
    /// <param name="flips">Shape [N, L], each 0 or 1; a row for each coin, at least one flip.</param>
    /// <param name="alpha">The prior's first shape, shape [N].</param>
    /// <param name="beta">The prior's second shape, shape [N].</param>
    /// <param name="logEvidence">Shape [N], written.</param>
    /// <exception cref="ArgumentException">A shape differs.</exception>
    public static void LogEvidence(
        Device device,
        ArrayView<float> flips,
        ArrayView<double> alpha,
        ArrayView<double> beta,
        ArrayView<double> logEvidence)
    {
        ArgumentNullException.ThrowIfNull(device);
        int width = DeviceGuard.RowWidth(alpha.Length, flips, nameof(flips));
        DeviceGuard.Length(alpha.Length, beta, nameof(beta));
        DeviceGuard.Length(alpha.Length, logEvidence, nameof(logEvidence));
        device.Launch(LogEvidenceOfOne, (int)alpha.Length, flips, alpha, beta, width, logEvidence);
    }

    /// <summary>The share of ones, for every coin.</summary>
    /// <param name="device">Where to run.</param>
    /// <param name="flips">Shape [N, L], each 0 or 1; a row for each coin, at least one flip.</param>
    /// <param name="estimate">Shape [N], written.</param>
    /// <exception cref="ArgumentException">A shape differs.</exception>
    public static void MaximumLikelihood(
        Device device,
        ArrayView<float> flips,
        ArrayView<double> estimate)
    {
        ArgumentNullException.ThrowIfNull(device);
        int width = DeviceGuard.RowWidth(estimate.Length, flips, nameof(flips));
        device.Launch(MaximumLikelihoodOfOne, (int)estimate.Length, flips, width, estimate);
    }

    /// <summary>The bias of highest posterior density, for every coin; NaN where there is no single one.</summary>
    /// <param name="device">Where to run.</param>
    /// <param name="flips">Shape [N, L], each 0 or 1; a row for each coin, at least one flip.</param>
    /// <param name="alpha">The prior's first shape, shape [N].</param>
    /// <param name="beta">The prior's second shape, shape [N].</param>
    /// <param name="estimate">Shape [N], written.</param>
    /// <exception cref="ArgumentException">A shape differs.</exception>
    public static void MaximumAPosteriori(
        Device device,
        ArrayView<float> flips,
        ArrayView<double> alpha,
        ArrayView<double> beta,
        ArrayView<double> estimate)
    {
        ArgumentNullException.ThrowIfNull(device);
        int width = DeviceGuard.RowWidth(alpha.Length, flips, nameof(flips));
        DeviceGuard.Length(alpha.Length, beta, nameof(beta));
        DeviceGuard.Length(alpha.Length, estimate, nameof(estimate));
        device.Launch(MaximumAPosterioriOfOne, (int)alpha.Length, flips, alpha, beta, width, estimate);
    }

    /// <summary>The probability of every coin's next flip under the share of ones.</summary>
    /// <param name="device">Where to run.</param>
    /// <param name="flips">Shape [N, L], each 0 or 1; a row for each coin, at least one flip.</param>
    /// <param name="x">The next flip, shape [N], each 0 or 1.</param>
    /// <param name="probability">Shape [N], written.</param>
    /// <exception cref="ArgumentException">A shape differs.</exception>
    public static void PlugInPredictive(
        Device device,
        ArrayView<float> flips,
        ArrayView<double> x,
        ArrayView<double> probability)
    {
        ArgumentNullException.ThrowIfNull(device);
        int width = DeviceGuard.RowWidth(x.Length, flips, nameof(flips));
        DeviceGuard.Length(x.Length, probability, nameof(probability));
        device.Launch(PlugInPredictiveOfOne, (int)x.Length, flips, x, width, probability);
    }

    /// <summary>Elements of scratch for each coin that <see cref="Prefixes"/> wants.</summary>
    /// <param name="width">Flips of a coin.</param>
    /// <returns>The number of chunks that a row of flips is cut into.</returns>
    public static int Chunks(int width) => (width + ChunkLength - 1) / ChunkLength;

    /// <summary>Posterior and predictive after every flip of every coin: a scan in three passes over chunks of 64 flips.</summary>
    /// <param name="device">Where to run.</param>
    /// <param name="flips">Shape [N, L], each 0 or 1; a row for each coin, at least one flip.</param>
    /// <param name="alpha">The prior's first shape, shape [N].</param>
    /// <param name="beta">The prior's second shape, shape [N].</param>
    /// <param name="chunkOnes">Scratch, shape [N, C], C of <see cref="Chunks"/>; overwritten.</param>
    /// <param name="posteriorAlpha">Shape [N, L], written.</param>
    /// <param name="posteriorBeta">Shape [N, L], written.</param>
    /// <param name="probability">Shape [N, L], written.</param>
    /// <exception cref="ArgumentException">A shape differs.</exception>
    public static void Prefixes(
        Device device,
        ArrayView<float> flips,
        ArrayView<double> alpha,
        ArrayView<double> beta,
        ArrayView<int> chunkOnes,
        ArrayView<double> posteriorAlpha,
        ArrayView<double> posteriorBeta,
        ArrayView<double> probability)
    {
        ArgumentNullException.ThrowIfNull(device);
        int width = DeviceGuard.RowWidth(alpha.Length, flips, nameof(flips));
        DeviceGuard.Length(alpha.Length, beta, nameof(beta));
        int chunks = Chunks(width);
        DeviceGuard.Length(alpha.Length * chunks, chunkOnes, nameof(chunkOnes));
        DeviceGuard.Length(flips.Length, posteriorAlpha, nameof(posteriorAlpha));
        DeviceGuard.Length(flips.Length, posteriorBeta, nameof(posteriorBeta));
        DeviceGuard.Length(flips.Length, probability, nameof(probability));
        int items = (int)alpha.Length * chunks;
        device.Launch(CountChunk, items, flips, width, chunks, chunkOnes);
        device.Launch(ScanCoin, (int)alpha.Length, chunks, chunkOnes);
        device.Launch(
            WalkChunk, items, flips, alpha, beta, width, chunks, chunkOnes, posteriorAlpha, posteriorBeta, probability);
    }

    // In each of these, one work item is one coin.
    private static void PosteriorOfOne(
        Index1D i,
        ArrayView<float> flips,
        ArrayView<double> alpha,
        ArrayView<double> beta,
        int width,
        ArrayView<double> posteriorAlpha,
        ArrayView<double> posteriorBeta)
    {
        int ones = Ones(flips, i * width, width);
        posteriorAlpha[i] = alpha[i] + ones;
        posteriorBeta[i] = beta[i] + (width - ones);
    }

    private static void PredictiveOfOne(
        Index1D i, ArrayView<float> flips, ArrayView<double> alpha, ArrayView<double> beta, int width, ArrayView<double> probability)
    {
        int ones = Ones(flips, i * width, width);
        probability[i] = (alpha[i] + ones) / (alpha[i] + ones + (beta[i] + (width - ones)));
    }

    private static void LogEvidenceOfOne(
        Index1D i, ArrayView<float> flips, ArrayView<double> alpha, ArrayView<double> beta, int width, ArrayView<double> logEvidence)
    {
        int ones = Ones(flips, i * width, width);
        logEvidence[i] = DeviceGammaFunction.LogRatio(alpha[i], ones) + DeviceGammaFunction.LogRatio(beta[i], width - ones)
            - DeviceGammaFunction.LogRatio(alpha[i] + beta[i], width);
    }

    private static void MaximumLikelihoodOfOne(Index1D i, ArrayView<float> flips, int width, ArrayView<double> estimate) =>
        estimate[i] = (double)Ones(flips, i * width, width) / width;

    private static void MaximumAPosterioriOfOne(
        Index1D i, ArrayView<float> flips, ArrayView<double> alpha, ArrayView<double> beta, int width, ArrayView<double> estimate)
    {
        int ones = Ones(flips, i * width, width);
        double powerOfOne = alpha[i] + ones - 1.0;
        double powerOfZero = beta[i] + (width - ones) - 1.0;
        bool hasNoPole = powerOfOne >= 0.0 && powerOfZero >= 0.0;
        double atOneEnd = powerOfZero >= 0.0 ? 0.0 : powerOfOne >= 0.0 ? 1.0 : double.NaN;
        estimate[i] = hasNoPole ? powerOfOne / (powerOfOne + powerOfZero) : atOneEnd;
    }

    private static void PlugInPredictiveOfOne(
        Index1D i, ArrayView<float> flips, ArrayView<double> x, int width, ArrayView<double> probability)
    {
        double share = (double)Ones(flips, i * width, width) / width;
        probability[i] = x[i] == 1.0 ? share : 1.0 - share;
    }

    // One work item: the ones of one chunk.
    private static void CountChunk(Index1D i, ArrayView<float> flips, int width, int chunks, ArrayView<int> chunkOnes)
    {
        int coin = i / chunks;
        int start = (i - (coin * chunks)) * ChunkLength;
        int length = Math.Min(ChunkLength, width - start);
        chunkOnes[i] = Ones(flips, (coin * width) + start, length);
    }

    // One work item: one coin, the ones up to the end of each of its chunks. A running sum that starts with what it read: to
    // read, store the sum before and then add goes wrong in the OpenCL code that ILGPU writes, where the store comes first.
    private static void ScanCoin(Index1D i, int chunks, ArrayView<int> chunkOnes)
    {
        int ones = 0;
        for (int chunk = i * chunks; chunk < (i + 1) * chunks; chunk++)
        {
            ones += chunkOnes[chunk];
            chunkOnes[chunk] = ones;
        }
    }

    // One work item: one chunk, from the ones before it.
    private static void WalkChunk(
        Index1D i,
        ArrayView<float> flips,
        ArrayView<double> alpha,
        ArrayView<double> beta,
        int width,
        int chunks,
        ArrayView<int> chunkOnes,
        ArrayView<double> posteriorAlpha,
        ArrayView<double> posteriorBeta,
        ArrayView<double> probability)
    {
        int coin = i / chunks;
        int start = (i - (coin * chunks)) * ChunkLength;
        int end = Math.Min(start + ChunkLength, width);
        int ones = 0;
        if (start > 0)
        {
            ones = chunkOnes[i - 1];
        }

        for (int k = start; k < end; k++)
        {
            int flip = (coin * width) + k;
            ones += (int)flips[flip];
            double a = alpha[coin] + ones;
            double b = beta[coin] + (k + 1 - ones);
            posteriorAlpha[flip] = a;
            posteriorBeta[flip] = b;
            probability[flip] = a / (a + b);
        }
    }

    private static int Ones(ArrayView<float> flips, int first, int count)
    {
        int ones = 0;
        for (int k = 0; k < count; k++)
        {
            ones += (int)flips[first + k];
        }

        return ones;
    }
}
