using BayesBench.Agreements.Probability;
using BayesBench.Kernels.Inference;
using BayesBench.Reference.Inference;

namespace BayesBench.Agreements.Inference;

/// <content>Beta laws.</content>
public sealed partial class KullbackLeiblerAgreement
{
    private static Agreement OfBeta => new(
        KullbackLeibler.Beta,
        (device, batch) => KullbackLeiblerKernels.Beta(
            device, batch.In(0), batch.In(1), batch.In(2), batch.In(3), batch.Out()),
        source =>
        {
            double alpha = source.LogUniform(1e-3, 1e4);
            double beta = source.LogUniform(1e-3, 1e4);
            return source.Integer(0, 1) == 0
                ? [alpha, beta, source.LogUniform(1e-3, 1e4), source.LogUniform(1e-3, 1e4)]
                : [alpha, beta, Near(source, alpha), Near(source, beta)];
        },
        RoundedOnce.Bound(
            "on either side 8 roundings of each term; those of the sum are subtracted and add to the answer's own",
            (call, expected) => 16 * (expected + (2 * OfTheSum(call)))))
    {
        Edges =
        [
            [1.0, 1.0, 1.0, 1.0], [2.0, 3.0, 2.0, 3.0000002f], [1e-3f, 1e3, 1e-3f, 1e3], [0.5, 0.5, 1.0, 1.0], [1e4, 1e4, 10001.0, 10001.0],
            [10.0, 9.999999f, 9.999999f, 10.0], [1e-3f, 1e-3f, 1e4, 1e4], [1e4, 1e4, 1e-3f, 1e-3f], [3.0, 5.0, 5.0, 3.0],
        ],
    };

    private static double Near(InputSource source, double shape) => (float)(shape * (1 + source.SignedLogUniform(1e-6, 0.5)));

    // What log-gamma at the other sum n' exceeds its tangent at n by is the sum over k of r - ln(1 + r), r = (n' - n) / (n + k):
    // each at most r^2 / 2 over 1 + min(r, 0), and at most |r| + |ln(1 + r)|.
    private static double OfTheSum(object[] call)
    {
        double n = (double)call[0] + (double)call[1];
        double difference = (double)call[2] + (double)call[3] - n;
        double sum = 0;
        double k = 0;
        for (; k < 40; k++)
        {
            double r = difference / (n + k);
            sum += Math.Min(r * r / (2 * (1 + Math.Min(r, 0))), Math.Abs(r) + Math.Abs(Math.Log(1 + r)));
        }

        // The rest is an integral: x' ln(x' / x) + x - x'.
        double other = n + difference + k;
        return sum + (other * Math.Log(other / (n + k))) - difference;
    }
}
