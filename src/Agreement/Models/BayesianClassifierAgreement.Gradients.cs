using BayesBench.Kernels;
using BayesBench.Kernels.Models;
using BayesBench.Reference.Models;
using BayesBench.Reference.Random;

namespace BayesBench.Agreements.Models;

/// <content>Gradients: four estimators and a step of training.</content>
public sealed partial class BayesianClassifierAgreement
{
    private static IEnumerable<Agreement> Gradients =>
    [
        new Agreement(
            BayesianClassifier.ScoreFunctionGradient,
            Kernel(ClassifierEstimator.ScoreFunction),
            source => ClassifierCall.Draw(source).With(ClassifierCall.Key(source), source.Integer(0, 1000)),
            new ErrorBound(
                "the log-likelihood's error times the score, and the score's: the noise's 7 u once or twice, 4 roundings",
                (call, _, i) => Score(ClassifierCall.From(call), i, [1], (PhiloxKey)call[6], (int)call[7])))
        {
            Calls = Calls,
        },
        new Agreement(
            BayesianClassifier.LeaveOneOutGradient,
            Kernel(ClassifierEstimator.LeaveOneOut),
            source => ClassifierCall.Draw(source).With(
                DeviceBayesianClassifier.LeaveOneOutDraws, ClassifierCall.Key(source), source.Integer(0, 1000)),
            new ErrorBound(
                "as for the score function, summed over the draws, each log-likelihood less the mean of all",
                (call, _, i) => Score(
                    ClassifierCall.From(call), i, new double[(int)call[6]], (PhiloxKey)call[7], (int)call[8])))
        {
            Calls = Calls,
        },
        new Agreement(
            BayesianClassifier.PathwiseGradient,
            Kernel(ClassifierEstimator.Pathwise),
            source => ClassifierCall.Draw(source).With(ClassifierCall.Key(source), source.Integer(0, 1000)),
            new ErrorBound(
                "of weights, logits, softmax, gamma of the B sums; by the standard deviation times the noise, with its 7 u",
                (call, _, i) => Pathwise(ClassifierCall.From(call), i, (PhiloxKey)call[6], (int)call[7])))
        {
            Calls = Calls,
        },
        new Agreement(
            BayesianClassifier.LocalReparameterizationGradient,
            Kernel(ClassifierEstimator.LocalReparameterization),
            source => ClassifierCall.Draw(source).With(ClassifierCall.Key(source), source.Integer(0, 1000)),
            new ErrorBound(
                "of the logits' moments and noise, softmax, gamma of the B sums; by the standard deviation with noise over the root",
                (call, _, i) => Local(ClassifierCall.From(call), i, (PhiloxKey)call[6], (int)call[7])))
        {
            Calls = Calls,
        },
        new Agreement(
            BayesianClassifier.Update,
            Update,
            source =>
            {
                ClassifierCall c = ClassifierCall.Draw(source);
                double[] rho = source.Vector(c.Weights, s => s.Uniform(-5, 1));
                return
                [
                    c.Mean.Concat(rho).ToArray(),
                    source.Vector(2 * c.Weights, s => s.SignedLogUniform(1, 1e3)),
                    source.Vector(2 * c.Weights, s => s.LogUniform(1, 1e6)),
                    c.Images, c.Labels, c.Classes, c.Data, 0.001, ClassifierCall.Key(source), source.Integer(1, 1000),
                ];
            },
            new ErrorBound(
                "the gradient's by local reparametrisation, with softplus and sigmoid; then of both moments to first order, and Adam's own",
                (call, expected, i) => OfUpdate(call, expected, i)))
        {
            Calls = Calls,
        },
    ];

    /// <summary>Bound of the gradient by local reparametrisation, with the divergence's part.</summary>
    private static double Local(
        ClassifierCall c, int component, PhiloxKey key, int step, double deviationUnits = 0)
    {
        var errors = new ClassifierErrors(c, deviationUnits);
        (int j, bool byMean) = (component % c.Weights, component < c.Weights);
        var slopes = errors.Slopes(errors.LocalLogits(key, step));
        (double value, double error) = byMean
            ? errors.OverBatch(j, 1, slopes)
            : errors.OverBatch(j, 2, errors.NoiseSlopes(slopes, key, step));
        double factor = byMean ? 1 : c.StandardDeviation[j];
        return (factor * (error + (2 * ErrorBound.U * Math.Abs(value)))) + errors.Subtraction(j, byMean, factor * value);
    }

    private static double Pathwise(ClassifierCall c, int component, PhiloxKey key, int step)
    {
        var errors = new ClassifierErrors(c);
        (int j, bool byMean) = (component % c.Weights, component < c.Weights);
        var (weights, weightErrors) = errors.Weights(key, step, 0);
        (double value, double error) = errors.OverBatch(j, 1, errors.Slopes(errors.Logits(weights, weightErrors)));
        double noise = byMean ? 1 : Math.Abs(ClassifierErrors.Noise(j, 0xC01, key, step, 0));
        double units = byMean ? 1 : 9;
        return (noise * (error + (units * ErrorBound.U * Math.Abs(value)))) + errors.Subtraction(j, byMean, noise * value);
    }

