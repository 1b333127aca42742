using System.CommandLine;
using BayesBench.Kernels;
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
        var profile = new Option<string>("--profile", "-p")
        {
            Description = "full (minutes), quick (a minute) or smoke (seconds, for CI).",
            DefaultValueFactory = _ => "full",
            HelpName = "full|quick|smoke",
        };
        profile.Validators.Add(result =>
        {
            string value = result.GetValueOrDefault<string>();
            if (!Profile.Names.Contains(value))
            {
                result.AddError($"--profile is '{value}'; it must be one of {string.Join(", ", Profile.Names)}.");
            }
        });
        Option<bool> fresh = Resumable.Fresh();
        var root = new RootCommand(
            "BayesBench verifies and measures the kernels of Bayesian deep learning on this machine. Without a verb it does the main job: "
            + "verify every kernel, time them, compare gradient estimators, train a Bayesian classifier, write a report.")
        {
            device, output, profile, fresh,
        };
        root.SetAction((parsed, cancellation) =>
        {
            using Device opened = DeviceOption.Open(parsed.GetValue(device));
            var chosen = Profile.For(parsed.GetValue(profile)!, opened);
            return Task.FromResult(Resumable.Run(
                terminal, opened, "main", chosen, parsed.GetValue(fresh),
                run => new MainJob(opened, chosen, run, terminal, cancellation).Run(parsed.GetValue(output))));
        });
        return root;
    }
}
