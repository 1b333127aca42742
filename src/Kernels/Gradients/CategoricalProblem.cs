using System.Runtime.CompilerServices;
using BayesBench.Kernels.Numerics;

namespace BayesBench.Kernels.Gradients;

/// <summary>
/// Three categories with logits (first, second, 0) and <c>f(c) = (x_c - target)^2</c>, x = -1, 0, 1, as kernels take them; a host
/// makes it once, and what an estimator does not look at costs it nothing.
/// </summary>
internal struct CategoricalProblem
{
    public float Target;

    /// <summary>f of each category.</summary>
    public float OfFirst;
    public float OfSecond;
    public float OfThird;

    /// <summary>f less that of the second category, <c>1 + 2 target</c> and <c>1 - 2 target</c>.</summary>
    public float FirstLess;
    public float ThirdLess;

    public float First; // p of each category
    public float Second;
    public float Third;
    public float OthersOfFirst; // 1 - p
    public float OthersOfSecond;
    public float OthersOfThird;

    /// <summary>A uniform number below the first draws the first category, else one below the second draws the second.</summary>
    public float FirstThreshold;
    public float SecondThreshold;

    /// <summary>A uniform number below draws the lower of the categories beside the first, the second or the third.</summary>
    public float BesideFirst;
    public float BesideSecond;
    public float BesideThird;

    /// <summary>p of the second and of the third category where it is not the first.</summary>
    public float SecondOfRest;
    public float ThirdOfRest;

    /// <summary>What the likeliest category counts in a draw of two without replacement, and what the others do: its chance and
    /// theirs if it has half of it or more, else a half each.</summary>
    public float CountOfLikeliest;
    public float CountOfOthers;

    /// <summary>The chance that such a draw leaves out each category.</summary>
    public float LeftFirst;
    public float LeftSecond;
    public float LeftThird;

    /// <summary>A uniform number below the former leaves out the third category, else one below the latter the second.</summary>
    public float LeavesThird;
    public float LeavesSecond;

    /// <summary>exp(-logit) of each category, the largest being 1. In double: products with spacings are compared.</summary>
    public double FirstWeight;
    public double SecondWeight;
    public double ThirdWeight;

    /// <summary>0, 1 or 2: the category with the largest logit.</summary>
    public int Likeliest;

    /// <summary>The problem at a point, on the device.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static CategoricalProblem At(float target, float firstLogit, float secondLogit)
    {
        CategoricalProblem problem = Costs(target, firstLogit, secondLogit);
        float greater = firstLogit > secondLogit ? firstLogit : secondLogit;
        float greatest = greater > 0f ? greater : 0f;
        float first = DeviceMath.Exp(firstLogit - greatest);
        float second = DeviceMath.Exp(secondLogit - greatest);
        float third = DeviceMath.Exp(-greatest);
        float sum = first + second + third;
        problem.First = first / sum;
        problem.Second = second / sum;
        problem.Third = third / sum;
        problem.OthersOfFirst = (second + third) / sum;
        problem.OthersOfSecond = (first + third) / sum;
        problem.OthersOfThird = (first + second) / sum;
        problem.SecondOfRest = second / (second + third);
        problem.ThirdOfRest = third / (second + third);
        problem.FirstThreshold = problem.First;
        problem.SecondThreshold = problem.OthersOfThird;
        problem.BesideFirst = problem.SecondOfRest;
        problem.BesideSecond = first / (first + third);
        problem.BesideThird = first / (first + second);
        float likeliest = problem.OfLikeliest(problem.First, problem.Second, problem.Third);
        bool isKept = likeliest >= 0.5f;
        problem.CountOfLikeliest = isKept ? likeliest : 0.5f;
        problem.CountOfOthers = isKept ? problem.OfLikeliest(problem.OthersOfFirst, problem.OthersOfSecond, problem.OthersOfThird) : 0.5f;
        float leftFirst = problem.OfLikeliest(0f, third / (first + third), second / (first + second));
        float leftSecond = problem.OfLikeliest(problem.ThirdOfRest, 0f, problem.BesideThird);
        float leftThird = problem.OfLikeliest(problem.SecondOfRest, problem.BesideSecond, 0f);
        problem.LeftFirst = isKept ? leftFirst : problem.OthersOfFirst - problem.First;
        problem.LeftSecond = isKept ? leftSecond : problem.OthersOfSecond - problem.Second;
        problem.LeftThird = isKept ? leftThird : problem.OthersOfThird - problem.Third;
        problem.LeavesThird = problem.LeftThird;
        problem.LeavesSecond = problem.LeftThird + problem.LeftSecond;
        double less = firstLogit < secondLogit ? firstLogit : secondLogit;
        double least = less < 0.0 ? less : 0.0;
        problem.FirstWeight = DeviceDouble.Exp(least - firstLogit);
        problem.SecondWeight = DeviceDouble.Exp(least - secondLogit);
        problem.ThirdWeight = DeviceDouble.Exp(least);
        return problem;
    }

