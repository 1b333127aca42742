namespace BayesBench.Reference.Numerics;

/// <summary>A sum that keeps what each addition and product rounds away: as if computed with twice the digits.</summary>
/// <remarks>Source: Ogita, Rump and Oishi (2005), Accurate sum and dot product.</remarks>
/// <param name="start">The first term.</param>
internal struct CompensatedSum(double start)
{
    private double _sum = start;
    private double _lost;

    /// <summary>The sum, rounded once.</summary>
    public readonly double Value => _sum + _lost;

    /// <summary>The scalar product of two vectors.</summary>
    public static double Dot(double[] a, double[] b)
    {
        var sum = default(CompensatedSum);
        for (int i = 0; i < a.Length; i++)
        {
            sum.AddProduct(a[i], b[i]);
        }

        return sum.Value;
    }

    /// <summary>Adds a number.</summary>
    public void Add(double value)
    {
        double next = _sum + value;
        double part = next - _sum;
        _lost += _sum - (next - part) + (value - part);
        _sum = next;
    }

    /// <summary>Adds a product.</summary>
    public void AddProduct(double a, double b)
    {
        double product = a * b;
        _lost += Math.FusedMultiplyAdd(a, b, -product);
        Add(product);
    }
}
