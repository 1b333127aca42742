using BayesBench.Kernels.Numerics;

namespace BayesBench.Kernels.Networks;

/// <summary>The divergence of a Gaussian weight from the log-uniform prior inside a kernel, in double.</summary>
internal static class DeviceLogUniformDivergence
{
    private const double AtNoNoise = 0.635181422730739085;
    private const double SquareOfTail = 25.0;

    /// <summary>
    /// <c>-2 int_0^u D(t) dt</c> at <c>u^2 = exp(-logAlpha) / 2</c>: up to 5 the series of Dawson's integral, all of one sign,
    /// integrated term by term; beyond, its asymptotic one, whose smallest term there is 2^-36.
    /// </summary>
    public static double Negative(double logAlpha)
    {
        double square = 0.5 * DeviceDouble.Exp(-logAlpha);
        return square < SquareOfTail ? -Series(square) : (0.5 * logAlpha) - AtNoNoise + Tail(DeviceDouble.Exp(logAlpha));
    }

    // u^2 F(1, 1; 3/2, 2; -u^2), after Kummer: exp(-s) sum_k s^k / k! h[k], where h[k] - h[k - 1] = 1 / (2 k - 1).
    private static double Series(double square)
    {
        double power = 1.0;
        double odd = 0.0;
        double sum = 0.0;
        double term = 1.0;
        for (int k = 1; k < 200 && (k <= square + 1.0 || term > 1e-12 * sum); k++)
        {
            power *= square / k;
            odd += 1.0 / ((2 * k) - 1);
            term = power * odd;
            sum += term;
        }

        return DeviceDouble.Exp(-square) * sum;
    }

    // 24 terms of sum_n (2 n - 1)!! alpha^n / (2 n), by Horner's rule: each is (2 n - 1) (n - 1) / n alpha times the one before.
    private static double Tail(double alpha)
    {
        double series = 0.0;
        for (int n = 24; n > 1; n--)
        {
            series = ((2 * n) - 1) * (n - 1.0) / n * alpha * (1.0 + series);
        }

        return 0.5 * alpha * (1.0 + series);
    }
}
