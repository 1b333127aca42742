using BayesBench.Kernels.Probability;
using BayesBench.Reference.Probability;

namespace BayesBench.Agreements.Probability;

/// <summary>The mean of a discrete law and its kernel.</summary>
public sealed class ExpectationAgreement : ITopic
{
    /// <inheritdoc />
    public static IEnumerable<Agreement> Agreements =>
    [
        new Agreement(
            Expectation.Discrete,
            (device, batch) => ExpectationKernels.Discrete(device, batch.In(0), batch.In(1), batch.Out()),
            DiscreteLaws.Draw,
            new ErrorBound(
                "products of floats are exact in double; K additions there on both sides; the mean rounded once to float",
                (call, expected, _) => (ErrorBound.U * Math.Abs(expected[0]))
                    + (3 * ErrorBound.DoubleU * ((double[])call[0]).Length * DiscreteLaws.MeanTerms(call)))
            {
                Terms = (call, _, _) => DiscreteLaws.MeanTerms(call),
            })
        {
            Edges = DiscreteLaws.Edges,
            Calls = 1024,
        },
    ];
}
