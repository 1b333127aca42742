using BayesBench.Kernels;
using BayesBench.Kernels.Networks;
using BayesBench.Properties.Support;
using BayesBench.Reference.Networks;
using BayesBench.Tests.Support;
using FsCheck.Xunit;
using Xunit;

namespace BayesBench.Properties.Networks;

[Properties(Arbitrary = [typeof(Generators)])]
public class SoftmaxProperties
{
    private const double U = 1.0 / (1L << 53);

    private static readonly Dictionary<string, Action> Refused = new()
    {
        ["Probabilities: logits is empty; it must have at least one element."] = () => Softmax.Probabilities([]),
        ["Probabilities: logits[1] is NaN; it must be finite."] = () => Softmax.Probabilities([0, double.NaN]),
        ["Probabilities: logits[0] is -Infinity; it must be finite."] =
            () => Softmax.Probabilities([double.NegativeInfinity]),
        ["CrossEntropy: logits is empty; it must have at least one element."] = () => Softmax.CrossEntropy([], 0),
        ["CrossEntropy: logits[2] is Infinity; it must be finite."] =
            () => Softmax.CrossEntropy([0, 1, double.PositiveInfinity], 0),
        ["CrossEntropy: label is 2; it must be in [0, 1]."] = () => Softmax.CrossEntropy([0, 1], 2),
        ["CrossEntropy: label is -1; it must be in [0, 1]."] = () => Softmax.CrossEntropy([0, 1], -1),
        ["CrossEntropyGradient: logits is empty; it must have at least one element."] = () => Softmax.CrossEntropyGradient([], 0),
        ["CrossEntropyGradient: logits[0] is NaN; it must be finite."] = () => Softmax.CrossEntropyGradient([double.NaN], 0),
        ["CrossEntropyGradient: label is 2; it must be in [0, 1]."] = () => Softmax.CrossEntropyGradient([0, 1], 2),
    };

    public static TheoryData<string> Rows => Refusals.Rows(Refused);

    [Theory]
    [MemberData(nameof(Rows))]
    public void Bad_input_is_named(string row) => Refusals.Check(Refused, row);

    [Property]
    public void Probabilities_sum_to_one(Logits row)
    {
        double[] probabilities = Softmax.Probabilities(row.Values);
        Assert.Equal(1.0, probabilities.Sum(), U * (4 + (2 * row.Values.Length)));
        Assert.All(probabilities, p => Assert.InRange(p, 0.0, 1.0));
    }

    [Property]
    public void A_shift_of_all_logits_changes_nothing(Logits row)
    {
        // On a grid whose sums with a power of two are exact, not one bit changes.
        double[] grid = [.. row.Values.Select(value => Math.Round(value * 1024) / 1024)];
        double[] shifted = [.. grid.Select(value => value + 4096)];
        Assert.Equal(Softmax.Probabilities(grid), Softmax.Probabilities(shifted).AsEnumerable());
        Assert.All(Enumerable.Range(0, grid.Length), label =>
            Assert.Equal(Softmax.CrossEntropy(grid, label), Softmax.CrossEntropy(shifted, label)));
    }

    [Property]
    public void Without_its_input_a_label_costs_what_the_input_would_tell(Logits row)
    {
        // F86: the deck's last objective has p(y_n | theta), one law for all inputs. Of two inputs with opposite labels
        // it costs ln 2 a label at least, whatever the law; p(y_n | x_n, theta) costs next to nothing.
        double[] law = [row.Values[0], row.Values[^1] / 2];
        double without = (Softmax.CrossEntropy(law, 0) + Softmax.CrossEntropy(law, 1)) / 2;
        double with = (Softmax.CrossEntropy([4, 0], 0) + Softmax.CrossEntropy([0, 4], 1)) / 2;
        Assert.True(without >= Math.Log(2) * (1 - (4 * U)));
        Assert.Equal(0.018150, with, 5e-7);
    }

    [Property]
    public void Odds_are_exponentials_of_differences(Logits row)
    {
        double[] probabilities = Softmax.Probabilities(row.Values);
        double largest = row.Values.Max();
        Assert.All(Enumerable.Range(0, row.Values.Length), k =>
        {
            double odds = Math.Exp(row.Values[k] - row.Values[0]);
            // Each difference that is exponentiated is rounded by its size.
            double differences = (2 * largest) - row.Values[k] - row.Values[0] + Math.Abs(row.Values[k] - row.Values[0]);
            Assert.Equal(odds, probabilities[k] / probabilities[0], odds * U * (20 + differences));
        });
    }

