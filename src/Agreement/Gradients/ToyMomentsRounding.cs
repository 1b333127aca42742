namespace BayesBench.Agreements.Gradients;

/// <summary>
/// How far float arithmetic may carry the kernels' exact moments on bits that share a logit: p and q err by 5 u each, every term of
/// a variance is a square, and what goes into a square may cancel.
/// </summary>
internal readonly struct ToyMomentsRounding
{
    private const double U = ErrorBound.U;
    private readonly double[] _added;
    private readonly double _p;
    private readonly double _q;
    private readonly double _spread; // p q

    public ToyMomentsRounding(object[] call)
    {
        double[] targets = (double[])call[0];
        double logit = (double)call[1];
        _added = [.. targets.Select(target => 1 - (2 * target))];
        (_p, _q) = (1 / (1 + Math.Exp(-logit)), 1 / (1 + Math.Exp(logit)));
        _spread = _p * _q;
        Expectation = (_p * targets.Sum(t => (1 - t) * (1 - t))) + (_q * targets.Sum(t => t * t));
    }

    /// <summary><c>E f</c>; it errs by 10 u of every target's part and one for each sum.</summary>
    public double Expectation { get; }

    public double ExpectationError => (10 + Bits) * U * Expectation;

    /// <summary>Two probabilities, their product and the result's, what each bit adds, a sum of these.</summary>
    public double Gradient => (13 + Bits) * U * _spread * _added.Sum(Math.Abs);

    private int Bits => _added.Length;

    private double Squares => _added.Sum(added => added * added);

    private double Rarer => Math.Min(_p, _q);

    private double Commoner => Math.Max(_p, _q);

    /// <summary><c>v sum ((q - p) d - c)^2 + v^2 pairs</c>, c what the baseline is above E f.</summary>
    public double WithBaseline(double baseline)
    {
        double above = baseline - Expectation, skew = _q - _p;
        double aboveError = ExpectationError + (U * Math.Abs(above));
        double squares = 0, error = 0;
        foreach (double added in _added)
        {
            double rest = (skew * added) - above;
            double e = (U * (6 + (2 * Math.Abs(skew))) * Math.Abs(added)) + aboveError + (U * Math.Abs(rest));
            squares += rest * rest;
            error += (2 * Math.Abs(rest) * e) + (e * e);
        }

        (double pairs, double pairsError) = Pairs();
        return (_spread * (error + ((14 + Bits) * U * squares))) + (_spread * _spread * (pairsError + (25 * U * pairs)));
    }

    /// <summary><c>(v (q - p)^2 squares + v^2 pairs) / K + v^2 (D squares + sum^2) / (K (K - 1))</c>.</summary>
    public double LeaveOneOut(int samples)
    {
        double skew = Math.Abs(_q - _p), sum = _added.Sum(Math.Abs);
        (double pairs, double pairsError) = Pairs();
        double centred = (_spread * U * skew * ((12 + ((20 + Bits) * skew)) * Squares))
            + (_spread * _spread * (pairsError + (28 * U * pairs)));
        double product = _spread * _spread * (32 + (2 * Bits)) * U * ((Bits * Squares) + (sum * sum));
        return (centred + (product / (samples - 1))) / samples;
    }

    /// <summary><c>c^2 r (a squares / 2 + r pairs)</c>, a = 1 - 2 r within 2 spacings of tanh.</summary>
    public double DisArm()
    {
        (double pairs, double pairsError) = Pairs();
        double alike = 1 - (2 * Rarer);
        return Commoner * Commoner * Rarer
            * ((0.5 * alike * (26 + Bits) * U * Squares) + (Rarer * (pairsError + (25 * U * pairs))));
    }

    /// <summary>As DisARM, and <c>r (r^2 + (D - 1) (2 r^3 + a^3)) squares / 6</c>.</summary>
    public double AugmentReinforceMerge()
    {
        double r = Rarer, alike = 1 - (2 * r);
        double within = r * ((r * r) + ((Bits - 1) * ((2 * r * r * r) + (alike * alike * alike)))) * Squares / 6;
        return DisArm() + ((32 + Bits) * U * within) + (U * Commoner * Commoner * r * ((0.5 * alike * Squares) + (r * Pairs().Sum)));
    }

    private (double Sum, double Error) Pairs()
    {
        double sum = 0, error = 0;
        for (int i = 0; i < Bits; i++)
        {
            for (int j = 0; j < i; j++)
            {
                double both = _added[i] + _added[j];
                sum += both * both;
                error += 2 * Math.Abs(both) * U * (Math.Abs(_added[i]) + Math.Abs(_added[j]) + Math.Abs(both));
            }
        }

        return (sum, error + ((1 + (0.5 * Bits * (Bits - 1))) * U * sum));
    }
}
