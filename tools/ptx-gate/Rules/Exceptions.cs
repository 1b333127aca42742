namespace BayesBench.PtxGate.Rules;

/// <summary>What bodies are allowed, each with its reason; an entry that no body needs fails the gate.</summary>
public static class Exceptions
{
    private const string Radius = "Box and Muller's radius, once for two normal numbers; the bound on a draw has it rounded as IEEE says";
    private const string Exact = "exact answers that estimators are compared with: computed once a study, never in a timed loop";
    private const string GivenNoise = "a call on given noise: for the agreement, never in a timed loop";
    private const string Average = "a mean over samples, or by their weights, is divided once a call; the bound counts it as one rounding";
    private const string Covariance = "the sample covariance is divided by K and K - 1, once a call; the bound counts each as one rounding";
    private const string InDouble = "sums are taken in double, as docs/decisions/0003 says";
    private const string LinearAlgebra = "factors and solutions are in double: a condition of 10^8 leaves no digit of a float";
    private const string Squares = "a conditional variance is a difference of squares, which are exact in double";
    private const string Gamma = "attempts at a gamma or beta draw and the derivatives of its distribution function cancel: in double, as Probability/GammaKernels";
    private const string Ties = "which category wins is told by products of spacings that may tie: in double, as the reference does";
    private const string ByFormula = "the formula has it, once an element; the bound counts it as one rounding";
    private const string Cancels = "large terms cancel, or a series of many terms is summed: in double throughout, rounded once, see Numerics/DeviceDouble";
    private const string ForProcessors = "a tile of a processor's registers: no host launches it on a GPU";
    private const string OncePerRow = "once a row or a weight, beside a loop or a draw of noise that takes longer";

