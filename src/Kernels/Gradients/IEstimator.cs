using BayesBench.Kernels.Random;

namespace BayesBench.Kernels.Gradients;

/// <summary>
/// A gradient estimator inside a kernel: a fold over the noise of one call, number by number; most estimators take one a
/// sample and call it that. The struct is the fold's state, its default the empty call.
/// </summary>
/// <typeparam name="TSelf">The struct itself.</typeparam>
/// <typeparam name="TProblem">The numbers of a problem, as the kernel takes them.</typeparam>
public interface IEstimator<TSelf, TProblem>
    where TSelf : unmanaged, IEstimator<TSelf, TProblem>
    where TProblem : unmanaged
{
    /// <summary>Components of the gradient: 2 for the normal, 1 for the Bernoulli.</summary>
    static abstract int Components { get; }

    /// <summary>The noise that a block's words make.</summary>
    /// <param name="words">The words.</param>
    /// <returns>Four numbers, independent if the words are.</returns>
    static abstract FourNumbers Noise(DeviceWords words);

    /// <summary>The call with one more sample.</summary>
    /// <param name="call">The call so far.</param>
    /// <param name="problem">The problem.</param>
    /// <param name="noise">The sample's noise.</param>
    /// <param name="sample">Which sample, from 0.</param>
    /// <returns>The call with it.</returns>
    static abstract TSelf Add(TSelf call, TProblem problem, float noise, int sample);

    /// <summary>A number that the call's last sample went into: the compiler is kept from drawing the next before it is there.</summary>
    /// <param name="call">The call.</param>
    /// <returns>The number.</returns>
    static abstract float Last(TSelf call);

    /// <summary>The finished call's gradient.</summary>
    /// <param name="call">The call.</param>
    /// <param name="problem">The problem.</param>
    /// <param name="samples">How many samples it took.</param>
    /// <returns>The gradient.</returns>
    static abstract DeviceGradient Result(TSelf call, TProblem problem, int samples);
}

/// <summary>An estimator for a normal law, whatever the objective.</summary>
internal interface INormalEstimator<TSelf>
    where TSelf : unmanaged, INormalEstimator<TSelf>
{
    static abstract TSelf Add<TObjective>(TSelf call, NormalProblem problem, float noise, int sample)
        where TObjective : unmanaged, INormalFunction;

    static abstract float Last(TSelf call);

    static abstract DeviceGradient Result(TSelf call, NormalProblem problem, int samples);
}
