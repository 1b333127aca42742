using System.Collections.Concurrent;
using System.Runtime.ExceptionServices;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Spectre.Console;

namespace BayesBench.Support;

/// <summary>A column of a printed table.</summary>
/// <param name="Title">Its head.</param>
/// <param name="IsNumber">Numbers are right-aligned.</param>
public readonly record struct TableColumn(string Title, bool IsNumber = false)
{
    public static implicit operator TableColumn(string title) => new(title);

    public static TableColumn Number(string title) => new(title, IsNumber: true);
}

/// <summary>Where a verb reads and writes: a console, or a test's strings.</summary>
/// <param name="output">Answers: text, tables, JSON.</param>
/// <param name="error">Errors, and progress where somebody watches.</param>
/// <param name="openInput">Opens the standard input.</param>
/// <param name="isWatched">Whether a person watches <paramref name="error"/>; else there is no progress.</param>
/// <param name="unfinished">Folder of what interrupted runs have done; null keeps nothing of them.</param>
public sealed class Terminal(
    TextWriter output, TextWriter error, Func<Stream> openInput, bool isWatched, string? unfinished = null)
{
    private const int RedirectedWidth = 260;

    private static readonly JsonSerializerOptions Json = new()
    {
        WriteIndented = true,
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.KebabCaseLower) },
    };

    public TextWriter Out { get; } = output;

    public TextWriter Error { get; } = error;

    public string? Unfinished { get; } = unfinished;

    /// <summary>Whether the command that runs would go on where it is interrupted.</summary>
    public bool GoesOn { get; set; }

    /// <summary>What an interrupted command says.</summary>
    public string Interrupted =>
        "interrupted; finished results are in place" + (GoesOn ? ", and the same command goes on where it stopped." : ".");

    public static Terminal OfProcess(string? unfinished = null) => new(
        Console.Out,
        Console.Error,
        Console.OpenStandardInput,
        isWatched: !Console.IsErrorRedirected && !Console.IsOutputRedirected,
        unfinished);

    public Stream OpenInput() => openInput();

    /// <summary>The same with all that it says among the errors: what a verb tells while its answer is JSON.</summary>
    public Terminal Aside() => new(Error, Error, openInput, isWatched);

    public void Line(string text = "") => Out.WriteLine(text);

    public void ErrorLine(string text) => Error.WriteLine(text);

    /// <summary>A line of progress where nobody watches a bar: for logs.</summary>
    public void LineUnwatched(string text)
    {
        if (!isWatched)
        {
            Error.WriteLine(text);
        }
    }

    /// <summary>A report that also writes a line whenever something else is done, where nobody watches a bar.</summary>
    public Action<double, string> WithLines(Action<double, string> report)
    {
        string last = string.Empty;
        return (share, what) =>
        {
            report(share, what);
            if (what != last)
            {
                LineUnwatched(Format.Invariant($"{100 * share:F0}%: {what}"));
                last = what;
            }
        };
    }

    public void WriteJson<T>(T value) => Out.WriteLine(JsonSerializer.Serialize(value, Json));

    public void WriteTable(IReadOnlyList<TableColumn> columns, IEnumerable<string[]> rows)
    {
        ArgumentNullException.ThrowIfNull(columns);
        ArgumentNullException.ThrowIfNull(rows);
        var table = new Table { Border = TableBorder.Simple };
        foreach (TableColumn column in columns)
        {
            var head = new Spectre.Console.TableColumn(new Text(column.Title)) { NoWrap = column.IsNumber };
            table.AddColumn(column.IsNumber ? head.RightAligned() : head);
        }

        foreach (string[] row in rows)
        {
            table.AddRow(row.Select(cell => new Text(cell)));
        }

        ConsoleFor(Out).Write(table);
    }

    /// <summary>Names, each beside its text, which is wrapped; a repeated name is left blank.</summary>
    public void WriteFields(IEnumerable<(string Name, string Text)> fields)
    {
        ArgumentNullException.ThrowIfNull(fields);
        var grid = new Grid();
        grid.AddColumn(new GridColumn { NoWrap = true }).AddColumn();
        string last = string.Empty;
        foreach ((string name, string text) in fields)
        {
            grid.AddRow(new Text(name == last ? string.Empty : name), new Text(text));
            last = name;
        }

        ConsoleFor(Out).Write(grid);
    }

    /// <summary>Runs a list of steps with a progress bar, where somebody watches.</summary>
    public IReadOnlyList<TResult> Steps<TItem, TResult>(
        string title, IReadOnlyList<TItem> items, Func<TItem, string> name, Func<TItem, TResult> step,
        CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(items);
        ArgumentNullException.ThrowIfNull(step);
        return WithProgress(title, report =>
        {
            var results = new List<TResult>(items.Count);
            foreach (TItem item in items)
            {
                cancellation.ThrowIfCancellationRequested();
                report((double)results.Count / items.Count, name(item));
                results.Add(step(item));
            }

            return results;
        });
    }

    /// <summary>The same with steps side by side, each on a lane that no other is on. Results are in the items' order.</summary>
    public IReadOnlyList<TResult> Steps<TLane, TItem, TResult>(
        string title, IReadOnlyList<TLane> lanes, IReadOnlyList<TItem> items, Func<TItem, string> name, Func<TLane, TItem, TResult> step,
        CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(lanes);
        ArgumentNullException.ThrowIfNull(items);
        ArgumentNullException.ThrowIfNull(step);
        return WithProgress(title, report =>
        {
            var free = new ConcurrentQueue<TLane>(lanes);
            var results = new TResult[items.Count];
            int done = 0;
            // Unbuffered, or a lane would take a run of items that another could have begun.
            var order = Partitioner.Create(Enumerable.Range(0, items.Count), EnumerablePartitionerOptions.NoBuffering);
            var options = new ParallelOptions { MaxDegreeOfParallelism = lanes.Count, CancellationToken = cancellation };
            try
            {
                Parallel.ForEach(order, options, i =>
                {
                    free.TryDequeue(out TLane? lane);
                    try
                    {
                        report((double)Volatile.Read(ref done) / items.Count, name(items[i]));
                        results[i] = step(lane!, items[i]);
                        Interlocked.Increment(ref done);
                    }
                    finally
                    {
                        free.Enqueue(lane!);
                    }
                });
            }
            catch (AggregateException e)
            {
                ExceptionDispatchInfo.Throw(e.InnerExceptions[0]);
            }

            return results;
        });
    }

    /// <summary>Runs work that reports its share done and what it does, where somebody watches.</summary>
    public T WithProgress<T>(string title, Func<Action<double, string>, T> work)
    {
        ArgumentNullException.ThrowIfNull(work);
        return !isWatched
            ? work((_, _) => { })
            : ConsoleFor(Error).Progress().AutoClear(true).Start(context =>
            {
                ProgressTask task = context.AddTask(Markup.Escape(title), maxValue: 1);
                return work((share, what) =>
                {
                    task.Value = share;
                    task.Description = Markup.Escape($"{title}: {what}");
                });
            });
    }

    private IAnsiConsole ConsoleFor(TextWriter writer)
    {
        IAnsiConsole console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Out = new AnsiConsoleOutput(writer),
            Ansi = isWatched ? AnsiSupport.Detect : AnsiSupport.No,
            Interactive = isWatched ? InteractionSupport.Detect : InteractionSupport.No,
        });
        if (!isWatched)
        {
            console.Profile.Width = RedirectedWidth;
        }

        return console;
    }
}
