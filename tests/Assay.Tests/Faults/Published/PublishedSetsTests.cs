using Assay.Diagnosis;
using Assay.Faults;
using Assay.Tests.Diagnosis;

namespace Assay.Tests.Faults.Published;

public class PublishedSetsTests
{
    const int Epochs = 30;

    /// <summary>A training that no published rule has a word against: everything falls evenly to a skill of 0.9.</summary>
    static TraceOf Clean() => new TraceOf()
        .With("online/loss", Epochs, i => 0.1 + 0.9 * Math.Exp(-i / 5.0), every: 100)
        .With("valid/loss", Epochs, i => 0.105 + 0.9 * Math.Exp(-i / 5.0), every: 100)
        .With("lr", Epochs, _ => 1e-3, every: 100)
        .With("grad/in.weight/norm", Epochs, _ => 0.1, every: 100).With("grad/out.weight/norm", Epochs, _ => 0.3, every: 100)
        .With("update/in.weight/ratio", Epochs, _ => 1e-3, every: 100).With("update/out.weight/ratio", Epochs, _ => 1e-3, every: 100)
        .With("activation/hidden/dead", Epochs, _ => 0.1, every: 100).With("activation/hidden/saturated", Epochs, _ => 0.1, every: 100)
        .Vital("probe/trivial", 1).Vital("probe/input-scale", 1);

    static IReadOnlyList<string> Fired(string set, TraceOf trace) =>
        [.. PublishedSets.All.Single(one => one.Name == set).Diagnose(trace.Make()).Select(one => one.Rule)];

    public static TheoryData<string> Sets => [.. PublishedSets.All.Select(set => set.Name)];

    [Theory, MemberData(nameof(Sets))]
    public void SaysNothingOfACleanTraining(string set) => Assert.Empty(Fired(set, Clean()));

    [Fact]
    public void SageMakerDebuggerSeesOvertraining() => Assert.Contains("Overtraining", Fired("SageMaker Debugger", Clean()
        .With("online/loss", Epochs, i => i < 5 ? 1 - 0.15 * i : 0.3 - 0.001 * i, every: 100).With("valid/loss", Epochs, i => i < 5 ? 1 - 0.15 * i : 0.3 - 0.001 * i, every: 100)));

    [Theory, MemberData(nameof(Sets))]
    public void EverySetButTheTrivialOneSeesNan(string set) =>
        Assert.Equal(set != "always healthy", Fired(set, Clean().With("online/loss", Epochs, i => i < 20 ? 1.0 / (i + 1) : double.NaN)).Except(Fired(set, Clean())).Any());

    [Theory]
    [InlineData("SageMaker Debugger", "DeadRelu")]
    [InlineData("AutoTrainer", "relu")]
    [InlineData("DeepDiagnosis", "dead node")]
    [InlineData("BTTackler", "dying rectifier")]
    public void SeesDeadUnits(string set, string rule) => Assert.Contains(rule, Fired(set, Poor(0.75).With("activation/hidden/dead", Epochs, _ => 0.9, every: 100)));

    [Theory]
    [InlineData("SageMaker Debugger", "VanishingGradient")]
    [InlineData("AutoTrainer", "vanish")]
    [InlineData("DeepDiagnosis", "vanishing gradient")]
    [InlineData("BTTackler", "vanishing gradient")]
    public void SeesVanishingGradients(string set, string rule) => Assert.Contains(rule, Fired(set, Poor(0.75).With("grad/in.weight/norm", Epochs, _ => 1e-8, every: 100)));

    [Theory]
    [InlineData("AutoTrainer", "explode")]
    [InlineData("BTTackler", "exploding gradient")]
    public void SeesGradientsThatExplodeTowardsTheInput(string set, string rule) => Assert.Contains(rule, Fired(set, Poor(0.75).With("grad/in.weight/norm", Epochs, _ => 1e3, every: 100)));

    [Theory]
    [InlineData("SageMaker Debugger", "WeightUpdateRatio", 20)]
    [InlineData("SageMaker Debugger", "WeightUpdateRatio", 1e-9)]
    [InlineData("SageMaker Debugger", "UnchangedTensor", 1e-6)]
    [InlineData("DeepDiagnosis", "update too large", 0.2)]
    [InlineData("DeepDiagnosis", "unchanged weight", 1e-6)]
    public void SeesUpdatesOutOfRange(string set, string rule, double ratio) => Assert.Contains(rule, Fired(set, Clean().With("update/in.weight/ratio", Epochs, _ => ratio, every: 100)));

