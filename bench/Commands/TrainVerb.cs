using System.CommandLine;
using BayesBench.Data;
using BayesBench.Kernels;
using BayesBench.Models;
using BayesBench.Results;
using BayesBench.Studies;
using BayesBench.Support;

namespace BayesBench.Commands;

/// <summary><c>train</c>: fit a model and say how well it predicts.</summary>
public static class TrainVerb
{
    private static readonly TrainingOptions Defaults = new();

    private static readonly Argument<string> Model = new("model")
    {
        Description = "classifier: Bayesian logistic regression on MNIST.",
        DefaultValueFactory = _ => "classifier",
    };

    private static readonly Option<int> Epochs = Of("--epochs", "Passes over the training data.", Defaults.Epochs);
    private static readonly Option<int> Batch = Of("--batch", "Images of a minibatch.", Defaults.Batch);
    private static readonly Option<int> Draws = Of("--draws", "Posterior draws that a prediction averages.", Defaults.Draws);
    private static readonly Option<float> LearningRate = Of("--learning-rate", "Adam's step.", Defaults.LearningRate);
    private static readonly Option<ulong> Seed = Of("--seed", "Key of all noise.", Defaults.Seed);

    public static Command Create(Terminal terminal)
    {
        Option<string?> device = DeviceOption.Create("Where to train:");
        Option<bool> json = Options.Json();
        var verb = new Command("train", "Fit a model on a device and test it.")
        {
            Model, device, Epochs, Batch, Draws, LearningRate, Seed, json,
        };
        verb.Subcommands.Add(DropoutRegressorVerb.Create(terminal));
        verb.SetAction((parsed, cancellation) =>
        {
            if (parsed.GetValue(Model) is not "classifier" and var model)
            {
                throw new BadInputException($"model is '{model}'; it must be classifier.");
            }

            TrainingOptions options = Read(parsed);
            using Device opened = DeviceOption.Open(parsed.GetValue(device));
            Digits digits = Digits.Load(out string note);
            if (options.Batch > digits.TrainLabels.Length)
            {
                throw new BadInputException(Format.Invariant(
                    $"--batch is {options.Batch}; it must be at most {digits.TrainLabels.Length}, the number of images."));
            }

            TrainingResult result = ClassifierStudies.Train(opened, digits, options, terminal, cancellation);
            IReadOnlyList<TrainingRow> rows = ClassifierStudies.Rows(result, options, digits);
            IReadOnlyList<PredictiveRow> predictions = ClassifierStudies.Predictions(result, digits);
            if (parsed.GetValue(json))
            {
                terminal.WriteJson(new { Data = note, Training = rows, Predictions = predictions, result.LaunchesPerStep });
            }
            else
            {
                terminal.Line(note);
                Show(rows, predictions, terminal);
            }

            return Task.FromResult(result.Cancelled ? ExitCode.Interrupted : ExitCode.Done);
        });
        return verb;
    }

    public static void Show(IReadOnlyList<TrainingRow> rows, IReadOnlyList<PredictiveRow> predictions, Terminal terminal)
    {
        ArgumentNullException.ThrowIfNull(predictions);
        ArgumentNullException.ThrowIfNull(terminal);
        terminal.WriteTable(
            [
                TableColumn.Number("step"), TableColumn.Number("epochs"), TableColumn.Number("log-likelihood"),
                TableColumn.Number("divergence"), TableColumn.Number("bound, nats per datum"), TableColumn.Number("accuracy"),
                TableColumn.Number("seconds"),
            ],
            rows.Select(row => new[]
            {
                Format.Invariant($"{row.Step}"), Format.Invariant($"{row.Epochs:F2}"), Format.Digits(row.LogLikelihood),
                Format.Digits(row.Divergence), Format.Digits(row.LowerBound), Format.Percent(row.Accuracy),
                Format.Invariant($"{row.Seconds:F1}"),
            }));
        terminal.WriteTable(
            [
                "test set predicted by", TableColumn.Number("wrong"), TableColumn.Number("log-likelihood, nats"),
                TableColumn.Number("calibration error"),
            ],
            predictions.Select(row => new[]
            {
                row.Predictor, Format.Percent(row.Error), Format.Digits(row.LogLikelihood), Format.Percent(row.CalibrationError),
            }));
    }

    private static TrainingOptions Read(ParseResult parsed)
    {
        var options = new TrainingOptions(
            AtLeastOne(parsed, Epochs), AtLeastOne(parsed, Batch), parsed.GetValue(LearningRate), parsed.GetValue(Seed), AtLeastOne(parsed, Draws));
        return options.LearningRate > 0 && float.IsFinite(options.LearningRate)
            ? options
            : throw new BadInputException(Format.Invariant($"--learning-rate is {options.LearningRate}; it must be positive and finite."));
    }

    private static int AtLeastOne(ParseResult parsed, Option<int> option)
    {
        int value = parsed.GetValue(option);
        return value >= 1 ? value : throw new BadInputException(Format.Invariant($"{option.Name} is {value}; it must be at least 1."));
    }

    private static Option<T> Of<T>(string name, string description, T value) =>
        new(name) { Description = description, DefaultValueFactory = _ => value };
}
