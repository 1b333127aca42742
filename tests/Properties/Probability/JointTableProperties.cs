using BayesBench.Kernels;
using BayesBench.Kernels.Probability;
using BayesBench.Properties.Support;
using BayesBench.Reference.Inference;
using BayesBench.Reference.Probability;
using BayesBench.Tests.Support;
using FsCheck.Xunit;
using Xunit;

namespace BayesBench.Properties.Probability;

/// <summary>The laws of joint tables. Sums of multiples of 2^-40 are exact, so many of these laws are.</summary>
[Properties(Arbitrary = [typeof(Generators), typeof(TablesGenerators)])]
public class JointTableProperties
{
    private const double U = 1.0 / (1L << 53);

    // The table of the errata: rows are X, columns Y.
    private static readonly double[][] Deck = [[0.1, 0.2], [0.3, 0.4]];

    private static readonly Dictionary<string, Action> Refused = new()
    {
        ["MarginalX: joint is empty; it must have at least one element."] = () => JointTable.MarginalX([]),
        ["MarginalX: joint[0] is empty; it must have at least one element."] = () => JointTable.MarginalX([[]]),
        ["MarginalX: joint[1] has length 1; it must have length 2."] = () => JointTable.MarginalX([[0.5, 0.25], [0.25]]),
        ["MarginalX: joint[1][0] is NaN; it must be finite."] = () => JointTable.MarginalX([[1], [double.NaN]]),
        ["MarginalX: joint[0][1] is -0.5; it must be in [0, 1]."] = () => JointTable.MarginalX([[1, -0.5]]),
        ["MarginalX: the sum of joint is 0.75; it must be 1, within 4 units of rounding for each element."] =
            () => JointTable.MarginalX([[0.5], [0.25]]),
        ["MarginalY: joint[0][0] is Infinity; it must be finite."] = () => JointTable.MarginalY([[double.PositiveInfinity]]),
        ["ConditionalX: y is 2; it must be in [0, 1]."] = () => JointTable.ConditionalX(Deck, 2),
        ["ConditionalX: y is -1; it must be in [0, 1]."] = () => JointTable.ConditionalX(Deck, -1),
        ["ConditionalX: the probability of y is 0; it must be positive and finite."] =
            () => JointTable.ConditionalX([[0, 1]], 0),
        ["ConditionalY: x is 2; it must be in [0, 1]."] = () => JointTable.ConditionalY(Deck, 2),
        ["ConditionalY: the probability of x is 0; it must be positive and finite."] =
            () => JointTable.ConditionalY([[0], [1]], 0),
        ["ConditionalY: joint[0][0] is 2; it must be in [0, 1]."] = () => JointTable.ConditionalY([[2]], 0),
        ["ChainRule: conditionalY has length 1; it must have the length of marginalX, 2."] =
            () => JointTable.ChainRule([0.5, 0.5], [[1]]),
        ["ChainRule: marginalX[0] is NaN; it must be in [0, 1]."] = () => JointTable.ChainRule([double.NaN], [[1]]),
        ["ChainRule: the sum of conditionalY[1] is 0.5; it must be 1, within 4 units of rounding for each element."] =
            () => JointTable.ChainRule([0.5, 0.5], [[1], [0.5]]),
    };

    public static TheoryData<string> Rows => Refusals.Rows(Refused);

    [Theory]
    [MemberData(nameof(Rows))]
    public void Bad_input_is_named(string row) => Refusals.Check(Refused, row);

    [Property]
    public void Marginals_sum_to_one_and_change_places_with_the_table(TableLaw table)
    {
        Assert.Equal(1.0, JointTable.MarginalX(table.Joint).Sum());
        Assert.Equal(1.0, JointTable.MarginalY(table.Joint).Sum());
        Assert.Equal(JointTable.MarginalX(table.Joint), JointTable.MarginalY(Transpose(table.Joint)));
    }

    [Property]
    public void A_mean_of_one_needs_only_its_marginal(TableLaw table)
    {
        double[] flat = [.. table.Joint.SelectMany(row => row)];
        double[] x = [.. flat.Select((_, i) => table.X[i / table.Y.Length])];
        double terms = x.Zip(flat, (value, p) => Math.Abs(value) * p).Sum();
        Assert.Equal(
            Expectation.Discrete(x, flat),
            Expectation.Discrete(table.X, JointTable.MarginalX(table.Joint)),
            2 * (flat.Length + 1) * U * terms);
    }

