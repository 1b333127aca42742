using System.CommandLine;
using BayesBench.Kernels;
using BayesBench.Results;
using BayesBench.Support;

namespace BayesBench.Commands;

/// <summary>The main job, which needs no verb.</summary>
public static class MainVerb
{
    public static RootCommand Create(Terminal terminal)
    {
        Option<string?> device = DeviceOption.Create("Where the kernels run:");
        var output = new Option<string?>("--output", "-o")
        {
            Description = "Folder for the results. [default: results/<machine>]",
            HelpName = "dir",
        };
        Option<string> profile = Options.Profile();
        Option<bool> json = Options.Json();
        Option<bool> fresh = Resumable.Fresh();
        var root = new RootCommand(
            "BayesBench verifies and measures the kernels of Bayesian deep learning on this machine. Without a verb it does the main job: "
            + "verify every kernel, time them, compare gradient estimators, train a Bayesian classifier, write a report.")
        {
            device, output, profile, fresh, json,
        };
        root.SetAction((parsed, cancellation) =>
        {
            using Device opened = DeviceOption.Open(parsed.GetValue(device));
            var chosen = Profile.For(parsed.GetValue(profile)!, opened);
            bool asJson = parsed.GetValue(json);
            string folder = parsed.GetValue(output) ?? ResultsFolder.DefaultFor(Machine.NameOf(opened));
            try
            {
                return Task.FromResult(Resumable.Run(
                    terminal, opened, "main", chosen, parsed.GetValue(fresh),
                    run => new MainJob(opened, chosen, run, asJson ? terminal.Aside() : terminal, cancellation).Run(folder)));
            }
            finally
            {
                // A check that failed is told by the code; what was seen is the answer all the same.
                if (asJson)
                {
                    WriteJson(new ResultsFolder(folder), terminal);
                }
            }
        });
        return root;
    }

    private static void WriteJson(ResultsFolder results, Terminal terminal) => terminal.WriteJson(new
    {
        results.Path,
        results.Machine,
        results.Verified,
        results.Roofs,
        results.Throughput,
        results.Variances,
        results.Training,
        results.Predictions,
    });
}
