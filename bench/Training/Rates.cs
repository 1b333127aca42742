using BayesBench.Reference.Networks;
using BayesBench.Support;

namespace BayesBench.Training;

/// <summary>A learning rate: constant, or falling in a straight line to 0. It changes between epochs, not within.</summary>
/// <param name="Value">At the beginning.</param>
/// <param name="From">The last epoch of the whole value, counted from 0; null is constant.</param>
/// <param name="To">The first epoch of 0.</param>
public sealed record LearningRate(double Value, double? From = null, double? To = null)
{
    public double At(int epoch) => From is { } from && To is { } to
        ? Schedules.LinearDecay(epoch, Value, from, to)
        : Schedules.Constant(epoch, Value);

    public override string ToString() => From is { } from && To is { } to
        ? Format.Invariant($"learning rate {Value} to epoch {from}, then in a line to 0 at {to}")
        : Format.Invariant($"learning rate {Value}");
}

/// <summary>The weight of the divergence in the objective: 0, then rising in a straight line to 1, between epochs.</summary>
/// <param name="From">The last epoch of weight 0, counted from 0.</param>
/// <param name="To">The first epoch of weight 1.</param>
public sealed record WarmUp(double From, double To)
{
    public double At(int epoch) => Schedules.WarmUp(epoch, From, To);

    public override string ToString() => Format.Invariant($"divergence from epoch {From}, whole at {To}");
}
