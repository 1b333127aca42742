using System.Runtime.CompilerServices;

namespace BayesBench.Kernels.Gradients;

/// <summary>
/// What exact moments are made of where f is a sum over bits of one law, by what each bit adds, d_i: no enumeration, and every
/// variance a sum of squares.
/// </summary>
internal readonly struct ToySums(float sum, float squares, float pairs)
{
    /// <summary><c>sum_i d_i</c>.</summary>
    public readonly float Sum = sum;

    /// <summary><c>sum_i d_i^2</c>.</summary>
    public readonly float Squares = squares;

    /// <summary><c>sum_(i &lt; j) (d_i + d_j)^2</c>.</summary>
    public readonly float Pairs = pairs;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ToySums Of(ToyTargets targets)
    {
        float sum = 0f;
        float squares = 0f;
        float pairs = 0f;
        for (int i = 0; i < targets.Bits; i++)
        {
            float added = targets.Added(i);
            sum += added;
            squares += added * added;
            for (int j = 0; j < i; j++)
            {
                float both = added + targets.Added(j);
                pairs += both * both;
            }
        }

        return new ToySums(sum, squares, pairs);
    }
}
