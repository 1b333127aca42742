namespace BayesBench.Kernels.Models;

/// <content>What was seen since the last report, for one who goes on elsewhere.</content>
public sealed partial class DeviceClassifierNetwork
{
    /// <summary>Reads back what <see cref="TakeReport"/> would add up, and leaves it.</summary>
    /// <returns>Log-likelihoods and then errors, one number for every example of the largest batch; how many examples they saw.</returns>
    public (double[] Sums, long Examples) GetRunning() => (_running.ToArray(), _seen);

    /// <summary>Sets what <see cref="GetRunning"/> gave.</summary>
    /// <param name="sums">Of the same length.</param>
    /// <param name="examples">At least 0.</param>
    public void SetRunning(ReadOnlySpan<double> sums, long examples)
    {
        DeviceGuard.AtLeast(0, examples, nameof(examples));
        _running.CopyFrom(sums);
        _seen = examples;
    }
}
