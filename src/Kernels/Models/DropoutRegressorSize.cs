using BayesBench.Kernels.Numerics;

namespace BayesBench.Kernels.Models;

/// <summary>The sizes of many dropout regressors that lie side by side.</summary>
/// <param name="Inputs">D.</param>
/// <param name="Hidden">H.</param>
/// <param name="Models">How many.</param>
/// <param name="Data">N, training data of each.</param>
public readonly record struct DropoutRegressorSize(int Inputs, int Hidden, int Models, int Data)
{
    /// <summary>Parameters of one model.</summary>
    public int ParameterCount => ((Inputs + 2) * Hidden) + 1;

    /// <summary>Numbers of a datum: its inputs and its target.</summary>
    public int RowLength => Inputs + 1;

    /// <summary>Hidden units as arrays hold them: a whole number of lanes.</summary>
    public int Lane => (Hidden + Lanes.Count - 1) / Lanes.Count * Lanes.Count;

    /// <summary>
    /// Parameters of one model as arrays hold them: W [D, lane], v [lane], b [lane], c and fifteen zeros. What is padding stays 0: no
    /// gradient ever reaches it.
    /// </summary>
    public int ParameterStride => ((Inputs + 2) * Lane) + Lanes.Count;

    /// <summary>Weights of one model, which decay, padding included.</summary>
    public int Weights => (Inputs + 1) * Lane;

    /// <summary>Words of an example's mask.</summary>
    public int MaskWords => (Hidden + Inputs + 31) / 32;

    /// <summary>Floats of memory that a work item needs for itself: hidden numbers, their slopes, a sum's lanes, inputs.</summary>
    public int OwnStride => (2 * Lane) + Lanes.Count + ((Inputs + Lanes.Count - 1) / Lanes.Count * Lanes.Count);
}

/// <summary>Which part of its data every model takes in a step.</summary>
/// <param name="First">The first place of the epoch's order.</param>
/// <param name="Count">B, data of the minibatch.</param>
/// <param name="Step">The masks' replicate.</param>
public readonly record struct DropoutRegressorBatch(int First, int Count, int Step);

/// <summary>Which draws are added to predictions.</summary>
/// <param name="Rows">Test data of every model.</param>
/// <param name="From">The first draw.</param>
/// <param name="To">The first draw of the next time.</param>
/// <param name="Workers">Work items that share the predictions.</param>
public readonly record struct DropoutRegressorDraws(int Rows, int From, int To, int Workers);
