using BayesBench.Data;
using BayesBench.Kernels;
using BayesBench.Kernels.Models;
using BayesBench.Kernels.Random;
using BayesBench.Reference.Models;
using BayesBench.Reference.Random;

namespace BayesBench.Models;

/// <summary>A model to train.</summary>
/// <param name="Number">Of its noise.</param>
/// <param name="Split">What it is fitted to and tested on.</param>
/// <param name="DropRate">p.</param>
/// <param name="Precision">Of the noise, in units of the target.</param>
public sealed record DropoutRegressorTask(int Number, DataSplit Split, double DropRate, double Precision);

/// <summary>How a model predicts its test data.</summary>
/// <param name="RootMeanSquareError">Of the predictive mean, in units of the target.</param>
/// <param name="LogLikelihood">Of a datum, in nats.</param>
public sealed record RegressionScore(double RootMeanSquareError, double LogLikelihood);

/// <summary>Trains dropout regressors side by side, all on as many data, and tests them.</summary>
/// <param name="device">Where.</param>
/// <param name="data">The whole table.</param>
/// <param name="hidden">Units of the hidden layer.</param>
/// <param name="epochs">Passes over the training data.</param>
/// <param name="options">How.</param>
public sealed class DropoutRegressorTraining(
    Device device, RegressionData data, int hidden, int epochs, DropoutRegressorOptions options)
{
    private const uint WeightStream = 0x0E10;

    private readonly DeviceKey _key = new(PhiloxKey.From(options.Seed).K0, PhiloxKey.From(options.Seed).K1);

    /// <summary>Trains and tests.</summary>
    /// <param name="tasks">Models whose splits are equally large.</param>
    /// <param name="progress">Told which share is done; may stop it all by an exception.</param>
    public RegressionScore[] Run(IReadOnlyList<DropoutRegressorTask> tasks, Action<double> progress)
    {
        ArgumentNullException.ThrowIfNull(tasks);
        ArgumentNullException.ThrowIfNull(progress);
        // Models of one split share its data.
        DataSplit[] splits = [.. tasks.Select(task => task.Split).Distinct()];
        Scaled[] scaled = [.. splits.Select(split => new Scaled(data, split))];
        int[] places = [.. tasks.Select(task => Array.IndexOf(splits, task.Split))];
        (int train, int test) = (splits[0].Train.Length, splits[0].Test.Length);
        int inputs = data.Inputs[0].Length;
        using var models = new DeviceDropoutRegressors(
            device, inputs, hidden, train,
            [.. tasks.Zip(places, (task, place) => new DropoutRegressorSettings(
                task.Number, place * train, (float)task.DropRate,
                (float)MonteCarloDropoutRegressor.WeightDecay(options.LengthScale, task.DropRate, train, task.Precision)))],
            [.. scaled.SelectMany(one => one.Train)]);
        models.SetParameters([.. tasks.SelectMany(task => Initial(task.Number, inputs))]);
        double share = ShareOfTraining(train, test);
        Train(models, train, done => progress(share * done));
        (double[] mean, double[] logLikelihood) = models.Predict(
            [.. scaled.SelectMany(one => one.Test)], [.. places.Select(place => place * test)], test,
            [.. tasks.Zip(places, (task, place) => (float)(task.Precision * scaled[place].Deviation * scaled[place].Deviation))],
            options.Draws, _key, done => progress(share + ((1 - share) * done)));
        return [.. tasks.Select((task, i) => scaled[places[i]].Score(
            data, task.Split.Test, mean.AsSpan(i * test, test), logLikelihood.AsSpan(i * test, test)))];
    }

    private void Train(DeviceDropoutRegressors models, int count, Action<double> progress)
    {
        int step = 0;
        for (int epoch = 0; epoch < epochs; epoch++)
        {
            models.Shuffle(_key, epoch);
            for (int first = 0; first < count; first += options.Batch)
            {
                models.Step(new DropoutRegressorBatch(first, Math.Min(options.Batch, count - first), ++step), _key, options.LearningRate);
            }

            // So that it can be stopped: launches wait in a queue.
            device.Synchronize();
            progress((epoch + 1.0) / epochs);
        }
    }

    // An evaluation with its way back costs about twice one without.
    private double ShareOfTraining(int train, int test)
    {
        double steps = 2.0 * epochs * train;
        return steps / (steps + ((double)options.Draws * test));
    }

    /// <summary>Even weights of variance 2 / (inputs + outputs) of their layer, after Glorot and Bengio (2010), and biases 0.</summary>
    private IEnumerable<float> Initial(int number, int inputs)
    {
        double[] uniforms = UnitInterval.Fill(
            PhiloxKey.From(options.Seed), WeightStream, (ulong)number << 32, (inputs + 1) * hidden);
        (double ofHidden, double ofOutput) = (Math.Sqrt(6.0 / (inputs + hidden)), Math.Sqrt(6.0 / (hidden + 1)));
        return uniforms.Select((u, j) => (float)(((2 * u) - 1) * (j < inputs * hidden ? ofHidden : ofOutput)))
            .Concat(new float[hidden + 1]);
    }

    // The rows of a split as the models see them: standardised by the training data's moments.
    private sealed class Scaled
    {
        private readonly Standardisation _inputs, _target;
        private readonly RegressionData _data;

        public Scaled(RegressionData data, DataSplit split)
        {
            _data = data;
            _inputs = Standardisation.Of([.. split.Train.Select(row => data.Inputs[row])]);
            _target = Standardisation.Of([.. split.Train.Select(row => (double[])[data.Targets[row]])]);
            (Train, Test) = (Rows(split.Train), Rows(split.Test));
        }

        public float[] Train { get; }

        public float[] Test { get; }

        public double Deviation => _target.StandardDeviations[0];

        // Back in units of the target: its density is that of the standardised one over the standard deviation.
        public RegressionScore Score(RegressionData data, int[] rows, ReadOnlySpan<double> mean, ReadOnlySpan<double> logLikelihood)
        {
            double squares = 0, sum = 0;
            for (int i = 0; i < rows.Length; i++)
            {
                double error = data.Targets[rows[i]] - (_target.Means[0] + (Deviation * mean[i]));
                squares += error * error;
                sum += logLikelihood[i] - Math.Log(Deviation);
            }

            return new RegressionScore(Math.Sqrt(squares / rows.Length), sum / rows.Length);
        }

        private float[] Rows(int[] rows) =>
        [
            .. rows.SelectMany(row => _inputs.Apply(_data.Inputs[row]).Append(_target.Apply([_data.Targets[row]])[0])).Select(x => (float)x),
        ];
    }
}