    [Property]
    public void Conditionals_sum_to_one_and_change_places_with_the_table(TableLaw table)
    {
        foreach (int y in Possible(JointTable.MarginalY(table.Joint)))
        {
            double[] conditional = JointTable.ConditionalX(table.Joint, y);
            Assert.Equal(1.0, conditional.Sum(), 2 * (conditional.Length + 1) * U);
            Assert.Equal(conditional, JointTable.ConditionalY(Transpose(table.Joint), y));
        }
    }

    [Property]
    public void The_chain_rule_gives_the_table_back_both_ways(TableLaw table)
    {
        AssertClose(table.Joint, Chained(table.Joint));
        AssertClose(table.Joint, Transpose(Chained(Transpose(table.Joint))));
    }

    [Property]
    public void X_and_Y_are_independent_exactly_where_the_table_is_the_product_of_its_marginals(FiniteLaw first, FiniteLaw second)
    {
        double[][] product = JointTable.ChainRule(first.Probabilities, [.. first.Probabilities.Select(_ => second.Probabilities)]);
        foreach (int x in Possible(first.Probabilities))
        {
            // What is known of X says nothing on Y.
            double[] conditional = JointTable.ConditionalY(product, x);
            Assert.All(Enumerable.Range(0, conditional.Length), y => Assert.Equal(
                second.Probabilities[y], conditional[y], (conditional.Length + 4) * U * second.Probabilities[y]));
        }
    }

    [Fact]
    public void Where_the_table_is_not_the_product_knowing_X_changes_the_law_of_Y()
    {
        double[] x = JointTable.MarginalX(Deck);
        double[] y = JointTable.MarginalY(Deck);
        Assert.NotEqual(Deck[0][0], x[0] * y[0], 1e-3);
        Assert.NotEqual(y[0], JointTable.ConditionalY(Deck, 0)[0], 1e-3);
    }

    [Fact]
    public void The_printed_conditional_is_divided_by_the_wrong_marginal_and_does_not_sum_to_one()
    {
        // F20: p(x | y) = p(x, y) / p(x). For y = 0 that is no law of x; divided by p(y) it is.
        double[] px = JointTable.MarginalX(Deck);
        double[] printed = [.. Deck.Select((row, x) => row[0] / px[x])];
        Assert.Equal(3.0 / 7, printed[1], 1e-15);
        Assert.Equal(16.0 / 21, printed.Sum(), 1e-15);
        Assert.Equal([0.25, 0.75], JointTable.ConditionalX(Deck, 0).Select(p => Math.Round(p, 15)));
    }

    [Fact]
    public void The_printed_denominator_sums_over_the_wrong_variable()
    {
        // F21: the integral of p(X = x, Y = z) over z is Pr[X = x] = 0.7; that over X is Pr[Y = y] = 0.4.
        double printed = Deck[1].Sum();
        double right = Deck.Sum(row => row[0]);
        Assert.Equal(0.7, printed, 1e-15);
        Assert.Equal(0.4, right, 1e-15);
        Assert.Equal(Deck[1][0] / right, JointTable.ConditionalX(Deck, 0)[1]);
        Assert.NotEqual(Deck[1][0] / printed, JointTable.ConditionalX(Deck, 0)[1], 0.1);
    }

    [Fact]
    public void Knowing_one_value_of_Y_can_reduce_the_uncertainty_and_can_raise_it()
    {
        // F23. Rows X = 0, 1; columns Y = 0, 1: P(Y=1) = .2, P(X=1 | Y=1) = .5, P(X=1 | Y=0) = 0.
        double[][] joint = [[0.8, 0.1], [0.0, 0.1]];
        double before = Categorical.Entropy(JointTable.MarginalX(joint));
        Assert.Equal(0.3251, before, 1e-4);
        Assert.Equal(0.0, Categorical.Entropy(JointTable.ConditionalX(joint, 0)));
        Assert.Equal(Math.Log(2), Categorical.Entropy(JointTable.ConditionalX(joint, 1)), 1e-15);
    }

