namespace BayesBench.Kernels.Gradients;

/// <summary>A function f of a normal number, inside a kernel: all that drawing gradients of its expectation takes.</summary>
public interface INormalFunction
{
    /// <summary><c>f(x)</c>.</summary>
    /// <param name="x">Where.</param>
    /// <param name="k">The function's parameter.</param>
    /// <returns>The value.</returns>
    static abstract float Value(float x, float k);

    /// <summary><c>f'(x)</c>.</summary>
    /// <param name="x">Where.</param>
    /// <param name="k">The function's parameter.</param>
    /// <returns>The derivative by x.</returns>
    static abstract float Derivative(float x, float k);
}
