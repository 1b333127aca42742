namespace BayesBench.Kernels.Networks;

/// <summary>What a layer of a network is. A description writes the name in kebab-case.</summary>
public enum LayerKind
{
    /// <summary><c>dense K</c>: K outputs, weights and bias without noise.</summary>
    Dense,

    /// <summary><c>relu</c>.</summary>
    Relu,

    /// <summary><c>tanh</c>.</summary>
    Tanh,

    /// <summary><c>softplus</c>.</summary>
    Softplus,

    /// <summary><c>sigmoid</c>.</summary>
    Sigmoid,

    /// <summary><c>dropout P</c>: of the inputs, rescaled.</summary>
    Dropout,

    /// <summary><c>gaussian-dropout P</c>: the inputs times N(1, P / (1 - P)).</summary>
    GaussianDropout,

    /// <summary><c>drop-connect K P</c>: dense, weights dropped, not rescaled; a mask of every example's own.</summary>
    DropConnect,

    /// <summary><c>mean-field K</c>: Gaussian weights, one draw for the batch.</summary>
    MeanField,

    /// <summary><c>local K</c>: Gaussian weights, noise in the pre-activations.</summary>
    Local,

    /// <summary><c>flipout K</c>: Gaussian weights, one draw for the batch under signs of every example's own.</summary>
    Flipout,

    /// <summary><c>sparse K</c>: sparse variational dropout under the log-uniform prior.</summary>
    Sparse,

    /// <summary><c>conv FxK</c>: F filters of K by K, stride 1, no border.</summary>
    Conv,

    /// <summary><c>sparse-conv FxK</c>: the same with sparse variational dropout.</summary>
    SparseConv,

    /// <summary><c>pool 2</c>: the largest of every two by two pixels.</summary>
    Pool,
}
