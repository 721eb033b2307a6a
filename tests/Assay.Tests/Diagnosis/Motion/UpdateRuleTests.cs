namespace Assay.Tests.Diagnosis.Motion;

public class UpdateRuleTests
{
    static TraceOf Updates(double first, double last) => new TraceOf()
        .With("update/in.weight/ratio", 40, _ => first).With("update/in.bias/ratio", 40, _ => 0).With("update/out.weight/ratio", 40, _ => last);

    [Fact]
    public void UpdateTooSmallSeesWeightsThatStandStill() => Assert.Equal("in.weight", MotionCase.Pair("update-too-small", Updates(2e-6, 8e-6)).Where);

    [Fact]
    public void UpdateTooLargeSeesOneWeightThatIsThrownAbout() => Assert.Equal("out.weight", MotionCase.Pair("update-too-large", Updates(1e-3, 0.4)).Where);

    [Fact]
    public void DeadUnitsCountsUnitsThatNeverFire()
    {
        var symptom = MotionCase.Pair("dead-units", new TraceOf().With("activation/a/dead", 20, _ => 0.1).With("activation/b/dead", 20, i => i < 5 ? 0.1 : 0.9));
        Assert.Equal("b", symptom.Where);
        Assert.Contains("training made it", symptom.Evidence, StringComparison.Ordinal);
    }

    [Fact]
    public void SaturatedUnitsSeesAPinnedGate() =>
        Assert.Equal("lstm/forget", MotionCase.Pair("saturated-units", new TraceOf().With("activation/lstm/forget/saturated", 20, _ => 0.97)).Where);
}
