using BayesBench.Kernels.Numerics;
using BayesBench.Reference.Numerics;
using BayesBench.Tests.Support;
using FsCheck.Xunit;
using Xunit;

namespace BayesBench.Properties.Numerics;

public class SigmoidProperties
{
    private const double Unit = 1.1102230246251565e-16;

    [Property]
    public void Sums_to_one_with_its_reflection(short hundredths)
    {
        double x = hundredths / 100.0;
        Assert.Equal(1.0, Sigmoid.Value(x) + Sigmoid.Value(-x), 4 * Unit);
    }

    [Property]
    public void Has_its_logit_for_an_inverse(short hundredths)
    {
        double x = hundredths / 600.0; // where both probabilities are normal numbers
        double logit = Math.Log(Sigmoid.Value(x) / Sigmoid.Value(-x));
        Assert.Equal(x, logit, 8 * Unit * Math.Max(1, Math.Abs(x)));
    }

    [Property]
    public void Is_half_of_one_and_a_tanh(short hundredths)
    {
        double x = hundredths / 100.0;
        Assert.Equal(0.5 * (1 + Math.Tanh(x / 2)), Sigmoid.Value(x), 4 * Unit);
    }

    [Theory]
    [MemberData(nameof(TestDevices.Choices), MemberType = typeof(TestDevices))]
    public void Is_the_exponential_far_below_zero_and_one_far_above_on_a_device(string choice)
    {
        float[] far = [-200f, 20f, 45f, 100f, float.PositiveInfinity, float.NegativeInfinity];
        Assert.Equal([0f, 1f, 1f, 1f, 1f, 0f], TestDevices.Get(choice).Apply(SigmoidKernels.Value, far));
        float[] low = [-17f, -45f, -80f, -87f];
        Assert.Equal(
            TestDevices.Get(choice).Apply(ElementaryKernels.Exp, low),
            TestDevices.Get(choice).Apply(SigmoidKernels.Value, low));
    }
}
