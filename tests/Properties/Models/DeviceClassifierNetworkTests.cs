using BayesBench.Agreements;
using BayesBench.Data;
using BayesBench.Kernels;
using BayesBench.Kernels.Models;
using BayesBench.Kernels.Networks;
using BayesBench.Kernels.Random;
using BayesBench.Reference.Models;
using BayesBench.Reference.Networks;
using BayesBench.Reference.Random;
using BayesBench.Tests.Support;
using Xunit;

namespace BayesBench.Properties.Models;

/// <summary>Any network as a classifier, as an object on a device, and its training.</summary>
public class DeviceClassifierNetworkTests
{
    private const int Batch = 20;
    private static readonly DeviceKey Key = new(1, 2);
    private static readonly Lazy<Digits> Some = new(() => SyntheticDigits.Draw(400, 100));

    [Theory]
    [InlineData(NetworkOptimiser.Adam)]
    [InlineData(NetworkOptimiser.Sgd)]
    [InlineData(NetworkOptimiser.Adagrad)]
    public void Training_that_was_put_off_goes_on_bit_by_bit(NetworkOptimiser optimiser)
    {
        float[] whole = With("local 7, relu, sparse 10", optimiser, (model, data) => Trained(model, data, 6).GetParameters());
        float[] inTwoParts = With("local 7, relu, sparse 10", optimiser, (first, data) => With("local 7, relu, sparse 10", optimiser, (second, _) =>
        {
            (float[] a, float[] b) = Trained(first, data, 3).GetOptimiserState();
            second.SetState(first.GetParameters(), a, b, first.Steps);
            return Trained(second, data, 3).GetParameters();
        }));
        Assert.Equal(whole, inTwoParts);
    }

    [Fact]
    public void Every_step_launches_the_same_number_of_kernels()
    {
        int[] launches = With("sparse 5, relu, local 10", NetworkOptimiser.Adam, (model, data) =>
            Enumerable.Range(0, 4).Select(_ => Trained(model, data, 1).LaunchesOfLastStep).ToArray());
        Assert.InRange(launches[0], 10, 40);
        Assert.All(launches, count => Assert.Equal(launches[0], count));
    }

    [Fact]
    public void A_report_counts_every_example_once() => With("mean-field 10", NetworkOptimiser.Adam, (model, data) =>
    {
        NetworkReport report = Trained(model, data, 3).TakeReport();
        Assert.Equal(3 * Batch, report.Examples);
        Assert.InRange(report.Errors, 1, 3 * Batch);
        Assert.Equal(report.Divergence, report.Bound(data.Count).Divergence);
        Assert.Equal(report.LogLikelihood * data.Count / (3 * Batch), report.Bound(data.Count).LogLikelihood, 1e-9);
        Assert.Equal(new NetworkReport(0, 0, 0, report.Divergence), model.TakeReport());
        return 0;
    });

    [Fact]
    public void Predictions_do_not_depend_on_the_batch() => With("dense 7, tanh, flipout 10", NetworkOptimiser.Adam, (model, data) =>
    {
        using var other = new DeviceClassifierNetwork(TestDevices.Fastest, model.Description, 37, largestDraws: 3);
        other.SetParameters(model.GetParameters());
        Assert.Equal(model.Predict(data, 3, Key).Probabilities, other.Predict(data, 3, Key).Probabilities);
        Assert.All(model.Predict(data, 0, Key).MutualInformation, information => Assert.Equal(0, information));
        return 0;
    });

    [Theory]
    [InlineData("dense 20, relu, dense 10", 0.2)]
    [InlineData("local 20, relu, local 10", 0.3)]
    public void Training_learns_the_synthetic_digits(string text, double error) => With(text, NetworkOptimiser.Adam, (model, data) =>
    {
        Trained(model, data, 100, 0.01);
        float[] probabilities = model.Predict(data, 0, Key).Probabilities;
        double wrong = probabilities.Chunk(10).Where((row, n) => Array.IndexOf(row, row.Max()) != Some.Value.TrainLabels[n]).Count();
        Assert.InRange(wrong / data.Count, 0, error);
        return 0;
    });

