using BayesBench.Data;
using BayesBench.Kernels;
using BayesBench.Results;

namespace BayesBench.Models;

/// <summary>The published figure of autoencoders: evidence lower bound of training and test images against samples seen.</summary>
/// <remarks>
/// Source: Kingma and Welling (2014), section 5, figure 2. The paper has curves and no table, so there is no number to hold these against.
/// </remarks>
public static class BoundCurveStudy
{
    /// <summary>Runs the curves that have not been run.</summary>
    /// <param name="device">Where.</param>
    /// <param name="digits">The data.</param>
    /// <param name="options">Which curves, and how long.</param>
    /// <param name="progress">Told which share is done, and what is being done.</param>
    /// <param name="finished">Told all rows so far whenever there is another curve.</param>
    /// <param name="run">Keeps each curve; null keeps nothing.</param>
    /// <param name="cancellation">Stops between steps, by an exception; curves so far stand.</param>
    public static IReadOnlyList<BoundCurveRow> Run(
        Device device,
        Digits digits,
        BoundCurveOptions options,
        Action<double, string>? progress = null,
        Action<IReadOnlyList<BoundCurveRow>>? finished = null,
        UnfinishedRun? run = null,
        CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(device);
        ArgumentNullException.ThrowIfNull(digits);
        ArgumentNullException.ThrowIfNull(options);
        run ??= UnfinishedRun.None;
        var rows = new List<BoundCurveRow>();
        using var data = new BoundCurveData(device, digits, options.Tested);
        foreach ((int index, int latents) in options.Latents.Index())
        {
            rows.AddRange(run.Part(Support.Format.Invariant($"curve of {latents}"), () =>
            {
                using var curve = new BoundCurve(device, data, options, latents);
                return curve.Run(
                    (share, what) => progress?.Invoke((index + share) / options.Latents.Count, Support.Format.Invariant($"{latents} latent numbers, {what}")),
                    cancellation);
            }));
            finished?.Invoke(rows);
        }

        return rows;
    }
}
