using System.CommandLine;
using BayesBench.Kernels;

namespace BayesBench.Support;

/// <summary>The option <c>--device</c>, the same on every verb that has it.</summary>
public static class DeviceOption
{
    private const string Variable = "BAYESBENCH_DEVICE";

    public static Option<string?> Create(string description)
    {
        var option = new Option<string?>("--device", "-d")
        {
            Description = $"{description} auto, cuda, opencl or cpu, with :n for the n-th (cuda:1). [default: {Variable}, else auto]",
            HelpName = "auto|cuda|opencl|cpu[:n]",
        };
        option.Validators.Add(result =>
        {
            try
            {
                _ = result.Tokens.Count == 0 ? null : DeviceChoice.Parse(result.Tokens[0].Value);
            }
            catch (ArgumentException e)
            {
                result.AddError("--" + ErrorText.Of(e));
            }
        });
        return option;
    }

    /// <summary>Opens the device that the option, or the environment, asks for.</summary>
    /// <exception cref="BadInputException">The environment variable is malformed.</exception>
    /// <exception cref="DeviceNotFoundException">There is no such device.</exception>
    public static Device Open(string? choice)
    {
        try
        {
            return Device.Open(choice);
        }
        catch (ArgumentException e)
        {
            throw new BadInputException($"{Variable}: {ErrorText.Of(e)}");
        }
    }
}
