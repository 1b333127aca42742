using System.Globalization;
using BayesBench.Kernels;

namespace BayesBench.Agreements;

/// <summary>What a verification saw.</summary>
/// <param name="Id">The formula.</param>
/// <param name="Device">Where the kernel ran.</param>
/// <param name="Calls">Number of calls compared.</param>
/// <param name="WorstError">The largest absolute error.</param>
/// <param name="WorstShare">The largest error as a share of its bound.</param>
/// <param name="Failure">What is wrong, with the call; null when the kernel agrees.</param>
/// <param name="IsExact">Whether the bound demands equality: a share then says nothing.</param>
/// <param name="LooseBecause">Why the share is under 1% here and may be; null when it is not, or when it fails.</param>
public sealed record Outcome(
    string Id,
    string Device,
    int Calls,
    double WorstError,
    double WorstShare,
    string? Failure,
    bool IsExact = false,
    string? LooseBecause = null)
{
    /// <summary>Whether kernel and reference agree.</summary>
    public bool Passed => Failure is null;
}

/// <summary>Compares a kernel with its reference, call by call.</summary>
public static class Comparer
{
    /// <summary>A worst error below this share of its bound says that the bound proves nothing.</summary>
    public const double LeastShare = 0.01;

    // The CPU accelerator pays microseconds for every work item, and so few calls show the worst as well.
    private const int CallsOnCpu = 256;

    /// <summary>Runs an agreement on a device. A bound that nothing comes near fails on every device alike.</summary>
    /// <param name="agreement">The agreement.</param>
    /// <param name="device">The device.</param>
    /// <param name="seed">The seed of the inputs.</param>
    /// <param name="count">
    /// Number of drawn calls, at most the agreement's own; null takes these, on the CPU accelerator 256 of them.
    /// </param>
    /// <returns>What was seen.</returns>
    public static Outcome Verify(Agreement agreement, Device device, ulong seed = 1, int? count = null)
    {
        ArgumentNullException.ThrowIfNull(agreement);
        ArgumentNullException.ThrowIfNull(device);
        int most = device.Kind == DeviceKind.Cpu ? CallsOnCpu : agreement.Calls;
        IReadOnlyList<object[]> calls = agreement.Inputs(seed, Math.Min(count ?? most, agreement.Calls));
        return Judge(agreement, Compare(agreement, device.ToString(), calls, agreement.EvaluateOn(device, calls)));
    }

    /// <summary>Refuses a bound that nothing came near, unless the agreement says why.</summary>
    /// <param name="agreement">The agreement.</param>
    /// <param name="outcome">What was seen of it.</param>
    /// <returns>The outcome, with the reason or as a failure where the worst error is under 1% of its bound.</returns>
    public static Outcome Judge(Agreement agreement, Outcome outcome)
    {
        ArgumentNullException.ThrowIfNull(agreement);
        ArgumentNullException.ThrowIfNull(outcome);
        if (!outcome.Passed || outcome.IsExact || outcome.WorstShare >= LeastShare)
        {
            return outcome;
        }

        return agreement.LooseBecause is { } reason
            ? outcome with { LooseBecause = reason }
            : outcome with
            {
                Failure = Invariant($"worst error is {outcome.WorstShare:P2} of its bound: the bound proves nothing"),
            };
    }

    /// <summary>Compares answers with the reference's.</summary>
    /// <param name="agreement">The agreement.</param>
    /// <param name="device">Where the answers come from.</param>
    /// <param name="calls">The arguments of each call.</param>
    /// <param name="answers">The answers, one for each call.</param>
    /// <returns>What was seen.</returns>
    public static Outcome Compare(
        Agreement agreement, string device, IReadOnlyList<object[]> calls, IReadOnlyList<object> answers)
    {
        ArgumentNullException.ThrowIfNull(agreement);
        ArgumentNullException.ThrowIfNull(calls);
        ArgumentNullException.ThrowIfNull(answers);
        // The reference and its bounds take far longer than the kernel; no call knows of another.
        var seen = new Seen[calls.Count];
        Parallel.For(0, calls.Count, i => seen[i] = Compare(agreement, calls[i], answers[i]));
        return new Outcome(
            agreement.Id,
            device,
            calls.Count,
            seen.Select(one => one.WorstError).DefaultIfEmpty().Max(),
            seen.Select(one => one.WorstShare).DefaultIfEmpty().Max(),
            seen.Select(one => one.Failure).FirstOrDefault(failure => failure is not null),
            IsExact: agreement.Bound.Absolute is null);
    }

    private static Seen Compare(Agreement agreement, object[] call, object answer)
    {
        double[] expected = Values.Flatten(agreement.Evaluate(call));
        double[] actual = Values.Flatten(answer);
        if (expected.Length != actual.Length)
        {
            return new Seen(
                0, 0, Invariant($"{Describe(agreement, call)} has {actual.Length} results, expected {expected.Length}"));
        }

        double worstError = 0, worstShare = 0;
        string? failure = null;
        for (int j = 0; j < expected.Length; j++)
        {
            double bound = agreement.Bound.Absolute?.Invoke(call, expected, j) ?? 0;
            if (!Admits(expected[j], actual[j], bound, out double error, out double share))
            {
                failure ??= Invariant($"{Describe(agreement, call)}[{j}] is {actual[j]:R}, expected {expected[j]:R} within {bound:G3}");
            }

            worstError = Math.Max(worstError, error);
            worstShare = Math.Max(worstShare, share);
        }

        return new Seen(worstError, worstShare, failure);
    }

    /// <summary>Whether an answer is right. NaN and infinities are compared, never skipped.</summary>
    /// <param name="expected">The reference's number.</param>
    /// <param name="actual">The kernel's number.</param>
    /// <param name="bound">The absolute bound.</param>
    /// <param name="error">The absolute error; 0 where both are the same special value.</param>
    /// <param name="share">The error as a share of the bound.</param>
    /// <returns>True when within the bound.</returns>
    public static bool Admits(double expected, double actual, double bound, out double error, out double share)
    {
        bool overflows = double.IsInfinity(actual) && actual == Math.CopySign(double.PositiveInfinity, expected)
            && Math.Abs(expected) + bound >= float.MaxValue;
        if (actual.Equals(expected) || actual == expected || overflows)
        {
            (error, share) = (0, 0);
            return true;
        }

        error = Math.Abs(actual - expected);
        if (double.IsNaN(error) || double.IsInfinity(error))
        {
            (error, share) = (double.PositiveInfinity, double.PositiveInfinity);
            return false;
        }

        // Below the smallest normal float a device may flush to zero; that is no error of the formula.
        share = error <= ErrorBound.Tiny ? 0 : error / bound;
        return share <= 1;
    }

    private static string Describe(Agreement agreement, object[] call) =>
        $"{agreement.Id}({string.Join(", ", call.Select((argument, i) => $"{agreement.Parameters[i].Name}: {Show(argument)}"))})";

    private static string Show(object argument) => argument switch
    {
        double number => number.ToString("R", CultureInfo.InvariantCulture),
        double[] { Length: > 8 } numbers =>
            Invariant($"[{string.Join(' ', numbers.Take(4).Select(n => Show(n)))} … {numbers.Length} numbers]"),
        double[] numbers => $"[{string.Join(' ', numbers.Select(n => Show(n)))}]",
        double[][] rows => Invariant($"[{rows.Length} rows]"),
        _ => Convert.ToString(argument, CultureInfo.InvariantCulture) ?? string.Empty,
    };

    private static string Invariant(FormattableString text) => FormattableString.Invariant(text);

    private readonly record struct Seen(double WorstError, double WorstShare, string? Failure);
}
