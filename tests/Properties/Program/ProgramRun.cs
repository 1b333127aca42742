using System.Text;
using BayesBench.Support;

namespace BayesBench.Properties.Program;

/// <summary>One run of the program in this process: what it was told, what it said.</summary>
internal sealed record ProgramRun(int ExitCode, string Out, string Error)
{
    public static Task<ProgramRun> Of(params string[] arguments) => WithInput([], arguments);

    public static Task<ProgramRun> WithInput(string input, params string[] arguments) =>
        WithInput(Encoding.UTF8.GetBytes(input), arguments);

    public static async Task<ProgramRun> WithInput(byte[] input, params string[] arguments)
    {
        using var output = new StringWriter();
        using var error = new StringWriter();
        var terminal = new Terminal(output, error, () => new MemoryStream(input), isWatched: false);
        int code = await Cli.RunAsync(arguments, terminal);
        return new ProgramRun(code, output.ToString(), error.ToString());
    }
}
