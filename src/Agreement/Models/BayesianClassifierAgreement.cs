using BayesBench.Kernels;
using BayesBench.Kernels.Models;
using BayesBench.Kernels.Random;
using BayesBench.Reference.Models;
using BayesBench.Reference.Random;

namespace BayesBench.Agreements.Models;

/// <summary>The Bayesian classifier and its kernels: bound, predictions, draws.</summary>
public sealed partial class BayesianClassifierAgreement : ITopic
{
    private const int Calls = 40;

    /// <inheritdoc />
    public static IEnumerable<Agreement> Agreements => [.. BoundsAndDraws, .. Gradients];

    private static IEnumerable<Agreement> BoundsAndDraws =>
    [
        new Agreement(
            BayesianClassifier.LogLikelihood,
            (device, batch) => batch.Result(Each(batch, call =>
            {
                ClassifierCall c = Plain(call);
                using DeviceArray<float> weights = device.Upload<float>(ClassifierCall.Floats(c.Mean));
                return c.On(device, 1, model => model.LogLikelihood(weights));
            })),
            source =>
            {
                ClassifierCall c = ClassifierCall.Draw(source);
                return [c.Mean, c.Images, c.Labels, c.Classes];
            },
            new ErrorBound("gamma of the D + 1 products of each logit, then the softmax's", (call, _, _) =>
            {
                ClassifierCall c = Plain(call);
                var errors = new ClassifierErrors(c);
                return errors.LogLikelihood(errors.Logits(c.Mean, new double[c.Weights])).Error;
            }))
        {
            Calls = Calls,
        },
        new Agreement(
            BayesianClassifier.Minibatch,
            (device, batch) =>
            {
                int width = batch.Shared<int>(1);
                batch.Result(Flat(batch, call =>
                {
                    var size = new ClassifierSize(1, 1, width);
                    using DeviceArray<int> places = device.Allocate<int>(size.Stride);
                    BayesianClassifierKernels.DrawPlaces(
                        device, size, (int)call[0], ClassifierCall.Convert((PhiloxKey)call[2]), (int)call[3], places);
                    return places.ToArray()[..width];
                }));
            },
            source => [source.Integer(1, 60_000), source.Pick(1, 3, 17), ClassifierCall.Key(source), source.Integer(0, 1000)],
            ErrorBound.Exact("integers"))
        {
            Calls = Calls,
            Edges = [[int.MaxValue, 4, new PhiloxKey(1, 2), int.MaxValue], [1, 1, new PhiloxKey(0, 0), 0]],
        },
        new Agreement(
            BayesianClassifier.Elbo,
            (device, batch) => Bounds(batch, call => ClassifierCall.From(call).On(
                device, (int)call[6], model => model.Elbo((int)call[6], Key(call, 7), (int)call[8]))),
            source => ClassifierCall.Draw(source).With(source.Integer(1, 3), ClassifierCall.Key(source), source.Integer(0, 1000)),
            new ErrorBound(
                "likelihood: of the weights, the logits, the softmax, and N/B; divergence: 4 roundings and a logarithm of each term",
                (call, _, i) =>
                {
                    ClassifierCall c = ClassifierCall.From(call);
                    var errors = new ClassifierErrors(c);
                    return i == 1 ? errors.Divergence() : Enumerable.Range(0, (int)call[6]).Average(draw =>
                    {
                        var (weights, weightErrors) = errors.Weights((PhiloxKey)call[7], (int)call[8], draw);
                        return Scaled(c, errors.LogLikelihood(errors.Logits(weights, weightErrors)));
                    });
                }))
        {
            Calls = Calls,
        },
        new Agreement(
            BayesianClassifier.LocalElbo,
            (device, batch) => Bounds(batch, call => ClassifierCall.From(call).On(
                device, 1, model => model.LocalElbo(Key(call, 6), (int)call[7]))),
            source => ClassifierCall.Draw(source).With(ClassifierCall.Key(source), source.Integer(0, 1000)),
            new ErrorBound(
                "likelihood: of the logits' moments and noise, the softmax, and N/B; divergence as for the bound",
                (call, _, i) =>
                {
                    ClassifierCall c = ClassifierCall.From(call);
                    var errors = new ClassifierErrors(c);
                    return i == 1
                        ? errors.Divergence()
                        : Scaled(c, errors.LogLikelihood(errors.LocalLogits((PhiloxKey)call[6], (int)call[7])));
                }))
        {
            Calls = Calls,
        },
        new Agreement(
            BayesianClassifier.Predict,
            (device, batch) => batch.Result(Flat(batch, call =>
            {
                ClassifierCall c = OneImage(call);
                using var image = new ClassifierData(device, ClassifierCall.Floats(c.Images), [0], c.Classes);
                int draws = (int)call[4];
                return c.On(device, draws, model => model.Predict(image, draws, Key(call, 5)));
            })),
            source =>
            {
                ClassifierCall c = ClassifierCall.Draw(source);
                return
                [
                    c.Mean, c.StandardDeviation, c.Images[..c.Features], c.Classes, source.Pick(1, 5), ClassifierCall.Key(source),
                ];
            },
            new ErrorBound(
                "of each draw's softmax as for the slopes, and S sums",
                (call, expected, i) =>
                {
                    ClassifierCall c = OneImage(call);
                    var errors = new ClassifierErrors(c);
                    int draws = (int)call[4];
                    double sums = (draws + 2) * ErrorBound.U * expected[i];
                    return sums + Enumerable.Range(0, draws).Average(draw =>
                    {
                        var (weights, weightErrors) = errors.Weights((PhiloxKey)call[5], 0, draw);
                        return errors.Slopes(errors.Logits(weights, weightErrors)).Error[0][i];
                    });
                }))
        {
            Calls = Calls,
        },
    ];

    private static DeviceKey Key(object[] call, int argument) => ClassifierCall.Convert((PhiloxKey)call[argument]);

    private static T[] Each<T>(Batch batch, Func<object[], T> one) =>
        [.. Enumerable.Range(0, batch.Count).Select(call => one(batch.Call(call)))];

    private static T[] Flat<T>(Batch batch, Func<object[], T[]> one) => [.. Each(batch, one).SelectMany(row => row)];

    private static void Bounds(Batch batch, Func<object[], ClassifierBound> one)
    {
        ClassifierBound[] bounds = Each(batch, one);
        batch.Result([.. bounds.Select(bound => bound.LogLikelihood)]);
        batch.Result([.. bounds.Select(bound => bound.Divergence)]);
    }

    // N/B is a rounded float, and the sum's last rounding is in double.
    private static double Scaled(ClassifierCall c, (double Value, double Error) likelihood) =>
        (double)c.Data / c.Labels.Length * (likelihood.Error + (ErrorBound.U * Math.Abs(likelihood.Value)));

    private static ClassifierCall Plain(object[] call)
    {
        var weights = (double[])call[0];
        var labels = (int[])call[2];
        // The standard deviations play no part.
        return new ClassifierCall(weights, [.. weights.Select(_ => 1.0)], (double[])call[1], labels, (int)call[3], labels.Length);
    }

    private static ClassifierCall OneImage(object[] call) =>
        new((double[])call[0], (double[])call[1], (double[])call[2], [0], (int)call[3], 1);
}
