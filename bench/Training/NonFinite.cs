using BayesBench.Support;

namespace BayesBench.Training;

/// <summary>Finds NaN and infinity in a model.</summary>
internal static class NonFinite
{
    /// <summary>The first number of the arrays that is not finite, as one says it; null where all are.</summary>
    public static string? FirstOf(IEnumerable<ModelArray> arrays)
    {
        foreach (ModelArray array in arrays)
        {
            int index = Array.FindIndex(array.Values, value => !float.IsFinite(value));
            if (index >= 0)
            {
                return Format.Invariant($"{array.FullName}[{index}] is {array.Values[index]}");
            }
        }

        return null;
    }

    /// <summary>Takes steps one by one, until the model or its bound is not finite.</summary>
    /// <param name="model">Where the steps begin.</param>
    /// <param name="done">Steps done.</param>
    /// <param name="last">The last step to take.</param>
    /// <param name="rates">Of a step.</param>
    /// <returns>The step after which something is not finite, and what.</returns>
    public static (int Step, string What) Locate(ITrainedModel model, int done, int last, Func<int, StepRates> rates)
    {
        for (int step = done + 1; step <= last; step++)
        {
            model.Step(step, rates(step));
            // Parameters first: the bound of a step is that of the parameters before it.
            string? what = FirstOf(model.Save());
            ModelReport report = model.TakeReport(examples: 1);
            if (what is null && !double.IsFinite(report.LogLikelihood - report.Divergence))
            {
                what = Format.Invariant($"the log-likelihood is {report.LogLikelihood} and the divergence {report.Divergence}");
            }

            if (what is not null)
            {
                return (step, what);
            }
        }

        return (last, "the bound is not finite");
    }
}
