using System.CommandLine;
using BayesBench.Support;

namespace BayesBench.Commands;

/// <summary>The main job, which needs no verb.</summary>
public static class MainVerb
{
    public static RootCommand Create(Terminal terminal)
    {
        var root = new RootCommand("A benchmark and verification suite for Bayesian deep learning.");
        root.SetAction((parsed, cancellation) => Task.FromResult(ExitCode.Done));
        return root;
    }
}
