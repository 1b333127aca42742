using System.CommandLine;
using BayesBench.Comparison;
using BayesBench.Reporting;
using BayesBench.Results;
using BayesBench.Support;

namespace BayesBench.Commands;

/// <summary><c>report compare</c>: two stored runs side by side.</summary>
public static class CompareVerb
{
    public static Command Create(Terminal terminal)
    {
        var a = new Argument<string>("A") { Description = "The results of one run." };
        var b = new Argument<string>("B") { Description = "Those of the other; ratios are B over A." };
        Option<bool> json = Options.Json();
        var output = new Option<string?>("--output", "-o") { Description = "Write an HTML file instead.", HelpName = "file" };
        var verb = new Command("compare", "Set two runs side by side: two machines, or two commits.") { a, b, json, output };
        verb.SetAction(parsed =>
        {
            var comparison = RunComparison.Of(Open("A", parsed.GetValue(a)!), Open("B", parsed.GetValue(b)!));
            if (parsed.GetValue(output) is { } file)
            {
                ComparisonWriter.Write(file, comparison);
                terminal.Line(Path.GetFullPath(file));
            }
            else if (parsed.GetValue(json))
            {
                terminal.WriteJson(comparison);
            }
            else
            {
                Show(comparison, terminal);
            }

            return ExitCode.Done;
        });
        return verb;
    }

    /// <summary>The results in a folder that an argument names.</summary>
    /// <exception cref="BadInputException">There is no such folder.</exception>
    public static ResultsFolder Open(string argument, string path) => Directory.Exists(path)
        ? new ResultsFolder(path)
        : throw new BadInputException($"{argument} is '{path}'; there is no such folder.");

    private static void Show(RunComparison comparison, Terminal terminal)
    {
        foreach (ComparisonTable table in ComparisonTables.Of(comparison))
        {
            terminal.Line(table.Title);
            terminal.Line(table.Note);
            if (table.Rows.Count > 0)
            {
                terminal.WriteTable(
                    [.. table.Columns.Select(column => new TableColumn(column.TrimStart('#'), column.StartsWith('#')))],
                    table.Rows.Select(row => row.Select(cell => cell.Text).ToArray()));
            }

            terminal.Line();
        }

        terminal.Line(ComparisonTables.RatioNote);
    }
}
