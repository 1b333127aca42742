using BayesBench.Kernels.Numerics;
using BayesBench.Kernels.Probability;
using BayesBench.Support;
using MathNet.Numerics;
using LibraryNormal = MathNet.Numerics.Distributions.Normal;

namespace BayesBench.Peers.Cases;

/// <summary>One number out for every item.</summary>
internal static class Elementwise
{
    public static IReadOnlyList<PeerCase> List { get; } =
    [
        new FunctionCase("sigmoid.value", "logistic function", new Cost(Bytes: 8, Operations: 20))
        {
            Inputs = [(1, random => 3 * LibraryNormal.Sample(random, 0, 1))],
            Kernel = (device, inputs, outputs) => SigmoidKernels.Value(device, inputs.Floats[0], outputs[0]),
            Script = """
                def run(x, y):
                    torch.sigmoid(x, out=y)
                """,
            Library = MathNetLibrary.Map(SpecialFunctions.Logistic),
        },
        new FunctionCase("softplus.value", "softplus", new Cost(Bytes: 8, Operations: 20))
        {
            Inputs = [(1, random => 3 * LibraryNormal.Sample(random, 0, 1))],
            Kernel = (device, inputs, outputs) => SoftplusKernels.Value(device, inputs.Floats[0], outputs[0]),
            Script = """
                def run(x, y):
                    torch.softplus(x, 1.0, 20.0, out=y)
                """,
        },
        new FunctionCase("log-one-plus.value", "ln(1 + x)", new Cost(Bytes: 8, Operations: 20))
        {
            Inputs = [(1, random => 8 * random.NextDouble())],
            Kernel = (device, inputs, outputs) => LogOnePlusKernels.Value(device, inputs.Floats[0], outputs[0]),
            Script = """
                def run(x, y):
                    torch.log1p(x, out=y)
                """,
            Library = MathNetLibrary.Map(SpecialFunctions.Log1p),
        },
        new FunctionCase("special-functions.erfc", "complementary error function", new Cost(Bytes: 8, Operations: 60))
        {
            Inputs = [(1, random => LibraryNormal.Sample(random, 0, 1))],
            Kernel = (device, inputs, outputs) => SpecialFunctionsKernels.Erfc(device, inputs.Floats[0], outputs[0]),
            Script = """
                def run(x, y):
                    torch.erfc(x, out=y)
                """,
            Library = MathNetLibrary.Map(SpecialFunctions.Erfc),
        },
        new FunctionCase("normal.log-density", "normal log-density of x, mean, standard deviation", new Cost(Bytes: 16, Operations: 25))
        {
            Inputs =
            [
                (1, random => LibraryNormal.Sample(random, 0, 2)),
                (1, random => LibraryNormal.Sample(random, 0, 1)),
                (1, random => 0.25 + (2 * random.NextDouble())),
            ],
            Kernel = (device, inputs, outputs) =>
                NormalKernels.LogDensity(device, inputs.Floats[0], inputs.Floats[1], inputs.Floats[2], outputs[0]),
            // Two passes over temporaries fewer than torch.distributions.Normal.log_prob.
            Script = """
                def run(x, mean, s, y, t):
                    torch.sub(x, mean, out=y)
                    y.div_(s)
                    y.mul_(y).mul_(-0.5).sub_(0.9189385332046727)
                    torch.log(s, out=t)
                    y.sub_(t)
                """,
            Temporaries = [1],
            // The square, the logarithm and the constant.
            Terms = (x, i) => 2 + (Math.Pow((x[0][i] - x[1][i]) / x[2][i], 2) / 2),
            Library = MathNetLibrary.ForEach((x, i) => LibraryNormal.PDFLn(x[1][i], x[2][i], x[0][i])),
        },
        new FunctionCase("bernoulli.log-mass-from-logit", "Bernoulli log-mass of x and logit", new Cost(Bytes: 12, Operations: 20))
        {
            Inputs = [(1, random => random.Next(2)), (1, random => 3 * LibraryNormal.Sample(random, 0, 1))],
            Kernel = (device, inputs, outputs) =>
                BernoulliKernels.LogMassFromLogit(device, inputs.Floats[0], inputs.Floats[1], outputs[0]),
            // binary_cross_entropy_with_logits makes four passes; this is -softplus(logit (1 - 2 x)).
            Script = """
                def run(x, logit, y, t):
                    torch.mul(x, -2.0, out=t)
                    t.add_(1.0).mul_(logit)
                    torch.softplus(t, 1.0, 20.0, out=y)
                    y.neg_()
                """,
            Temporaries = [1],
        },
    ];
}
