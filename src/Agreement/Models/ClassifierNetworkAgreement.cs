using System.Runtime.CompilerServices;
using BayesBench.Agreements.Networks;
using BayesBench.Kernels;
using BayesBench.Kernels.Models;
using BayesBench.Reference.Models;
using BayesBench.Reference.Networks;
using BayesBench.Reference.Random;

namespace BayesBench.Agreements.Models;

/// <summary>Any network as a Bayesian classifier, and its kernels.</summary>
public sealed class ClassifierNetworkAgreement : ITopic
{
    private const int Calls = 64;
    private const int Classes = 3;

    private static readonly int[] OneLabel = [0];

    private static readonly ConditionalWeakTable<object[], double[]> Bounds = [];

    /// <inheritdoc />
    public static IEnumerable<Agreement> Agreements =>
    [
        new Agreement(
            ClassifierNetwork.Elbo,
            (device, batch) =>
            {
                ClassifierBound[] bounds = Each(batch, call => On(
                    device, call, 3, (int)call[5], model => model.Elbo(Key(call, 6), (int)call[7])));
                batch.Result([.. bounds.Select(bound => bound.LogLikelihood)]);
                batch.Result([.. bounds.Select(bound => bound.Divergence)]);
            },
            source => Draw(source, source.Integer(0, 1000)),
            new ErrorBound(
                "likelihood: of the logits, through all layers, the softmax, and N/B; divergence: of each weight's terms",
                (call, _, i) => Bounds.GetValue(call, _ => OfElbo(call))[i]))
        {
            Calls = Calls,
        },
        new Agreement(
            ClassifierNetwork.LossGradient,
            (device, batch) => batch.Result(Flat(batch, call => On(device, call, 3, (int)call[5], model =>
            {
                model.Gradient(Key(call, 7), (int)call[8], (double)call[6]);
                return model.GetGradient();
            }))),
            source =>
            {
                object[] call = Draw(source, source.Integer(0, 1000));
                return [.. call[..6], source.Pick(0.0, 0.5, 1.0), .. call[6..]];
            },
            new ErrorBound(
                "of logits and softmax, back through all layers by absolute values; the divergence's, its weight and their sum",
                (call, _, i) => Bounds.GetValue(call, _ => OfGradient(
                    NetworkCall.From(call), (double[])call[3], (int[])call[4], (int)call[5], (double)call[6], (PhiloxKey)call[7], (int)call[8]).Error)[i]))
        {
            Calls = Calls,
        },
        new Agreement(
            ClassifierNetwork.Update,
            (device, batch) =>
            {
                var states = Each(batch, call => On(device, call, 5, (int)call[7], model =>
                {
                    model.SetState(
                        NetworkCall.Floats((double[])call[2]), NetworkCall.Floats((double[])call[3]), NetworkCall.Floats((double[])call[4]),
                        (int)call[11] - 1);
                    model.Update(Key(call, 10), (double)call[8], (double)call[9]);
                    return (Parameters: model.GetParameters(), Moments: model.GetOptimiserState());
                }));
                batch.Result([.. states.SelectMany(state => state.Parameters)]);
                batch.Result([.. states.SelectMany(state => state.Moments.First)]);
                batch.Result([.. states.SelectMany(state => state.Moments.Second)]);
            },
            source =>
            {
                object[] call = Draw(source, source.Integer(1, 1000));
                int size = ((double[])call[2]).Length;
                return
                [
                    .. call[..3], source.Vector(size, s => s.SignedLogUniform(1e-4, 1e-1)), source.Vector(size, s => s.LogUniform(1e-6, 1e-2)),
                    .. call[3..6], 0.001, 1.0, .. call[6..],
                ];
            },
            new ErrorBound(
                "the gradient's; of both moments to first order, their roundings, and Adam's own",
                (call, expected, i) => OfUpdate(call, expected, i)))
        {
            Calls = Calls,
        },
        new Agreement(
            ClassifierNetwork.Predict,
            (device, batch) =>
            {
                NetworkPrediction[] predictions = Each(batch, call =>
                {
                    using ClassifierData example = Data(device, call, 3, [0]);
                    return On(device, [.. call[..4], OneLabel], 3, 1, model => model.Predict(example, (int)call[4], Key(call, 5)));
                });
                batch.Result([.. predictions.SelectMany(prediction => prediction.Probabilities)]);
                batch.Result([.. predictions.Select(prediction => prediction.Entropy[0])]);
                batch.Result([.. predictions.Select(prediction => prediction.MutualInformation[0])]);
            },
            source =>
            {
                NetworkCall call = NetworkCall.Draw(source, withLogits: true);
                return
                [
                    call.Layers, call.Shape, call.Parameters, Layers.Normals(source, call.Description.Inputs), source.Integer(0, 3),
                    ClassifierCall.Key(source),
                ];
            },
            new ErrorBound(
                "of each draw's softmax, averaged; entropies feel a probability's error 1 + ln p times, and 5 roundings of a term",
                (call, expected, i) => OfPrediction(call, expected)[i]))
        {
            Calls = Calls,
        },
    ];

    private static object[] Draw(InputSource source, int step)
    {
        NetworkCall call = NetworkCall.Draw(source, withLogits: true);
        int examples = source.Pick(1, 3, 5);
        int[] labels = [.. Enumerable.Range(0, examples).Select(_ => source.Integer(0, Classes - 1))];
        return
        [
            call.Layers, call.Shape, call.Parameters, Layers.Normals(source, examples * call.Description.Inputs), labels,
            source.Integer(examples, 60_000), ClassifierCall.Key(source), step,
        ];
    }

