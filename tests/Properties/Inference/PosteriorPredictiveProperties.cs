using BayesBench.Kernels;
using BayesBench.Kernels.Inference;
using BayesBench.Properties.Support;
using BayesBench.Reference.Inference;
using BayesBench.Reference.Probability;
using BayesBench.Tests.Support;
using FsCheck.Xunit;
using Xunit;

namespace BayesBench.Properties.Inference;

[Properties(Arbitrary = [typeof(Generators), typeof(TablesGenerators)])]
public class PosteriorPredictiveProperties
{
    private const double U = 1.0 / (1L << 53);
    private const double Impossible = double.NegativeInfinity;

    private static readonly Dictionary<string, Action> Refused = new()
    {
        ["no draw: logLikelihoods is empty; it must have at least one element."] = () => PosteriorPredictive.MonteCarlo([]),
        ["NaN: logLikelihoods[0] is NaN; it must be finite or -Infinity."] =
            () => PosteriorPredictive.MonteCarlo([double.NaN]),
        ["infinity: logLikelihoods[1] is Infinity; it must be finite or -Infinity."] =
            () => PosteriorPredictive.MonteCarlo([0, double.PositiveInfinity]),
    };

    public static TheoryData<string> Rows => Refusals.Rows(Refused);

    [Theory]
    [MemberData(nameof(Rows))]
    public void Bad_input_is_named(string row) => Refusals.Check(Refused, row);

    [Property]
    public void It_is_the_mean_of_the_probabilities_and_not_of_their_logarithms(FiniteLaw law)
    {
        // Each outcome as often as its probability in sixteenths says, so that the draws are the law itself.
        int[] copies = Array.ConvertAll(law.Probabilities, p => (int)(16 * p) + 1);
        double[] probabilities = Array.ConvertAll(law.Values, x => 1 / (1 + Math.Abs(x)));
        double[] draws = [.. probabilities.SelectMany((p, k) => Enumerable.Repeat(p, copies[k]))];
        double estimate = PosteriorPredictive.MonteCarlo(Array.ConvertAll(draws, Math.Log));
        // A logarithm of at least 1e-6 is rounded to 14 U, and the sum's a few more times.
        Assert.Equal(draws.Average(), Math.Exp(estimate), 100 * U);
        Assert.InRange(draws.Average(Math.Log), double.NegativeInfinity, estimate + (100 * U));
    }

    [Property]
    public void All_classes_together_have_probability_one(TableLaw table)
    {
        // Rows are draws of the weights, columns classes: the predictive is a law, as each draw is.
        double[] weights = JointTable.MarginalX(table.Joint);
        double[][] draws = [.. weights.Select((w, x) => w > 0 ? JointTable.ConditionalY(table.Joint, x) : null).OfType<double[]>()];
        double total = table.Y.Select((_, y) =>
            Math.Exp(PosteriorPredictive.MonteCarlo(Array.ConvertAll(draws, row => Math.Log(row[y]))))).Sum();
        // A class of probability p carries the rounding of ln p, p |ln p| < 1/e.
        Assert.Equal(1.0, total, 16 * (draws.Length + table.Y.Length) * U);
    }

    [Fact]
    public void One_draw_that_cannot_explain_it_takes_its_share_and_all_take_everything()
    {
        Assert.Equal(Math.Log(0.25), PosteriorPredictive.MonteCarlo([Math.Log(0.5), Impossible]), 4 * U);
        Assert.Equal(Impossible, PosteriorPredictive.MonteCarlo([Impossible, Impossible]));
    }

    [Fact]
    public void Likelihoods_that_underflow_are_averaged_all_the_same() =>
        Assert.Equal(-1e4 - Math.Log(2), PosteriorPredictive.MonteCarlo([-1e4, -2e4]), 4 * U * 1e4);

    [Theory]
    [MemberData(nameof(TestDevices.Choices), MemberType = typeof(TestDevices))]
    public void A_kernel_names_the_argument_of_another_shape(string choice)
    {
        Device device = TestDevices.Get(choice);
        using DeviceArray<float> three = device.Allocate<float>(3);
        using DeviceArray<float> two = device.Allocate<float>(2);
        var table = new Dictionary<string, Action>
        {
            ["shape: logLikelihoods has 3 elements; it must have a positive multiple of 2, one row for each result."] =
                () => PosteriorPredictiveKernels.MonteCarlo(device, three, two),
        };
        Assert.All(table.Keys, row => Refusals.Check(table, row));
    }
}