    [Theory]
    [InlineData("SageMaker Debugger", "SaturatedActivation")]
    [InlineData("DeepDiagnosis", "saturated activation")]
    public void SeesSaturation(string set, string rule) => Assert.Contains(rule, Fired(set, Clean().With("activation/hidden/saturated", Epochs, _ => 0.9, every: 100)));

    [Theory]
    [InlineData("AutoTrainer", "abnormal data", 12)]
    [InlineData("DeepDiagnosis", "out of range", 2)]
    [InlineData("UMLAUT", "input not normalised", 2)]
    public void SeesLargeInputs(string set, string rule, double scale) => Assert.Contains(rule, Fired(set, Clean().Vital("probe/input-scale", scale)));

    [Theory]
    [InlineData("SageMaker Debugger", "LossNotDecreasing")]
    [InlineData("DeepDiagnosis", "loss not decreasing")]
    [InlineData("DeepDiagnosis", "accuracy not increasing")]
    [InlineData("AutoTrainer", "not converge")]
    [InlineData("BTTackler", "slow convergence")]
    [InlineData("BTTackler", "no more gain")]
    public void SeesALossThatStandsStill(string set, string rule) => Assert.Contains(rule, Fired(set, Clean()
        .With("online/loss", Epochs, _ => 0.7, every: 100).With("valid/loss", Epochs, _ => 0.7, every: 100)));

    [Theory]
    [InlineData("SageMaker Debugger", "Overfit")]
    [InlineData("UMLAUT", "possible over-fitting")]
    public void SeesOverFitting(string set, string rule) => Assert.Contains(rule, Fired(set, Clean().With("valid/loss", Epochs, i => 0.5 + 0.02 * i, every: 100)));

    [Fact]
    public void AutoTrainerSeesSwingsWhereTheAccuracyIsGood() => Assert.Contains("unstable", Fired("AutoTrainer", Clean().With("online/loss", Epochs, i => i % 2 == 0 ? 0.1 : 0.2, every: 100)));

    [Fact]
    public void BtTacklerSeesSwingsThatRise() => Assert.Contains("heavy oscillation", Fired("BTTackler", Clean().With("online/loss", Epochs, i => i % 2 == 0 ? 0.1 : 0.5, every: 100)));

    [Theory]
    [InlineData(0.05, "learning rate high")]
    [InlineData(1e-8, "learning rate low")]
    public void UmlautJudgesTheLearningRate(double rate, string rule) => Assert.Equal([rule], Fired("UMLAUT", Clean().With("lr", Epochs, _ => rate, every: 100)));

    [Fact]
    public void UmlautDoubtsGoodModels() => Assert.Equal(["validation accuracy over 95 %", "validation better than training"], Fired("UMLAUT", Clean().With("valid/loss", Epochs, i => 0.9 * Math.Exp(-i / 5.0), every: 100)));

    [Theory, MemberData(nameof(Sets))]
    public void BearsAnyNumbers(string set)
    {
        double[] wild = [0, -1, 1e300, double.NaN, double.PositiveInfinity, double.NegativeInfinity];
        foreach (var points in new[] { 0, 1, 2, 15 })
            foreach (var value in wild)
            {
                var trace = Clean().Vital("probe/trivial", value);
                foreach (var name in Clean().Make().Names) trace.With(name, points, _ => value);
                Assert.All(PublishedSets.All.Single(one => one.Name == set).Diagnose(trace.Make()), one => Assert.All(one.Causes, cause => Assert.True(Causes.Words.ContainsKey(cause))));
            }
    }

    /// <summary>A clean training that ends at another loss: some rules look only where the accuracy is poor.</summary>
    static TraceOf Poor(double loss) => Clean()
        .With("online/loss", Epochs, i => loss + (1 - loss) * Math.Exp(-i / 5.0), every: 100)
        .With("valid/loss", Epochs, i => loss + 0.005 + (1 - loss) * Math.Exp(-i / 5.0), every: 100);
}
