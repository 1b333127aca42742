using System.CommandLine;
using BayesBench.Data;
using BayesBench.Support;

namespace BayesBench.Commands;

/// <summary><c>data</c>: fetch, list, verify data sets.</summary>
public static class DataVerb
{
    public static Command Create(Terminal terminal)
    {
        var verb = new Command("data", $"Data sets below {DataDirectory.Variable}, or in the user's cache.");
        verb.Subcommands.Add(List(terminal));
        verb.Subcommands.Add(Verify(terminal));
        verb.Subcommands.Add(Fetch(terminal));
        return verb;
    }

    private static Command List(Terminal terminal)
    {
        Option<bool> json = Options.Json();
        var verb = new Command("list", "The known sets, and how much of each is here.") { json };
        verb.SetAction(parsed =>
        {
            var data = new DataCommand();
            IReadOnlyList<SetReport> sets = data.List();
            if (parsed.GetValue(json))
            {
                terminal.WriteJson(new { data.Root, Sets = sets });
                return ExitCode.Done;
            }

            terminal.Line($"in {data.Root}");
            terminal.WriteTable(
                ["set", "title", TableColumn.Number("size"), TableColumn.Number("present"), TableColumn.Number("missing"), TableColumn.Number("damaged"), "terms"],
                sets.Select(set => new[]
                {
                    set.Set, set.Title, Format.WithPrefix(set.Bytes, "B"), Format.Invariant($"{set.Present}"),
                    Format.Invariant($"{set.Missing}"), Format.Invariant($"{set.Damaged}"), set.Terms,
                }));
            return ExitCode.Done;
        });
        return verb;
    }

    private static Command Verify(Terminal terminal)
    {
        Argument<string> set = SetArgument();
        Option<bool> json = Options.Json();
        var verb = new Command("verify", "Compare the files of a set with their SHA-256.") { set, json };
        verb.SetAction(parsed => Show(
            Named(() => new DataCommand().Verify(parsed.GetValue(set)!)), parsed.GetValue(json), terminal));
        return verb;
    }

    private static Command Fetch(Terminal terminal)
    {
        Argument<string> set = SetArgument();
        Option<bool> json = Options.Json();
        var verb = new Command("fetch", "Bring the missing files of a set; a broken download is taken up where it broke.") { set, json };
        verb.SetAction((parsed, cancellation) =>
        {
            using var downloader = new Downloader();
            IReadOnlyList<FileReport> files = terminal.WithProgress("fetching", report =>
            {
                var progress = new Immediate<(string File, long Done, long Total)>(at => report((double)at.Done / Math.Max(1, at.Total), at.File));
                return Named(() => new DataCommand()
                    .FetchAsync(parsed.GetValue(set)!, downloader, progress, cancellation).GetAwaiter().GetResult());
            });
            return Task.FromResult(Show(files, parsed.GetValue(json), terminal));
        });
        return verb;
    }

    private static Argument<string> SetArgument() => new("set")
    {
        Description = $"One of {string.Join(", ", DataSets.All.Select(set => set.Name))}.",
    };

    private static IReadOnlyList<FileReport> Named(Func<IReadOnlyList<FileReport>> work)
    {
        try
        {
            return work();
        }
        catch (ArgumentException e)
        {
            throw new BadInputException(ErrorText.Of(e));
        }
    }

    private static int Show(IReadOnlyList<FileReport> files, bool json, Terminal terminal)
    {
        if (json)
        {
            terminal.WriteJson(files);
        }
        else
        {
            terminal.WriteTable(["file", "state", "reason"], files.Select(file => new[]
            {
                file.File,
                file.Fetched ? "fetched" : file.State.ToString().ToLowerInvariant(),
                file.Reason ?? string.Empty,
            }));
        }

        return files.All(file => file.State == FileState.Present) ? ExitCode.Done : ExitCode.CheckFailed;
    }
}