    // Coefficients of the log-likelihoods: {1} for the score function; for leave-one-out they depend on all.
    private static double Score(ClassifierCall c, int component, double[] draws, PhiloxKey key, int step)
    {
        var errors = new ClassifierErrors(c);
        (int j, bool byMean) = (component % c.Weights, component < c.Weights);
        double factor = (double)c.Data / c.Labels.Length;
        var likelihoods = draws.Select((_, s) =>
        {
            var (weights, weightErrors) = errors.Weights(key, step, s);
            return errors.LogLikelihood(errors.Logits(weights, weightErrors));
        }).ToArray();
        bool leavesOneOut = draws.Length > 1;
        double average = leavesOneOut ? likelihoods.Average(l => l.Value) : 0;
        double averageError = leavesOneOut ? likelihoods.Average(l => l.Error) : 0;
        double divisor = leavesOneOut ? draws.Length - 1 : 1;
        double sum = 0, terms = 0, error = 0;
        for (int s = 0; s < draws.Length; s++)
        {
            double noise = ClassifierErrors.Noise(j, 0xC01, key, step, s);
            double score = (byMean ? noise : (noise * noise) - 1) / c.StandardDeviation[j];
            double scoreTerms = byMean ? Math.Abs(score) : ((noise * noise) + 1) / c.StandardDeviation[j];
            double coefficient = factor * (likelihoods[s].Value - average) / divisor;
            double coefficientError = factor * (likelihoods[s].Error + averageError) / divisor;
            sum += coefficient * score;
            terms += Math.Abs(coefficient * score);
            error += (coefficientError * Math.Abs(score))
                + (ErrorBound.U * Math.Abs(coefficient) * scoreTerms * (byMean ? 11 : 19));
        }

        return error + (draws.Length * ErrorBound.U * terms) + errors.Subtraction(j, byMean, sum);
    }

    private static double OfUpdate(object[] call, double[] expected, int component)
    {
        const double SoftplusUnits = 4, SigmoidUnits = 5;
        var parameters = (double[])call[0];
        int size = parameters.Length, i = component % size, half = size / 2;
        double[] rho = parameters[half..];
        var c = new ClassifierCall(
            parameters[..half], [.. rho.Select(Softplus)], (double[])call[3], (int[])call[4], (int)call[5], (int)call[6]);
        double slope = i < half ? 1 : 1 / (1 + Math.Exp(-rho[i - half]));
        double first = ((double[])call[1])[i], second = ((double[])call[2])[i];
        double gradient = (expected[size + i] - (0.9 * first)) / 0.1;
        double error = (slope * Local(c, i, (PhiloxKey)call[8], (int)call[9], SoftplusUnits))
            + (ErrorBound.U * (SigmoidUnits + 2) * Math.Abs(gradient));
        double firstError = (0.1 * error) + (4 * ErrorBound.U * ((0.9 * Math.Abs(first)) + (0.1 * Math.Abs(gradient))));
        double newSecond = expected[(2 * size) + i];
        double secondError = (0.002 * Math.Abs(gradient) * error) + (0.001 * error * error) + (5 * ErrorBound.U * newSecond);
        double root = Math.Sqrt(newSecond / (1 - Math.Pow(0.999, (int)call[9])));
        double unbiased = 1 / (1 - Math.Pow(0.9, (int)call[9]));
        double move = (double)call[7] * unbiased * Math.Abs(expected[size + i]) / root;
        return (component / size) switch
        {
            0 => ((double)call[7] * unbiased * firstError / root) + (move * secondError / (2 * newSecond))
                + (ErrorBound.U * ((10 * move) + Math.Abs(expected[i]))),
            1 => firstError,
            _ => secondError,
        };
    }

    private static double Softplus(double x) => Math.Max(x, 0) + Math.Log(1 + Math.Exp(-Math.Abs(x)));

    private static void Update(Device device, Batch batch)
    {
        var states = Each(batch, call =>
        {
            float[] parameters = ClassifierCall.Floats((double[])call[0]);
            double[] mean = [.. parameters[..(parameters.Length / 2)]];
            var c = new ClassifierCall(mean, [.. mean.Select(_ => 1.0)], (double[])call[3], (int[])call[4], (int)call[5], (int)call[6]);
            return c.On(device, 1, model =>
            {
                model.SetState(parameters, ClassifierCall.Floats((double[])call[1]), ClassifierCall.Floats((double[])call[2]));
                model.Update(Key(call, 8), (int)call[9], (float)(double)call[7]);
                return (Parameters: model.GetParameters(), Moments: model.GetMoments());
            });
        });
        batch.Result([.. states.SelectMany(state => state.Parameters)]);
        batch.Result([.. states.SelectMany(state => state.Moments.First)]);
        batch.Result([.. states.SelectMany(state => state.Moments.Second)]);
    }

    private static Action<Device, Batch> Kernel(ClassifierEstimator estimator) => (device, batch) =>
    {
        float[][] gradients = Each(batch, call => ClassifierCall.From(call).On(
            device, estimator == ClassifierEstimator.LeaveOneOut ? (int)call[6] : 1, model =>
            {
                int last = call.Length - 1;
                model.Gradient(
                    estimator, Key(call, last - 1), (int)call[last], estimator == ClassifierEstimator.LeaveOneOut ? (int)call[6] : 1);
                return model.GetGradient();
            }));
        batch.Result([.. gradients.SelectMany(g => g[..(g.Length / 2)])]);
        batch.Result([.. gradients.SelectMany(g => g[(g.Length / 2)..])]);
    };
}
