using BayesBench.Data;
using BayesBench.Kernels;
using BayesBench.Kernels.Models;

namespace BayesBench.Models;

/// <summary>What a price of layers buys: one price, one way of stopping.</summary>
/// <param name="Tau">What a layer cost in training, in nats.</param>
/// <param name="Rule">How the depth of a test image is chosen.</param>
/// <param name="Error">Share of test images that are classified wrongly.</param>
/// <param name="LogLikelihood">Of a test label, in nats.</param>
/// <param name="Depth">Mean depth of an answer.</param>
/// <param name="Blocks">Mean layers run for an image.</param>
/// <param name="Seconds">To classify all test images.</param>
/// <param name="SpeedUp">Seconds through all layers, over these.</param>
public sealed record DepthCostRow(
    double Tau, DepthRule Rule, double Error, double LogLikelihood, double Depth, double Blocks, double Seconds, double SpeedUp);

/// <summary>Error against layers run: one network for every price of a layer, tested by every rule of stopping.</summary>
public static class AdaptiveDepthStudy
{
    /// <summary>Trains and tests a network for every price.</summary>
    /// <param name="device">Where to run.</param>
    /// <param name="digits">The data.</param>
    /// <param name="options">How to train; its price is not used.</param>
    /// <param name="prices">Tau of each network, in nats.</param>
    /// <param name="cancellation">Stops between two steps; networks that were not trained to the end give no rows.</param>
    public static IReadOnlyList<DepthCostRow> Run(
        Device device,
        Digits digits,
        AdaptiveDepthOptions options,
        IReadOnlyList<float> prices,
        CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(prices);
        var rows = new List<DepthCostRow>();
        foreach (float tau in prices)
        {
            AdaptiveDepthResult result = AdaptiveDepthTraining.Run(
                device, digits, options with { Tau = tau }, cancellation: cancellation);
            if (result.Cancelled)
            {
                break;
            }

            double whole = result.Scores.Single(score => score.Rule == DepthRule.All).Seconds;
            rows.AddRange(result.Scores.Select(score => new DepthCostRow(
                tau, score.Rule, score.Score.Error, score.Score.LogLikelihood, score.Depth, score.Blocks, score.Seconds, whole / score.Seconds)));
        }

        return rows;
    }
}