    // A gradient's float errors are some 1e-6 of its absolute terms, so under 1e-3 of every gradient that is not by chance a
    // thousand times smaller than these; Adam moves by the rate times a quotient that feels this share at most twice, and a
    // parameter is rounded once a step.
    [Fact]
    public void Twenty_steps_end_where_the_references_end()
    {
        const int Steps = 20, Data = 8, Examples = 4;
        const double Rate = 1e-3;
        NetworkDescription description = NetworkDescription.Parse("local 5, tanh, sparse 4, softplus, flipout 3", 6);
        LayerSpecification[] layers =
        [
            new(LayerType.Local, 5), new(LayerType.Tanh), new(LayerType.Sparse, 4), new(LayerType.Softplus), new(LayerType.Flipout, 3),
        ];
        float[] images = [.. Enumerable.Range(0, Data * 6).Select(i => MathF.Sin(i + 1))];
        byte[] labels = [0, 1, 2, 0, 1, 2, 0, 1];
        float[] initial = description.InitialParameters(5);
        var state = new AdamState(Array.ConvertAll(initial, p => (double)p), new double[initial.Length], new double[initial.Length]);
        using var data = new ClassifierData(TestDevices.Fastest, images, labels, 3);
        using var model = new DeviceClassifierNetwork(TestDevices.Fastest, description, Examples);
        model.SetParameters(initial);
        for (int step = 1; step <= Steps; step++)
        {
            model.Step(data, Key, Rate);
            int[] places = BayesianClassifier.Minibatch(Data, Examples, new PhiloxKey(Key.K0, Key.K1), step);
            double[] input = [.. places.SelectMany(n => images[(n * 6)..((n + 1) * 6)]).Select(x => (double)x)];
            state = ClassifierNetwork.Update(
                layers, new ExampleShape(6), state.Parameters, state.FirstMoment, state.SecondMoment, input,
                [.. places.Select(n => (int)labels[n])], Data, Rate, 1, new PhiloxKey(Key.K0, Key.K1), step);
        }

        float[] actual = model.GetParameters();
        double worst = Enumerable.Range(0, actual.Length).Max(i =>
            Math.Abs(actual[i] - state.Parameters[i]) / ((Steps * Rate * 2e-3) + (Steps * ErrorBound.U * Math.Abs(state.Parameters[i]))));
        Assert.InRange(worst, 1e-3, 1);
    }

    [Fact]
    public void What_does_not_fit_is_refused() => With("dense 10", NetworkOptimiser.Adam, (model, data) =>
    {
        AssertRefused("draws is 4; it must be in [0, 3].", () => model.Predict(data, 4, Key));
        AssertRefused("first is 400; it must be in [0, 399].", () => model.TakeConsecutive(data, 400));
        AssertRefused("represented is 0; it must be at least 1.", () => model.TakeConsecutive(data, 0, 0));
        AssertRefused("steps is -1; it must be at least 0.", () => model.SetState([], [], [], -1));
        using var other = new DeviceClassifierNetwork(TestDevices.Fastest, NetworkDescription.Parse("dense 3", Digits.Pixels), 2);
        AssertRefused("data has 10 elements; it must have 3.", () => other.DrawMinibatch(data, Key, 0));
        Assert.Equal("there is no batch at hand; take or draw one first.", Assert.Throws<InvalidOperationException>(() => other.Gradient(Key, 0)).Message);
        return 0;
    });

    private static void AssertRefused(string message, Action call) =>
        Assert.StartsWith(message, Assert.ThrowsAny<ArgumentException>(call).Message, StringComparison.Ordinal);

    private static DeviceClassifierNetwork Trained(DeviceClassifierNetwork model, ClassifierData data, int steps, double rate = 1e-3)
    {
        for (int step = 0; step < steps; step++)
        {
            model.Step(data, Key, rate);
        }

        return model;
    }

    private static T With<T>(string text, NetworkOptimiser optimiser, Func<DeviceClassifierNetwork, ClassifierData, T> ask)
    {
        Device device = TestDevices.Fastest;
        using var data = new ClassifierData(device, Some.Value.TrainImages, Some.Value.TrainLabels, Digits.Classes);
        using var model = new DeviceClassifierNetwork(
            device, NetworkDescription.Parse(text, Digits.Pixels), Batch, largestDraws: 3, optimiser);
        return ask(model, data);
    }
}
