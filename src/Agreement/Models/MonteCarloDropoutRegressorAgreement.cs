using System.Runtime.CompilerServices;
using BayesBench.Kernels.Models;
using BayesBench.Reference.Models;
using BayesBench.Reference.Random;

namespace BayesBench.Agreements.Models;

/// <summary>Dropout regressors and their kernels: the calls of a batch are models that are trained side by side.</summary>
public sealed class MonteCarloDropoutRegressorAgreement : ITopic
{
    private const int Calls = 96;
    private const double U = ErrorBound.U;
    private const uint TrainingStream = 0x0E00, PredictionStream = 0x0E01;

    /// <inheritdoc />
    public static IEnumerable<Agreement> Agreements =>
    [
        new Agreement(
            MonteCarloDropoutRegressor.Loss,
            (device, batch) =>
            {
                using DeviceDropoutRegressors models = DropoutCall.On(device, batch, inputs: 1, number: 6, weightDecay: 4);
                models.Gradient(WholeBatch(batch, 2, 7), DropoutCall.Key(batch, 5));
                batch.Result(models.GetLoss());
            },
            source => [.. Draw(source), .. DropoutCall.Noise(source)],
            new ErrorBound(
                "the output's error times twice the residual; B + 3 roundings of the squares, one a weight of the decay",
                (call, _, _) => Errors(call, 1, 5, 6, TrainingStream).Loss((int)call[7], (double)call[4])))
        {
            Calls = Calls,
            Elements = [6],
        },
        new Agreement(
            MonteCarloDropoutRegressor.Gradient,
            (device, batch) =>
            {
                using DeviceDropoutRegressors models = DropoutCall.On(device, batch, inputs: 1, number: 6, weightDecay: 4);
                models.Gradient(WholeBatch(batch, 2, 7), DropoutCall.Key(batch, 5));
                batch.Result(models.GetGradient());
            },
            source => [.. Draw(source), .. DropoutCall.Noise(source)],
            Once(
                "gamma of D products, of H, the residual's, and back along the chain; B + 3 roundings of each sum",
                call => Errors(call, 1, 5, 6, TrainingStream).Gradient((int)call[7], (double)call[4])))
        {
            Calls = Calls,
            Elements = [6],
        },
        new Agreement(
            MonteCarloDropoutRegressor.Step,
            (device, batch) =>
            {
                using DeviceDropoutRegressors models = DropoutCall.On(device, batch, inputs: 3, number: 8, weightDecay: 6);
                models.SetMoments(DropoutCall.All(batch, 1), DropoutCall.All(batch, 2));
                models.Step(WholeBatch(batch, 4, 9), DropoutCall.Key(batch, 7), batch.Shared<double>(10));
                batch.Result(models.GetParameters());
                (float[] first, float[] second) = models.GetMoments();
                batch.Result(first);
                batch.Result(second);
            },
            source =>
            {
                object[] call = Draw(source);
                int length = ((double[])call[0]).Length;
                return
                [
                    call[0], source.Vector(length, s => s.Normal()), source.Vector(length, s => s.LogUniform(1e-2, 10)),
                    .. call[1..], .. DropoutCall.Noise(source), 0.0009765625,
                ];
            },
            Once("the gradient's error through the moments; the optimiser's own roundings", StepErrors))
        {
            Calls = Calls,
            Elements = [8],
        },
        new Agreement(
            MonteCarloDropoutRegressor.Order,
            (device, batch) =>
            {
                int count = batch.Shared<int>(0);
                using var models = new DeviceDropoutRegressors(
                    device, 1, 1, count,
                    [.. Enumerable.Range(0, batch.Count).Select(c => new DropoutRegressorSettings(batch.At<int>(c, 2), c, 0, 0))],
                    new float[2 * (count + batch.Count)]);
                models.Shuffle(DropoutCall.Key(batch, 1), batch.Shared<int>(3));
                batch.Result([.. models.GetOrder().Select((row, i) => row - (i / count))]);
            },
            source => [source.Pick(1, 2, 17, 100), .. DropoutCall.Noise(source)],
            ErrorBound.Exact("integers"))
        {
            Calls = Calls,
            Elements = [2],
        },
        new Agreement(
            MonteCarloDropoutRegressor.Predict,
            (device, batch) =>
            {
                using DeviceDropoutRegressors models = DropoutCall.On(device, batch, inputs: 1, number: 7, weightDecay: null);
                int rows = batch.Length(2);
                (double[] mean, double[] logLikelihood) = models.Predict(
                    DropoutCall.Data(batch), [.. Enumerable.Range(0, batch.Count).Select(c => c * rows)], rows,
                    [.. Enumerable.Range(0, batch.Count).Select(c => (float)batch.At<double>(c, 4))], batch.Shared<int>(5), DropoutCall.Key(batch, 6));
                batch.Result(mean);
                batch.Result(logLikelihood);
            },
            source =>
            {
                DropoutCall call = DropoutCall.Draw(source);
                object[] noise = DropoutCall.Noise(source);
                return
                [
                    call.Parameters, call.Inputs, call.Targets, call.DropRate, source.LogUniform(0.1, 100), source.Pick(1, 2, 20), noise[0], noise[1],
                ];
            },
            Once(
                "the output's error, times precision and residual in the exponent; every exponential 2.2 u and its argument's rounding",
                call => Errors(call, 1, 6, 7, PredictionStream).Prediction((double)call[4], (int)call[5])))
        {
            Calls = Calls,
            Elements = [7],
        },
    ];

