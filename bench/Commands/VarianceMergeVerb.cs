using System.CommandLine;
using BayesBench.Studies;
using BayesBench.Support;

namespace BayesBench.Commands;

/// <summary><c>variance merge</c>: the parts of a study joined to the whole.</summary>
internal static class VarianceMergeVerb
{
    public static Command Create(Terminal terminal)
    {
        var files = new Argument<string[]>("files")
        {
            Description = "What variance --shard wrote: every part once, in any order.",
            Arity = ArgumentArity.OneOrMore,
        };
        Option<string?> output = VarianceVerb.Output("Write the cells to a CSV file too.");
        Option<bool> json = Options.Json();
        var verb = new Command("merge", "Join the parts of a study: the bits are those of the undivided study.") { files, output, json };
        verb.SetAction(parsed =>
        {
            (IReadOnlyList<GradientStudyOptions> studies, IReadOnlyList<StudyCell> cells) =
                GradientShards.Merge([.. parsed.GetValue(files)!.Select(path => (path, ShardFile.Read(path)))]);
            return VarianceTable.Give(
                GradientStudyPlan.Split(cells, studies), parsed.GetValue(output), parsed.GetValue(json), terminal);
        });
        return verb;
    }
}
