namespace BayesBench.Kernels.Gradients;

/// <summary>
/// An objective of the suite: a function with everything the kernels' exact moments need. A new one is one struct and one line
/// in <see cref="NormalObjective"/>.
/// </summary>
internal interface INormalObjective : INormalFunction
{
    static abstract float SecondDerivative(float x, float k);

    /// <summary>What a Taylor polynomial leaves over of the value f at a distance from where it is taken.</summary>
    static abstract float Remainder(float f, float move, DeviceTaylor polynomial);

    /// <summary><c>E (f - h)^2 e^2</c> and <c>E (f - h)^2 (e^2 - 1)^2</c>, h the Taylor polynomial at the mean.</summary>
    static abstract DeviceGradient RemainderSquares(
        float k, float mean, float standardDeviation, NormalExpectations f, DeviceTaylor polynomial);

    static abstract NormalExpectations Expectations(float k, float mean, float standardDeviation);

    static abstract MeasureExpectations Measure(float k, float mean, float standardDeviation);

    static abstract MirroredExpectations Mirrored(float k, float mean, float standardDeviation);
}

/// <summary>Expectations of f and f' with the noise e, from which every estimator's exact moments are put together.</summary>
internal struct NormalExpectations
{
    /// <summary><c>E f</c>.</summary>
    public float Value;

    /// <summary><c>E f^2</c>.</summary>
    public float Square;

    /// <summary><c>E f'</c>, the gradient by the mean.</summary>
    public float Slope;

    /// <summary><c>E f' e</c>, the gradient by the standard deviation.</summary>
    public float SlopeNoise;

    /// <summary><c>E f e^2</c>.</summary>
    public float First;

    /// <summary><c>E f (e^2 - 1)^2</c>.</summary>
    public float Second;

    /// <summary><c>E f^2 e^2</c>.</summary>
    public float SquareFirst;

    /// <summary><c>E f^2 (e^2 - 1)^2</c>.</summary>
    public float SquareSecond;

    /// <summary><c>E f'^2</c>.</summary>
    public float SlopeSquare;

    /// <summary><c>E f'^2 e^2</c>.</summary>
    public float SlopeSquareNoise;
}
