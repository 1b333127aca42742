using BayesBench.Agreements;
using BayesBench.Kernels;
using BayesBench.Support;

namespace BayesBench.Evaluation;

/// <summary>Evaluates formulas on the reference or on a device; a refused argument is an answer, not an end.</summary>
/// <param name="device">Where the kernels run; null asks the reference.</param>
public sealed class Evaluator(Device? device)
{
    /// <summary>One answer for each question, in order.</summary>
    public IReadOnlyList<Answer> Answer(IReadOnlyList<Question> questions, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(questions);
        var answers = new Answer[questions.Count];
        for (int i = 0; i < questions.Count; i++)
        {
            cancellation.ThrowIfCancellationRequested();
            answers[i] = OnReference(questions[i]);
        }

        if (device is not null)
        {
            // What the reference refuses is refused on the device too: a kernel has no way to say no.
            var accepted = Enumerable.Range(0, answers.Length).Where(i => answers[i].Error is null);
            foreach (var group in accepted.GroupBy(i => questions[i].Agreement!))
            {
                cancellation.ThrowIfCancellationRequested();
                OnDevice(group.Key, [.. group], questions, answers);
            }
        }

        return answers;
    }

    private Answer OnReference(Question question)
    {
        if (question.Error is not null)
        {
            return new Answer(question.Id, null, question.Error);
        }

        (object? value, string? error) = Try(() => question.Agreement!.Evaluate(question.Arguments));
        if (error is null && device is not null)
        {
            (_, error) = Try(() => question.Agreement!.Evaluate([.. question.Arguments.Select(AsFloats)]));
            error = error is null ? null : $"{error} (after rounding to a float, which is what reaches a device)";
        }

        return new Answer(question.Id, value, error);
    }

    private void OnDevice(Agreement agreement, int[] members, IReadOnlyList<Question> questions, Answer[] answers)
    {
        (object? values, string? error) = Try(() => agreement.EvaluateOn(device!, [.. members.Select(i => questions[i].Arguments)]));
        if (error is not null && members.Length > 1)
        {
            // One of them is refused by the kernel: ask one at a time, so that the others are answered.
            foreach (int member in members)
            {
                OnDevice(agreement, [member], questions, answers);
            }

            return;
        }

        for (int i = 0; i < members.Length; i++)
        {
            object? value = error is null ? ((IReadOnlyList<object>)values!)[i] : null;
            answers[members[i]] = new Answer(agreement.Id, value, error);
        }
    }

    private static (object? Value, string? Error) Try(Func<object> evaluate)
    {
        try
        {
            return (evaluate(), null);
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            bool isRefusal = e is ArgumentException or ArithmeticException or FormatException;
            return (null, isRefusal ? ErrorText.Of(e) : $"internal error, {e.GetType().Name}: {ErrorText.Of(e)}");
        }
    }

    private static object AsFloats(object argument) => argument switch
    {
        double number => (double)(float)number,
        double[] numbers => Array.ConvertAll(numbers, number => (double)(float)number),
        double[][] rows => Array.ConvertAll(rows, row => (double[])AsFloats(row)),
        _ => argument,
    };
}
