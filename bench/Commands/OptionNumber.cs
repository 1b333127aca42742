using System.Numerics;
using BayesBench.Support;

namespace BayesBench.Commands;

/// <summary>Numbers that the user gives.</summary>
internal static class OptionNumber
{
    /// <summary>A number, when it is in its range.</summary>
    /// <exception cref="BadInputException">It is not.</exception>
    public static T Within<T>(string option, T value, T least, T most)
        where T : INumber<T> => value >= least && value <= most
        ? value
        : throw new BadInputException(Format.Invariant($"{option} is {value}; it must be in [{least}, {most}]."));
}
