using System.Runtime.CompilerServices;
using BayesBench.Kernels.Numerics;

namespace BayesBench.Kernels.Gradients;

/// <summary>Mean squares of a call of REBAR given b: both its parts on numbers of their own, or on one.</summary>
internal readonly struct RebarSums(float apart, float together)
{
    // Nodes on either side of 0, a quarter apart: the rule errs by some e^-39, and beyond 20 lies e^-20 of the law.
    private const int Half = 80;
    private const float Step = 0.25f;

    public readonly float Apart = apart;
    public readonly float Together = together;

    /// <summary>
    /// The trapezoidal rule in the log odds of v, or of 1 - v, that moves y~ away from 0: smooth where y of one sign alone is
    /// not. Given b, y has the law of y~.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static RebarSums Of(RebarProblem problem, float f, float sign, float own, float other)
    {
        float held = 0f;
        float heldSquare = 0f;
        float free = 0f;
        float freeSquare = 0f;
        float bothSquare = 0f;
        for (int node = -Half; node <= Half; node++)
        {
            float left = DeviceMath.Sigmoid(node * Step);
            float rest = DeviceMath.Sigmoid(-node * Step);
            float weight = left * rest * Step;
            float size = DeviceMath.LogOnePlus(left / (rest * other));
            RelaxedPart part = RelaxedPart.At(problem, sign * size);
            float b = ((f - part.Value) * (sign * other)) - (part.Slope * (own * left / (other + (own * left))));
            float c = part.Slope;
            held += weight * b;
            heldSquare += weight * b * b;
            free += weight * c;
            freeSquare += weight * c * c;
            bothSquare += weight * (b + c) * (b + c);
        }

        return new RebarSums(heldSquare + (2f * held * free) + freeSquare, bothSquare);
    }
}
