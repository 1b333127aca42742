using System.CommandLine;
using BayesBench.Kernels;
using BayesBench.Numerics;
using BayesBench.Support;

namespace BayesBench.Commands;

/// <summary><c>accuracy</c>: how far the device functions are from exact, over all floats or an even sample of them.</summary>
public static class AccuracyVerb
{
    public static Command Create(Terminal terminal)
    {
        Option<string?> device = DeviceOption.Create("Where the functions run:");
        var exhaustive = new Option<bool>("--exhaustive") { Description = "All 2^32 floats instead of 2^24 of them." };
        var function = new Option<string?>("--function") { Description = "Only one function.", HelpName = "id" };
        var output = new Option<string>("--output", "-o")
        {
            Description = "The table; rows of functions not swept are kept.",
            DefaultValueFactory = _ => Path.Combine("docs", "accuracy.md"),
            HelpName = "file",
        };
        Option<bool> json = Options.Json();
        var verb = new Command("accuracy", "Measure the device functions' errors in units in the last place, and write the table.")
        {
            device, exhaustive, function, output, json,
        };
        verb.SetAction((parsed, cancellation) =>
        {
            using Device opened = DeviceOption.Open(parsed.GetValue(device));
            try
            {
                bool asJson = parsed.GetValue(json);
                IReadOnlyList<AccuracyRow> rows = AccuracyCommand.Run(
                    opened,
                    parsed.GetValue(exhaustive),
                    parsed.GetValue(function),
                    parsed.GetValue(output)!,
                    asJson ? TextWriter.Null : terminal.Out,
                    cancellation);
                if (asJson)
                {
                    terminal.WriteJson(rows);
                }

                return Task.FromResult(rows.All(row => row.IsWithin) ? ExitCode.Done : ExitCode.CheckFailed);
            }
            catch (ArgumentException e)
            {
                throw new BadInputException("--" + ErrorText.Of(e));
            }
        });
        return verb;
    }
}
