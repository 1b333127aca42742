namespace BayesBench.Kernels.Gradients;

/// <summary>One gradient inside a kernel: of two components, or of the first alone.</summary>
/// <param name="first">By the first parameter.</param>
/// <param name="second">By the second parameter.</param>
public readonly struct DeviceGradient(float first, float second)
{
    internal readonly float First = first;
    internal readonly float Second = second;
}

/// <summary>Four numbers of one generator block.</summary>
/// <param name="n0">The first.</param>
/// <param name="n1">The second.</param>
/// <param name="n2">The third.</param>
/// <param name="n3">The fourth.</param>
public readonly struct FourNumbers(float n0, float n1, float n2, float n3)
{
    internal readonly float N0 = n0;
    internal readonly float N1 = n1;
    internal readonly float N2 = n2;
    internal readonly float N3 = n3;
}
