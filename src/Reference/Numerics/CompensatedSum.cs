namespace BayesBench.Reference.Numerics;

/// <summary>A sum that keeps what each addition rounds off, so that its error does not grow with the number of terms.</summary>
/// <remarks>Source: Neumaier (1974), Zeitschrift für Angewandte Mathematik und Mechanik 54, 39-51.</remarks>
/// <param name="start">The first term.</param>
internal struct CompensatedSum(double start)
{
    private double _sum = start;
    private double _lost;

    public readonly double Value => _sum + _lost;

    public void Add(double term)
    {
        double next = _sum + term;
        _lost += Math.Abs(_sum) >= Math.Abs(term) ? _sum - next + term : term - next + _sum;
        _sum = next;
    }
}