    private static object[] Draw(InputSource source)
    {
        DropoutCall call = DropoutCall.Draw(source);
        return [call.Parameters, call.Inputs, call.Targets, call.DropRate, source.Pick(0, source.LogUniform(1e-6, 1e-2))];
    }

    private static DropoutRegressorBatch WholeBatch(Batch batch, int targets, int step) => new(0, batch.Length(targets), batch.Shared<int>(step));

    private static DropoutErrors Errors(object[] call, int inputs, int key, int model, uint stream) =>
        new(DropoutCall.From(call, inputs), (PhiloxKey)call[key], stream, (int)call[model]);

    // Every component of an answer errs by parts of the same numbers: they are found once a call.
    private static ErrorBound Once(string analysis, Func<object[], double[]> errorsOf)
    {
        var known = new ConditionalWeakTable<object[], double[]>();
        return new ErrorBound(analysis, (call, _, i) => known.GetValue(call, key => errorsOf(key))[i]);
    }

    // See OptimisersAgreement for the optimiser's own roundings.
    private static double[] StepErrors(object[] call)
    {
        DropoutCall regressor = DropoutCall.From(call, 3);
        double[] errors = Errors(call, 3, 7, 8, TrainingStream).Gradient((int)call[9], (double)call[6]);
        double[] gradient = MonteCarloDropoutRegressor.Gradient(
            regressor.Parameters, regressor.Inputs, regressor.Targets, regressor.DropRate, (double)call[6], (PhiloxKey)call[7], (int)call[8], (int)call[9]);
        (double[] m, double[] v, int step, double rate) = ((double[])call[1], (double[])call[2], (int)call[9], (double)call[10]);
        (double ofFirst, double ofSecond) = (1 - Math.Pow(0.9, step), 1 - Math.Pow(0.999, step));
        var parts = gradient.Select((g, i) =>
        {
            double terms = (0.9 * Math.Abs(m[i])) + (0.1 * Math.Abs(g));
            double second = (0.999 * v[i]) + (0.001 * g * g);
            double secondError = 0.001 * 2 * Math.Abs(g) * errors[i];
            double root = Math.Sqrt(second / ofSecond);
            double move = rate * terms / ofFirst / root;
            double moved = (rate * 0.1 * errors[i] / ofFirst / root) + (move * secondError / (2 * second));
            return (
                Parameter: moved + (U * ((15 * move) + Math.Abs(regressor.Parameters[i]) + move)),
                First: (0.1 * errors[i]) + (4 * U * terms),
                Second: secondError + (5 * U * second));
        }).ToArray();
        return [.. parts.Select(part => part.Parameter), .. parts.Select(part => part.First), .. parts.Select(part => part.Second)];
    }
}
