using System.Globalization;
using Xunit;

namespace BayesBench.Statistical.Support;

/// <summary>A claim about random draws with its design: how often it may be wrong, and what it must see.</summary>
/// <remarks>
/// Declared as a static readonly field beside the tests that use it, through <see cref="Ledger"/>, which finds it there.
/// The false-alarm rate is for all verdicts together: each of its verdicts gets an equal share, and one more
/// than declared is refused.
/// </remarks>
public abstract class StatisticalAssertion
{
    private readonly Func<Ledger> _ledger;
    private int _given;

    protected StatisticalAssertion(Design design, Func<Ledger>? ledger)
    {
        Design = design;
        _ledger = ledger ?? (() => Ledger.Shared);
    }

    public Design Design { get; }

    /// <summary>What is compared, and in which unit the effect is: a column of the ledger.</summary>
    public abstract string Kind { get; }

    /// <summary>The draws that the declared effect needs.</summary>
    public abstract long RequiredDraws { get; }

    /// <summary>The false-alarm rate of one verdict.</summary>
    public double FalseAlarmOfOne => Design.FalseAlarm / Design.Verdicts;

    /// <summary>Passes the verdict, once everything that makes it mean something is in order.</summary>
    protected void Judge(long draws, double pValue, FormattableString evidence)
    {
        Ledger ledger = _ledger();
        if (!ledger.Holds(this))
        {
            throw new InvalidOperationException(
                $"'{Design.Id}' is not in the ledger: declare it as a static readonly field of its test class.");
        }

        if (RequiredDraws > Design.Draws)
        {
            throw new InvalidOperationException(string.Create(CultureInfo.InvariantCulture,
                $"'{Design.Id}' declares {Design.Draws} draws; its effect of {Design.SmallestEffect:R} needs {RequiredDraws}."));
        }

        if (draws < Design.Draws)
        {
            throw new InvalidOperationException(string.Create(CultureInfo.InvariantCulture,
                $"'{Design.Id}' got {draws} draws; it declares {Design.Draws}."));
        }

        if (Interlocked.Increment(ref _given) > Design.Verdicts)
        {
            throw new InvalidOperationException(string.Create(CultureInfo.InvariantCulture,
                $"'{Design.Id}' gave more verdicts than the {Design.Verdicts} it declares: its false-alarm rate is spent."));
        }

        string verdict = string.Create(CultureInfo.InvariantCulture,
            $"{Design.Id}: {FormattableString.Invariant(evidence)}; p = {pValue:G3}, allowed {FalseAlarmOfOne:G3}, draws {draws}. {TestKey.Replay}");
        TestContext.Current.TestOutputHelper?.WriteLine(verdict);
        // Written so that NaN is a failure.
        if (!(pValue > FalseAlarmOfOne))
        {
            Assert.Fail(verdict);
        }
    }
}

/// <summary>The design of a statistical assertion.</summary>
/// <param name="Id">Unique, and the name of its random key.</param>
/// <param name="FalseAlarm">Probability that any of its verdicts fails correct code.</param>
/// <param name="SmallestEffect">What it must see, in the unit of its kind.</param>
/// <param name="Power">Probability to see that.</param>
/// <param name="Draws">Draws of one verdict.</param>
/// <param name="Verdicts">How often it is asserted in one run.</param>
public sealed record Design(
    string Id, double FalseAlarm, double SmallestEffect, double Power, long Draws, int Verdicts = 1);
