using BayesBench.Reference.Numerics;

namespace BayesBench.Reference.Networks;

/// <summary>Numbers that change while a model learns, each a pure function of the epoch; a part of an epoch counts as such.</summary>
public static class Schedules
{
    /// <summary>The same at every epoch: for a trainer that asks a schedule.</summary>
    /// <param name="epoch">Counted from 0, not negative.</param>
    /// <param name="value">Finite.</param>
    /// <returns>The value.</returns>
    /// <exception cref="ArgumentOutOfRangeException">An argument breaks its rule.</exception>
    public static double Constant(double epoch, double value)
    {
        Guard.NonNegative(epoch);
        Guard.Finite(value);
        return value;
    }

    /// <summary>A value that is kept up to one epoch and falls in a straight line to 0 at another.</summary>
    /// <remarks>
    /// <para>Formula: <c>value</c> up to <c>from</c>, <c>value (to - epoch) / (to - from)</c> between, 0 behind <c>to</c>.</para>
    /// <para>A learning rate of 0 is for stopping: the optimisers refuse it.</para>
    /// <para>Source: the learning rates of Molchanov, Ashukha and Vetrov (2017), Variational dropout sparsifies deep neural
    /// networks: 1e-3 from 100 to 200 for LeNet-300-100, from 0 to 200 for LeNet-5.</para>
    /// </remarks>
    /// <param name="epoch">Counted from 0, not negative.</param>
    /// <param name="value">Finite.</param>
    /// <param name="from">The last epoch of the whole value, not negative.</param>
    /// <param name="to">The first epoch of 0, above from.</param>
    /// <returns>The value at the epoch.</returns>
    /// <exception cref="ArgumentOutOfRangeException">An argument breaks its rule.</exception>
    public static double LinearDecay(double epoch, double value, double from, double to)
    {
        Guard.Finite(value);
        Check(epoch, from, to);
        return epoch <= from ? value : value * Math.Max(0.0, (to - epoch) / (to - from));
    }

    /// <summary>A weight that is 0 up to one epoch and rises in a straight line to 1 at another.</summary>
    /// <remarks>
    /// <para>Formula: 0 up to <c>from</c>, <c>(epoch - from) / (to - from)</c> between, 1 from <c>to</c> on.</para>
    /// <para>It weighs the divergence from the prior, so that the data speak first. It is 1 in the end: only then is the
    /// objective a lower bound of the evidence.</para>
    /// <para>Source: as for <see cref="LinearDecay"/>, whose authors warm up from epoch 5 to 20; Bowman et al. (2016), Generating
    /// sentences from a continuous space.</para>
    /// </remarks>
    /// <param name="epoch">Counted from 0, not negative.</param>
    /// <param name="from">The last epoch of weight 0, not negative.</param>
    /// <param name="to">The first epoch of weight 1, above from.</param>
    /// <returns>The weight, in [0, 1].</returns>
    /// <exception cref="ArgumentOutOfRangeException">An argument breaks its rule.</exception>
    public static double WarmUp(double epoch, double from, double to)
    {
        Check(epoch, from, to);
        return Math.Clamp((epoch - from) / (to - from), 0.0, 1.0);
    }

    private static void Check(double epoch, double from, double to)
    {
        Guard.NonNegative(epoch);
        Guard.NonNegative(from);
        Guard.Finite(to);
        Guard.Above(to, from, nameof(to), nameof(from));
    }
}
