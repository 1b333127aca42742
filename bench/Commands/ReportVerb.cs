using System.CommandLine;
using BayesBench.Reporting;
using BayesBench.Results;
using BayesBench.Support;

namespace BayesBench.Commands;

/// <summary><c>report</c>: the HTML report again, from stored results; <c>report compare</c> sets two runs side by side.</summary>
public static class ReportVerb
{
    public static Command Create(Terminal terminal)
    {
        var folder = new Argument<string?>("folder")
        {
            Description = "The results of a run. [default: the newest below results/]",
            Arity = ArgumentArity.ZeroOrOne,
        };
        var verb = new Command("report", "Write report.html again from the stored results of a run.") { folder, CompareVerb.Create(terminal) };
        verb.SetAction(parsed =>
        {
            string path = parsed.GetValue(folder) ?? ResultsFolder.Newest()
                ?? throw new BadInputException("folder is missing, and there are no results below results/; run the main job first.");
            if (TrainingReport.IsOf(path))
            {
                terminal.Line(TrainingReport.Write(path));
                return ExitCode.Done;
            }

            ResultsFolder results = CompareVerb.Open("folder", path);
            ReportWriter.Write(results);
            terminal.Line(results.Report);
            return ExitCode.Done;
        });
        return verb;
    }
}