    [Property]
    public void Cross_entropy_is_the_surprise_of_the_label(Logits row)
    {
        double[] probabilities = Softmax.Probabilities(row.Values);
        Assert.All(Enumerable.Range(0, row.Values.Length), label => Assert.Equal(
            -Math.Log(probabilities[label]),
            Softmax.CrossEntropy(row.Values, label),
            U * (30 + row.Values.Length + (4 * row.Values.Max(Math.Abs)))));
    }

    [Fact]
    public void The_loss_of_a_confident_right_answer_keeps_its_digits() =>
        // ln(1 + e^-50) is e^-50 to 22 digits: the rounding of 1 + e^-50 would make it 0.
        Assert.Equal(1.0, Softmax.CrossEntropy([50, 0], 0) / Math.Exp(-50), 8 * U);

    [Property]
    public void The_gradient_is_that_of_the_loss(Logits row)
    {
        double[] logits = [.. row.Values.Select(logit => logit % 8)];
        Assert.All(Enumerable.Range(0, logits.Length), label =>
        {
            double[] gradient = Softmax.CrossEntropyGradient(logits, label);
            double[] expected = FiniteDifference.Gradient(logits, x => Softmax.CrossEntropy(x, label));
            // The largest component is the label's; a loss of 16 is known to 2^-49, a step's change no better.
            Assert.All(gradient.Zip(expected), pair => Assert.Equal(pair.Second, pair.First, 1e-12 + (1e-9 * Math.Abs(gradient[label]))));
        });
    }

    [Fact]
    public void The_gradient_of_a_confident_right_answer_keeps_its_digits()
    {
        double[] gradient = Softmax.CrossEntropyGradient([50, 0], 0);
        Assert.Equal(-1.0, gradient[0] / Math.Exp(-50), 8 * U);
        Assert.Equal(1.0, gradient[1] / Math.Exp(-50), 8 * U);
        Assert.NotEqual(gradient[0], Softmax.Probabilities([50, 0])[0] - 1);
    }

    [Theory]
    [MemberData(nameof(TestDevices.Choices), MemberType = typeof(TestDevices))]
    public void In_place_is_the_same(string choice)
    {
        Device device = TestDevices.Get(choice);
        foreach ((int rows, int width) in new[] { (33, 1), (33, 7), (33, 16), (33, 41), (5, 1000), (1, 20_001) })
        {
            float[] logits = [.. Enumerable.Range(0, rows * width).Select(i => 7f * MathF.Sin(i))];
            using DeviceArray<float> given = device.Upload<float>(logits), made = device.Allocate<float>(logits.Length);
            SoftmaxKernels.Probabilities(device, rows, given, made);
            SoftmaxKernels.Probabilities(device, rows, given, given);
            Assert.Equal(made.ToArray(), given.ToArray());
        }
    }

    [Theory]
    [MemberData(nameof(TestDevices.Choices), MemberType = typeof(TestDevices))]
    public void A_kernel_names_the_argument_of_another_shape(string choice)
    {
        Device device = TestDevices.Get(choice);
        using DeviceArray<float> six = device.Allocate<float>(6);
        using DeviceArray<float> two = device.Allocate<float>(2);
        using DeviceArray<int> labels = device.Allocate<int>(2);
        var table = new Dictionary<string, Action>
        {
            ["Probabilities: rows is -1; it must be at least 0."] = () => SoftmaxKernels.Probabilities(device, -1, six, six),
            ["Probabilities: logits has 6 elements; it must have a positive multiple of 4, one row for each result."] =
                () => SoftmaxKernels.Probabilities(device, 4, six, six),
            ["Probabilities: probabilities has 2 elements; it must have 6."] =
                () => SoftmaxKernels.Probabilities(device, 2, six, two),
            ["CrossEntropy: crossEntropy has 6 elements; it must have 2."] =
                () => SoftmaxKernels.CrossEntropy(device, six, labels, six),
            ["CrossEntropyGradient: gradient has 2 elements; it must have 6."] =
                () => SoftmaxKernels.CrossEntropyGradient(device, six, labels, two),
        };
        Assert.All(table.Keys, row => Refusals.Check(table, row));
    }
}
