namespace BayesBench.Kernels.Models;

/// <summary>How a network's parameters move.</summary>
public enum NetworkOptimiser
{
    /// <summary>Adam with its usual decays.</summary>
    Adam,

    /// <summary>Stochastic gradient descent with momentum 0.9.</summary>
    Sgd,

    /// <summary>Adagrad.</summary>
    Adagrad,
}