    /// <summary>The problem at a point, on the host: chances rounded up to the grid of the uniform numbers draw the categories that
    /// they draw in full precision.</summary>
    public static CategoricalProblem OnGrid(float target, float firstLogit, float secondLogit)
    {
        CategoricalProblem problem = Costs(target, firstLogit, secondLogit);
        double greatest = Math.Max(0.0, Math.Max(firstLogit, secondLogit));
        double first = Math.Exp(firstLogit - greatest);
        double second = Math.Exp(secondLogit - greatest);
        double third = Math.Exp(-greatest);
        double sum = first + second + third;
        problem.First = (float)(first / sum);
        problem.Second = (float)(second / sum);
        problem.Third = (float)(third / sum);
        problem.OthersOfFirst = (float)((second + third) / sum);
        problem.OthersOfSecond = (float)((first + third) / sum);
        problem.OthersOfThird = (float)((first + second) / sum);
        problem.SecondOfRest = (float)(second / (second + third));
        problem.ThirdOfRest = (float)(third / (second + third));
        problem.FirstThreshold = Threshold(first / sum);
        problem.SecondThreshold = Threshold((first / sum) + (second / sum));
        problem.BesideFirst = Threshold(second / (second + third));
        problem.BesideSecond = Threshold(first / (first + third));
        problem.BesideThird = Threshold(first / (first + second));
        double likeliest = Math.Max(first, Math.Max(second, third)) / sum;
        bool isKept = likeliest >= 0.5;
        problem.CountOfLikeliest = isKept ? (float)likeliest : 0.5f;
        problem.CountOfOthers = isKept ? problem.OfLikeliest(problem.OthersOfFirst, problem.OthersOfSecond, problem.OthersOfThird) : 0.5f;
        double[] kept = problem.Likeliest switch
        {
            0 => [0.0, third / (second + third), second / (second + third)],
            1 => [third / (first + third), 0.0, first / (first + third)],
            _ => [second / (first + second), first / (first + second), 0.0],
        };
        double[] left = isKept ? kept : [(second + third - first) / sum, (first + third - second) / sum, (first + second - third) / sum];
        problem.LeftFirst = (float)left[0];
        problem.LeftSecond = (float)left[1];
        problem.LeftThird = (float)left[2];
        problem.LeavesThird = Threshold(left[2]);
        problem.LeavesSecond = Threshold(left[2] + left[1]);
        double least = Math.Min(0.0, Math.Min(firstLogit, secondLogit));
        problem.FirstWeight = Math.Exp(least - firstLogit);
        problem.SecondWeight = Math.Exp(least - secondLogit);
        problem.ThirdWeight = Math.Exp(least);
        return problem;
    }

    /// <summary>The number that belongs to the category which a uniform number draws.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly float Pick(float uniform, float ofFirst, float ofSecond, float ofThird)
    {
        float later = uniform < SecondThreshold ? ofSecond : ofThird;
        return uniform < FirstThreshold ? ofFirst : later;
    }

    /// <summary>The number that belongs to the likeliest category.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly float OfLikeliest(float ofFirst, float ofSecond, float ofThird)
    {
        float later = Likeliest == 1 ? ofSecond : ofThird;
        return Likeliest == 0 ? ofFirst : later;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static CategoricalProblem Costs(float target, float firstLogit, float secondLogit)
    {
        CategoricalProblem problem = default;
        problem.Target = target;
        problem.OfFirst = (1f + target) * (1f + target);
        problem.OfSecond = target * target;
        problem.OfThird = (1f - target) * (1f - target);
        problem.FirstLess = 1f + (2f * target);
        problem.ThirdLess = 1f - (2f * target);
        int ofRest = secondLogit >= 0f ? 1 : 2;
        float greater = secondLogit > 0f ? secondLogit : 0f;
        problem.Likeliest = firstLogit >= greater ? 0 : ofRest;
        return problem;
    }

    // The uniform numbers lie on a grid of 2^-24, and at 2^-25.
    private static float Threshold(double chance)
    {
        const double Grid = 1 << 24;
        return (float)(chance <= 0.5 / Grid ? 0.5 / Grid : Math.Ceiling(chance * Grid) / Grid);
    }
}