    [Property]
    public void Knowing_Y_never_raises_the_uncertainty_on_average(TableLaw table)
    {
        // H(X) - E H(X | Y) is KL(joint || product of the marginals), so it is never negative.
        double[] px = JointTable.MarginalX(table.Joint);
        double[] py = JointTable.MarginalY(table.Joint);
        // Conditionals of tiny masses may miss a sum of 1 by more than is accepted: the entropy of a slice, by hand.
        double after = Possible(py).Sum(y => py[y] * Surprise(JointTable.ConditionalX(table.Joint, y)));
        double information = KullbackLeibler.Categorical(
            [.. table.Joint.SelectMany(row => row)],
            [.. JointTable.ChainRule(px, [.. px.Select(_ => py)]).SelectMany(row => row)]);
        int n = px.Length * py.Length;
        Assert.InRange(information, -4 * n * U, double.PositiveInfinity);
        // Terms p ln p: none above 1/e, a few roundings each.
        Assert.Equal(Surprise(px) - after, information, 16 * n * U);
    }

    [Theory]
    [MemberData(nameof(TestDevices.Choices), MemberType = typeof(TestDevices))]
    public void A_kernel_names_the_argument_of_another_shape(string choice)
    {
        Device device = TestDevices.Get(choice);
        using DeviceArray<float> six = device.Allocate<float>(6);
        using DeviceArray<float> two = device.Allocate<float>(2);
        using DeviceArray<int> one = device.Allocate<int>(1);
        using DeviceArray<int> none = device.Allocate<int>(2);
        var table = new Dictionary<string, Action>
        {
            ["MarginalX: columns is 0; it must be at least 1."] = () => JointTableKernels.MarginalX(device, 0, six, two),
            ["MarginalX: joint has 6 elements; it must have 4."] = () => JointTableKernels.MarginalX(device, 2, six, two),
            ["MarginalY: rows is 0; it must be at least 1."] = () => JointTableKernels.MarginalY(device, 0, 3, six, two),
            ["MarginalY: joint has 6 elements; it must have 4."] = () => JointTableKernels.MarginalY(device, 2, 2, six, two),
            ["MarginalY: marginal has 2 elements; it must have 3."] = () => JointTableKernels.MarginalY(device, 2, 3, six, two),
            ["ConditionalX: y has 2 elements; it must have 1."] =
                () => JointTableKernels.ConditionalX(device, 2, 3, six, none, two),
            ["ConditionalX: conditional has 6 elements; it must have 2."] =
                () => JointTableKernels.ConditionalX(device, 2, 3, six, one, six),
            ["ConditionalY: x has 2 elements; it must have 1."] =
                () => JointTableKernels.ConditionalY(device, 2, 3, six, none, two),
            ["ConditionalY: conditional has 2 elements; it must have 3."] =
                () => JointTableKernels.ConditionalY(device, 2, 3, six, one, two),
            ["ChainRule: conditionalY has 6 elements; it must have 4."] =
                () => JointTableKernels.ChainRule(device, 2, two, six, six),
            ["ChainRule: joint has 2 elements; it must have 6."] = () => JointTableKernels.ChainRule(device, 3, two, six, two),
        };
        Assert.All(table.Keys, row => Refusals.Check(table, row));
    }

    // A row that cannot happen gets any law: here a certainty.
    private static double[][] Chained(double[][] joint)
    {
        double[] marginal = JointTable.MarginalX(joint);
        double[][] conditionals =
        [
            .. joint.Select((row, x) => marginal[x] > 0
                ? JointTable.ConditionalY(joint, x)
                : row.Select((_, y) => y == 0 ? 1.0 : 0.0).ToArray()),
        ];
        return JointTable.ChainRule(marginal, conditionals);
    }

    // A quotient and a product.
    private static void AssertClose(double[][] expected, double[][] actual) => Assert.All(
        expected.SelectMany(row => row).Zip(actual.SelectMany(row => row)),
        pair => Assert.Equal(pair.First, pair.Second, 2.5 * U * pair.First));

    private static double Surprise(double[] law) => law.Sum(p => p == 0 ? 0 : -p * Math.Log(p));

    private static int[] Possible(double[] law) => [.. Enumerable.Range(0, law.Length).Where(k => law[k] > 0)];

    private static double[][] Transpose(double[][] matrix) =>
        [.. matrix[0].Select((_, column) => Array.ConvertAll(matrix, row => row[column]))];
}
