using System.Runtime.CompilerServices;
using BayesBench.Kernels.Numerics;

namespace BayesBench.Kernels.Gradients;

/// <summary>Mean squares of what a control variate leaves over, and of the products that its coefficient is estimated from.</summary>
internal readonly struct ControlSquares(DeviceGradient rest, DeviceGradient product)
{
    public readonly DeviceGradient Rest = rest;
    public readonly DeviceGradient Product = product;
}

/// <summary>
/// Expectations under the standard normal law by the trapezoidal rule, 17 groups of 17 nodes a sixteenth apart: a float sum of
/// sums, which keeps more than one sum of 289.
/// </summary>
internal static class ControlQuadrature
{
    private const int Half = 8;
    private const int Width = (2 * Half) + 1;
    private const float Step = 0.0625f;
    private const float Density = 0.0249338921f; // the step over sqrt(2 pi)

    /// <summary><c>Cov(g, h)</c>, g less its mean and h less its own.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static DeviceGradient Covariance<TObjective>(NormalControlProblem problem, DeviceGradient exact)
        where TObjective : unmanaged, INormalObjective
    {
        float first = 0f;
        float second = 0f;
        for (int group = -Half; group <= Half; group++)
        {
            float firstOfGroup = 0f;
            float secondOfGroup = 0f;
            for (int node = -Half; node <= Half; node++)
            {
                float e = ((group * Width) + node) * Step;
                float weight = Density * DeviceMath.Exp(-0.5f * e * e);
                DeviceGradient g = problem.Call<TObjective>(e);
                DeviceGradient h = problem.Centred(e);
                firstOfGroup += weight * ((g.First - exact.First) * h.First);
                secondOfGroup += weight * ((g.Second - exact.Second) * h.Second);
            }

            first += firstOfGroup;
            second += secondOfGroup;
        }

        return new DeviceGradient(first, second);
    }

    /// <summary><c>Var[g - Cov / Var h h]</c> and <c>Var[g h]</c>, h less its mean.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ControlSquares Squares<TObjective>(NormalControlProblem problem, DeviceGradient exact, DeviceGradient covariance)
        where TObjective : unmanaged, INormalObjective
    {
        float bestFirst = covariance.First * problem.InverseFirst;
        float bestSecond = covariance.Second * problem.InverseSecond;
        float first = 0f;
        float second = 0f;
        float productFirst = 0f;
        float productSecond = 0f;
        for (int group = -Half; group <= Half; group++)
        {
            float firstOfGroup = 0f;
            float secondOfGroup = 0f;
            float productFirstOfGroup = 0f;
            float productSecondOfGroup = 0f;
            for (int node = -Half; node <= Half; node++)
            {
                float e = ((group * Width) + node) * Step;
                float weight = Density * DeviceMath.Exp(-0.5f * e * e);
                DeviceGradient g = problem.Call<TObjective>(e);
                DeviceGradient h = problem.Centred(e);
                float restFirst = (g.First - exact.First) - (bestFirst * h.First);
                float restSecond = (g.Second - exact.Second) - (bestSecond * h.Second);
                float offFirst = (g.First * h.First) - covariance.First;
                float offSecond = (g.Second * h.Second) - covariance.Second;
                firstOfGroup += weight * (restFirst * restFirst);
                secondOfGroup += weight * (restSecond * restSecond);
                productFirstOfGroup += weight * (offFirst * offFirst);
                productSecondOfGroup += weight * (offSecond * offSecond);
            }

            first += firstOfGroup;
            second += secondOfGroup;
            productFirst += productFirstOfGroup;
            productSecond += productSecondOfGroup;
        }

        return new ControlSquares(new DeviceGradient(first, second), new DeviceGradient(productFirst, productSecond));
    }
}
