using BayesBench.Kernels.Random;

namespace BayesBench.Kernels.Gradients;

/// <summary>One gradient: by mean and standard deviation, or by the logit alone.</summary>
internal readonly struct DeviceGradient(float first, float second)
{
    public readonly float First = first;
    public readonly float Second = second;
}

/// <summary>Four numbers of one generator block.</summary>
internal readonly struct FourNumbers(float n0, float n1, float n2, float n3)
{
    public readonly float N0 = n0;
    public readonly float N1 = n1;
    public readonly float N2 = n2;
    public readonly float N3 = n3;
}

/// <summary>
/// A gradient estimator inside a kernel: a fold over the noise of one call, number by number; most estimators take one a
/// sample and call it that. The struct is the fold's state, its default the empty call.
/// </summary>
internal interface IEstimator<TSelf, TProblem>
    where TSelf : unmanaged, IEstimator<TSelf, TProblem>
    where TProblem : unmanaged
{
    /// <summary>Components of the gradient: 2 for the normal, 1 for the Bernoulli.</summary>
    static abstract int Components { get; }

    /// <summary>The noise that a block's words make.</summary>
    static abstract FourNumbers Noise(DeviceWords words);

    /// <summary>The call with one more sample; samples count from 0.</summary>
    static abstract TSelf Add(TSelf call, TProblem problem, float noise, int sample);

    /// <summary>A number that the call's last sample went into; see <see cref="Tie"/>.</summary>
    static abstract float Last(TSelf call);

    /// <summary>The finished call's gradient.</summary>
    static abstract DeviceGradient Result(TSelf call, TProblem problem, int samples);
}

/// <summary>An estimator for a normal law, whatever the objective.</summary>
internal interface INormalEstimator<TSelf>
    where TSelf : unmanaged, INormalEstimator<TSelf>
{
    static abstract TSelf Add<TObjective>(TSelf call, NormalProblem problem, float noise, int sample)
        where TObjective : unmanaged, INormalObjective;

    static abstract float Last(TSelf call);

    static abstract DeviceGradient Result(TSelf call, NormalProblem problem, int samples);
}
