using System.Globalization;
using System.Runtime.CompilerServices;

namespace BayesBench.Reference.Numerics;

/// <content>Choices of some coordinates of a vector.</content>
internal static partial class Guard
{
    /// <summary>At least one index, each in [0, count - 1], none twice.</summary>
    public static void Indices(int[] indices, int count, [CallerArgumentExpression(nameof(indices))] string name = "")
    {
        ArgumentNullException.ThrowIfNull(indices, name);
        NotEmpty<int>(indices, name);
        for (int i = 0; i < indices.Length; i++)
        {
            string element = string.Create(CultureInfo.InvariantCulture, $"{name}[{i}]");
            Within(indices[i], 0, count - 1, element);
            int twin = Array.IndexOf(indices, indices[i]);
            if (twin < i)
            {
                throw new ArgumentOutOfRangeException(element, string.Create(
                    CultureInfo.InvariantCulture, $"{element} is {indices[i]}; it must differ from {name}[{twin}]."));
            }
        }
    }
}
