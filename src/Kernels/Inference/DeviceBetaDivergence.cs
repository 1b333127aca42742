using BayesBench.Kernels.Numerics;
using ILGPU.Algorithms;

namespace BayesBench.Kernels.Inference;

/// <summary>The divergence of two beta laws inside a kernel, in double.</summary>
internal static class DeviceBetaDivergence
{
    /// <summary>What log-gamma at the other shapes exceeds its tangent at the shapes by, less that of their sum.</summary>
    public static double Value(double alpha, double beta, double otherAlpha, double otherBeta)
    {
        double ofAlpha = otherAlpha - alpha;
        double ofBeta = otherBeta - beta;
        double ofSum = ofAlpha + ofBeta;

        // Steps to where Stirling's series serves; the sum takes as many as its parts, so that it stays their sum.
        double a = alpha;
        double otherA = otherAlpha;
        double b = beta;
        double otherB = otherBeta;
        double n = alpha + beta;
        double otherN = otherAlpha + otherBeta;
        double sum = 0.0;
        while (XMath.Min(a, otherA) < 10.0)
        {
            sum += BeyondLogarithm(a, otherA, ofAlpha) - BeyondLogarithm(n, otherN, ofSum);
            a += 1.0;
            otherA += 1.0;
            n += 1.0;
            otherN += 1.0;
        }

        while (XMath.Min(b, otherB) < 10.0)
        {
            sum += BeyondLogarithm(b, otherB, ofBeta) - BeyondLogarithm(n, otherN, ofSum);
            b += 1.0;
            otherB += 1.0;
            n += 1.0;
            otherN += 1.0;
        }

        double cross = (ofAlpha / n * b) - (ofBeta / n * a);
        double means = DeviceGammaFunction.Deviance(otherA, a / n * otherN, cross)
            + DeviceGammaFunction.Deviance(otherB, b / n * otherN, -cross);
        double halves = 0.5 * (BeyondLogarithm(a, otherA, ofAlpha) + BeyondLogarithm(b, otherB, ofBeta)
            - BeyondLogarithm(n, otherN, ofSum));
        double corrections = CorrectionBeyondLinear(a, ofAlpha) + CorrectionBeyondLinear(b, ofBeta)
            - CorrectionBeyondLinear(n, ofSum);
        return XMath.Max(0.0, means + halves + corrections + sum);
    }

    // r - ln(1 + r), r = difference / x and 1 + r = other / x.
    private static double BeyondLogarithm(double x, double other, double difference) =>
        DeviceGammaFunction.Deviance(1.0, other / x, -difference / x);

    // Stirling's series less its tangent, of 1/(12 x) - 1/(360 x^3) + ...: a^2 y^2 z times sums of products of y and z.
    private static double CorrectionBeyondLinear(double x, double a)
    {
        double near = 1.0 / x;
        double far = 1.0 / (x + a);
        double symmetric = 1.0;
        double power = 1.0;
        double products = 1.0;
        double coefficient = 1.0 / 12.0;
        double sum = 0.0;
        for (int m = 1; m <= 11; m++)
        {
            // B(2k) / (2k (2k - 1)) for m = 2k - 1.
            coefficient = m == 3 ? -1.0 / 360.0 : m == 5 ? 1.0 / 1260.0 : m == 7 ? -1.0 / 1680.0
                : m == 9 ? 1.0 / 1188.0 : m == 11 ? -691.0 / 360360.0 : coefficient;
            sum += (m & 1) == 0 ? 0.0 : coefficient * products;
            power *= near;
            symmetric = (symmetric * far) + power;
            products = (products * near) + symmetric;
        }

        return a * near * (a * near) * far * sum;
    }
}
