using System.Text;
using System.Threading.Channels;
using BayesBench.Kernels;

namespace BayesBench.Evaluation;

/// <summary>Answers a stream of questions in order, on the reference or a device.</summary>
/// <param name="device">Where the kernels run; null asks the reference.</param>
public sealed class EvaluationRun(Device? device)
{
    // As many lines as are waiting are answered together: a device gets full launches from a file, and a
    // program that writes one line and waits gets its answer at once.
    private const int LargestBatch = 4096;

    private readonly Evaluator _evaluator = new(device);

    /// <summary>Lines answered so far, errors among them.</summary>
    public int Answers { get; private set; }

    /// <summary>Lines answered by an error.</summary>
    public int Errors { get; private set; }

    /// <summary>Number of the first line answered by an error; 0 when there is none.</summary>
    public int FirstError { get; private set; }

    /// <summary>Reads all lines and answers each.</summary>
    public async Task AnswerAllAsync(Stream input, TextWriter output, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(output);
        using var stopReading = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        var waiting = Channel.CreateBounded<InputLine>(LargestBatch);
        // On a thread of its own: reading a terminal or a pipe blocks whatever thread does it.
        Task reading = Task.Run(() => ReadAsync(input, waiting.Writer, stopReading.Token), CancellationToken.None);
        try
        {
            while (await waiting.Reader.WaitToReadAsync(cancellation).ConfigureAwait(false))
            {
                var batch = new List<InputLine>();
                while (batch.Count < LargestBatch && waiting.Reader.TryRead(out InputLine line))
                {
                    batch.Add(line);
                }

                AnswerBatch(batch, output, cancellation);
            }
        }
        finally
        {
            await stopReading.CancelAsync().ConfigureAwait(false);
        }

        await reading.ConfigureAwait(false);
    }

    private static async Task ReadAsync(Stream input, ChannelWriter<InputLine> lines, CancellationToken cancellation)
    {
        try
        {
            await foreach (InputLine line in LineReader.ReadAsync(input, cancellation).ConfigureAwait(false))
            {
                if (line.Bytes is null || !IsBlank(line.Bytes))
                {
                    await lines.WriteAsync(line, cancellation).ConfigureAwait(false);
                }
            }

            lines.Complete();
        }
        catch (Exception e)
        {
            lines.Complete(e);
        }
    }

    private static bool IsBlank(byte[] line) => line.All(b => b is (byte)' ' or (byte)'\t' or (byte)'\r');

    private void AnswerBatch(List<InputLine> lines, TextWriter output, CancellationToken cancellation)
    {
        Question[] questions = [.. lines.Select(Question.Parse)];
        IReadOnlyList<Answer> answers = _evaluator.Answer(questions, cancellation);
        using var buffer = new MemoryStream();
        for (int i = 0; i < answers.Count; i++)
        {
            answers[i].WriteTo(buffer);
            Answers++;
            if (answers[i].Error is not null)
            {
                Errors++;
                FirstError = FirstError == 0 ? lines[i].Number : FirstError;
            }
        }

        output.Write(Encoding.UTF8.GetString(buffer.GetBuffer(), 0, (int)buffer.Length));
        output.Flush();
    }
}