    private static Kernels.Random.DeviceKey Key(object[] call, int argument) => NetworkCall.Convert((PhiloxKey)call[argument]);

    private static ClassifierData Data(Device device, object[] call, int input, int[] labels) => new(
        device, NetworkCall.Floats((double[])call[input]), [.. labels.Select(label => (byte)label)], Classes);

    // The model's largest batch is one more than there are examples: theirs is a smaller one.
    private static T On<T>(Device device, object[] call, int input, int represented, Func<DeviceClassifierNetwork, T> ask)
    {
        NetworkCall network = NetworkCall.From(call);
        var labels = (int[])call[input + 1];
        using ClassifierData data = Data(device, call, input, labels);
        using var model = new DeviceClassifierNetwork(device, network.Description, labels.Length + 1, largestDraws: 3);
        model.SetParameters(NetworkCall.Floats(network.Parameters));
        model.TakeConsecutive(data, 0, represented);
        return ask(model);
    }

    private static double[] OfElbo(object[] call)
    {
        var labels = (int[])call[4];
        BoundedNetwork network = Bounded(NetworkCall.From(call), labels.Length, (PhiloxKey)call[6], (ulong)(int)call[7]);
        Bounded logits = network.Forward((double[])call[3], NetworkNoise.Training)[^1];
        double likelihood = labels.Select((label, b) => new SoftmaxErrors(logits, b, Classes).LogLikelihood(label)).Sum();
        return [(double)(int)call[5] / labels.Length * likelihood, network.DivergenceError()];
    }

    private static Bounded OfGradient(
        NetworkCall call, double[] input, int[] labels, int data, double divergenceFactor, PhiloxKey key, int step)
    {
        BoundedNetwork network = Bounded(call, labels.Length, key, (ulong)step);
        Bounded[] activations = network.Forward(input, NetworkNoise.Training);
        SoftmaxErrors[] rows = [.. labels.Select((_, b) => new SoftmaxErrors(activations[^1], b, Classes))];
        Bounded slopes = Networks.Bounded.Of(labels.Length * Classes, i =>
        {
            (double value, double error) = rows[i / Classes].Slope(i % Classes, labels[i / Classes]);
            return (value / labels.Length, error / labels.Length);
        });
        Bounded likelihood = network.Backward(activations, slopes).Parameters;
        return likelihood.Plus(network.DivergenceGradient().Times(divergenceFactor / data, 1));
    }

    private static double OfUpdate(object[] call, double[] expected, int component)
    {
        NetworkCall network = NetworkCall.From(call);
        (int size, int step) = (network.Parameters.Length, (int)call[11]);
        int i = component % size;
        double[] errors = Bounds.GetValue(call, _ => OfGradient(
            network, (double[])call[5], (int[])call[6], (int)call[7], (double)call[9], (PhiloxKey)call[10], step).Error);
        double first = ((double[])call[3])[i];
        double gradient = (expected[size + i] - (0.9 * first)) / 0.1;
        double firstError = (0.1 * errors[i]) + (4 * ErrorBound.U * ((0.9 * Math.Abs(first)) + (0.1 * Math.Abs(gradient))));
        double newSecond = expected[(2 * size) + i];
        double secondError = (0.002 * Math.Abs(gradient) * errors[i]) + (0.001 * errors[i] * errors[i]) + (5 * ErrorBound.U * newSecond);
        double root = Math.Sqrt(newSecond / (1 - Math.Pow(0.999, step)));
        double unbiased = (double)call[8] / (1 - Math.Pow(0.9, step));
        double move = unbiased * Math.Abs(expected[size + i]) / root;
        return (component / size) switch
        {
            0 => (unbiased * firstError / root) + (move * secondError / (2 * newSecond))
                + (ErrorBound.U * ((10 * move) + Math.Abs(expected[i]))),
            1 => firstError,
            _ => secondError,
        };
    }

    private static double[] OfPrediction(object[] call, double[] expected) => Bounds.GetValue(call, _ =>
    {
        var draws = (int)call[4];
        NetworkNoise noise = draws == 0 ? NetworkNoise.Mean : NetworkNoise.PosteriorDraw;
        SoftmaxErrors[] members = [.. Enumerable.Range(0, Math.Max(1, draws)).Select(s => new SoftmaxErrors(
            Bounded(NetworkCall.From(call), 1, (PhiloxKey)call[5], (ulong)s << 32).Forward((double[])call[3], noise)[^1], 0, Classes))];
        double[] means = [.. Enumerable.Range(0, Classes).Select(
            k => members.Average(member => member.Probability(k)) + (ErrorBound.U * expected[k]))];
        double entropy = Enumerable.Range(0, Classes).Sum(k => Felt(expected[k], means[k]));
        double information = entropy + members.Average(
            member => Enumerable.Range(0, Classes).Sum(k => Felt(member.Probabilities[k], member.Probability(k))));
        return [.. means, entropy, draws <= 1 ? 0 : information];
    });

    // What -p ln p feels of p's error, and its own roundings.
    private static double Felt(double p, double error) =>
        (Math.Abs(1 + Math.Log(p)) * error) + (5 * ErrorBound.U * Math.Abs(p * Math.Log(p)));

    private static BoundedNetwork Bounded(NetworkCall call, int examples, PhiloxKey key, ulong replicate) =>
        new(call.Description, call.Parameters, examples, key, replicate);

    private static T[] Each<T>(Batch batch, Func<object[], T> one) =>
        [.. Enumerable.Range(0, batch.Count).Select(call => one(batch.Call(call)))];

    private static float[] Flat(Batch batch, Func<object[], float[]> one) => [.. Each(batch, one).SelectMany(row => row)];
}