    public static IReadOnlyList<Listed> All { get; } =
    [
        .. Rows("sqrt", Radius,
            "Device/RoofDraws.DrawAndFold<RoofDraws.BareNormals>", "Gradients/GradientSampler<Normal*",
            "Gradients/GradientSampler<Elbo*", "Gradients/GradientSampler<Bound*", "Gradients/GradientSampler<Layer*",
            "Gradients/GradientSampler<Regression*", "Models/BayesianClassifierKernels.Draw*",
            "Models/BayesianClassifierKernels.PathwiseOfOne", "Probability/NormalKernels.DrawBlock",
            "Random/BlockFill.*<BoxMullerKernels.Normals, Single>", "Random/BoxMullerKernels.FromOnePair"),
        .. Rows("sqrt", Radius, "Networks/NoiseLaunches.DrawnHere<NoiseLaunches.Normal,*"),
        .. Rows("sqrt", Exact, "Gradients/*OfOne<ExponentialObjective>", "Gradients/LayerBatch.MomentsOfOne<LocalWeightNoise*",
            "Gradients/RegressionBatch.MomentsOfOne*", "Gradients/QuasiMonteCarloPathwiseKernels.MomentsOfOne*"),
        .. Rows("sqrt", ByFormula,
            "Networks/GaussianDropoutKernels.*OfOne", "Networks/OptimisersKernels.AdamOfOne", "Numerics/SpecialFunctionsKernels.*InverseOfOne", "Probability/NormalKernels.QuantileOfOne"),
        .. Rows("sqrt", OncePerRow,
            "Inference/ElboKernels.LogEvidenceOfRow", "Models/BayesianClassifierKernels.AddScoreOfOne",
            "Models/BayesianClassifierKernels.NoiseSlopeOfOne", "Networks/LocalReparameterizationKernels.DerivativeOfOne"),
        .. Rows("sqrt", GivenNoise, "Gradients/GivenNoise<NormalMeasure*", "Gradients/LayerBatch.OneCall<LayerLocal>", "Gradients/RegressionBatch.OneCall*"),
        .. Rows("div", GivenNoise,
            "Gradients/Given*.OneCall*", "Gradients/ElboBatch.OneCall*", "Gradients/LayerBatch.OneCall*", "Gradients/RebarKernels.One*Call",
            "Gradients/BaselineKernels.BernoulliOfOne", "Gradients/BaselineKernels.ToyOfOne", "Gradients/BernoulliBoundBatch.OneCall*",
            "Gradients/CategoricalHosts<*.OneCall", "Gradients/ChainHosts<*.OneCall", "Gradients/DynamicRebarKernels.TuningOfOne", "Gradients/EnumerationKernels.GradientOfOne",
            "Gradients/EstimatedControlVariateKernels.CallOfOne*", "Gradients/GammaCalls<*.OneCall",
            "Gradients/MovingAverageBaselineKernels.*OfOne*", "Gradients/RegressionBatch.OneCall*", "Gradients/RelaxKernels.OneCall",
            "Gradients/RelaxKernels.TrainingOfOne"),
        .. Rows("div", Covariance, "Gradients/GradientSampler<*LeaveOneOut*"),
        .. Rows("div", Average,
            "Gradients/GradientSampler<BernoulliAugmentReinforce,*", "Gradients/GradientSampler<*OwnSampleBaseline*",
            "Gradients/GradientSampler<BernoulliBound*", "Gradients/GradientSampler<*MovingAverage*",
            "Gradients/GradientSampler<NormalEstimatedControl*"),
        .. Rows("div", ByFormula,
            "Gradients/GradientSampler<BernoulliConcrete,*", "Gradients/GradientSampler<BernoulliRebar,*",
            "Gradients/GradientSampler<CategoricalUnorderedSet,*", "Gradients/GradientSampler<*Scrambled*"),
        .. Rows("div", Exact,
            "Gradients/*MomentsOfOne*", "Gradients/BaselineKernels.ToyMeanOfOne", "Gradients/BaselineKernels.WeightedOfOne",
            "Gradients/DynamicRebarKernels.ScaleOfOne", "Gradients/MuPropKernels.BaselineOfOne", "Gradients/OwnSampleBaselineKernels.ShortenOne",
            "Gradients/RelaxKernels.WeightsOfOne"),
        .. Rows("div", ByFormula,
            "Inference/KullbackLeiblerKernels.BernoulliOfOne", "Inference/KullbackLeiblerKernels.CategoricalOfRow",
            "Inference/KullbackLeiblerKernels.MonteCarloOfRow", "Inference/KullbackLeiblerKernels.NormalOfOne",
            "Models/BayesianClassifierKernels.ToLossOfOne", "Models/SigmoidBeliefNetKernels.DrawState",
            "Models/SigmoidBeliefNetKernels.EnumerationOfImage", "Models/SigmoidBeliefNetKernels.PixelSlope",
            "Models/SigmoidBeliefNetKernels.*GradientOfOne", "Networks/OptimisersKernels.AdamOfOne", "Networks/SoftmaxKernels.Probability",
            "Networks/SoftmaxKernels.ProbabilitiesOfRow", "Probability/GammaKernels.MeanOfOne", "Probability/GammaKernels.QuantileOfOne",
            "Numerics/ElementwisePairs.*<ActivationKernels.SoftplusSlope>", "Numerics/Elementwise.*<ElementaryKernels.TanhFunction>", "Numerics/Elementwise.*<SigmoidKernels.Function>",
            "Numerics/SpecialFunctionsKernels.Erf*OfOne", "Probability/NormalKernels.CdfOfOne", "Probability/NormalKernels.LogDensityOfOne",
            "Probability/UniformKernels.CdfOfOne", "Probability/UniformKernels.VarianceOfOne"),
        .. Rows("div", ByFormula,
            "Networks/DropoutKernels.M*", "Networks/EnsembleKernels.PredictiveOfInput", "Networks/GaussianDropoutKernels.AlphaOfOne",
            "Networks/NoiseLaunches.DrawnHere*Masked>", "Networks/NoiseLaunches.DrawnHere*Slope>",
            "Numerics/Elementwise.*<SparseVariationalDropoutKernels.Approximation*"),
        .. Rows("div", OncePerRow,
            "Inference/ElboKernels.ExactOfRow", "Inference/ElboKernels.LogEvidenceOfRow",
            "Models/BayesianClassifierKernels.AddScoreOfOne", "Models/BayesianClassifierKernels.NoiseSlopeOfOne",
            "Networks/LocalReparameterizationKernels.DerivativeOfOne"),
        .. Rows("rcp", GivenNoise,
            "Gradients/GivenNoise*.OneCall*", "Gradients/ElboBatch.OneCall*", "Gradients/RegressionBatch.OneCall*",
            "Gradients/RenyiBoundKernels.OneCall"),
        .. Rows("rcp", Average, "Gradients/GradientSampler<Bound*"),
        .. Rows("rcp", Exact, "Gradients/*OfOne<*Objective>", "Gradients/ElboBatch.MomentsOfOne*", "Gradients/RegressionBatch.MomentsOfOne*"),
        .. Rows("double", Exact,
            "Gradients/*MomentsOfOne*", "Gradients/BernoulliBoundBatch.MomentsByOnes*", "Gradients/LaxKernels.WeightsOfOne*"),
        .. Rows(Listed.Spill, ForProcessors, "Numerics/MatrixProductKernels.Tile"),
        .. Rows(Listed.Stack, ForProcessors, "Numerics/MatrixProductKernels.Tile"),
        .. Rows("double", Gamma,
            "Gradients/BetaCalls<*.OneCall", "Gradients/GammaCalls<*.OneCall", "Gradients/GradientSampler<BetaCall*",
            "Gradients/GradientSampler<GammaCall*"),
        .. Rows("sqrt", Gamma, "Gradients/GradientSampler<BetaCall*", "Gradients/GradientSampler<GammaCall*"),
        .. Rows("double", Ties, "Gradients/CategoricalHosts<*.OneCall", "Gradients/GradientSampler<CategoricalSwapMerge*"),
        .. Rows("rcp", ByFormula,
            "Inference/KullbackLeiblerKernels.NormalOfOne", "Models/BayesianClassifierKernels.SubtractDivergenceOfOne"),
        .. Rows("rcp", OncePerRow,
            "Inference/ElboKernels.ExactOfRow", "Models/BayesianClassifierKernels.AverageProbabilitiesOfOne",
            "Models/BayesianClassifierKernels.LogLikelihoodOfOne"),
        .. Rows("double", InDouble,
            "Gradients/GradientSampler<*.DrawAndAddLane*", "Gradients/LaneSums.*", "Inference/*OfRow",
            "Models/BayesianClassifierKernels.DivergenceOfPart", "Models/BayesianClassifierKernels.LeaveOneOutCoefficient",
            "Models/BayesianClassifierKernels.LogLikelihoodOfOne", "Models/BayesianClassifierKernels.TotalOfDraw",
            "Models/DeviceGradientMoments.*", "Models/SigmoidBeliefNetKernels.*Of*", "Networks/SoftmaxKernels.*OfRow", "Statistics/SampleKernels.*"),
        .. Rows("double", LinearAlgebra,
            "Inference/KullbackLeiblerKernels.MultivariateNormalOfOne", "Numerics/CholeskyKernels.*",
            "Probability/MultivariateNormalKernels.*"),
        .. Rows("double", Squares, "Probability/BivariateNormalKernels.*"),
        .. Rows("double", InDouble,
            "Inference/RowSums.*", "Networks/EnsembleKernels.PredictiveOfInput", "Probability/CategoricalKernels.DrawBlock", "Probability/JointTableKernels.*Of*",
            "Probability/*OfRow", "Probability/VarianceKernels.LinearCombinationOfOne"),
        .. Rows("double", LinearAlgebra, "Inference/BayesianLinearRegressionKernels.*", "Numerics/HouseholderQrKernels.*"),
        .. Rows("sqrt", Radius, "Probability/BetaKernels.DrawOfOne", "Probability/GammaKernels.*OfOne"),
        .. Rows("double", Cancels,
            "Inference/BetaBernoulliKernels.*", "Inference/KullbackLeiblerKernels.BetaOfOne",
            "Numerics/Elementwise.*<SparseVariationalDropoutKernels.Exact*", "Numerics/SpecialFunctionsKernels.D*OfOne",
            "Numerics/SpecialFunctionsKernels.PolygammaOfOne",
            "Numerics/SpecialFunctionsKernels.IncompleteBeta*OfOne", "Numerics/SpecialFunctionsKernels.Log*OfOne",
            "Numerics/SpecialFunctionsKernels.RegularizedGamma*OfOne", "Probability/BetaKernels.*OfOne", "Probability/GammaKernels.*OfOne"),
        .. Rows("double", InDouble,
            "Inference/ScaleMixturePriorKernels.*", "Networks/CalibrationKernels.*", "Networks/GaussianLikelihoodKernels.*OfRow"),
        .. Rows("double", InDouble, "Models/AdaptiveDepthKernels.*OfRow", "Models/AdaptiveDepthNetworkKernels.AddExampleToTotals"),
        .. Rows("div", ByFormula,
            "Models/AdaptiveDepthKernels.BoundOfRow", "Models/AdaptiveDepthKernels.HaltingOfRow",
            "Models/AdaptiveDepthNetworkKernels.StopRowByLaw"),
        .. Rows("sqrt", ByFormula, "Networks/OptimisersKernels.AdagradOfOne"),
        .. Rows("div", ByFormula, "Inference/ScaleMixturePriorKernels.GradientOfWeight", "Networks/OptimisersKernels.AdagradOfOne"),
    ];

    private static IEnumerable<Listed> Rows(string what, string reason, params string[] bodies) =>
        bodies.Select(body => new Listed(what, body, reason));
}
