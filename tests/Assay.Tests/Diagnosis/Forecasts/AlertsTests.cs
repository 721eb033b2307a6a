using Assay.Diagnosis;
using Assay.Diagnosis.Forecasts;

namespace Assay.Tests.Diagnosis.Forecasts;

public class AlertsTests
{
    static readonly Curve Past = MadeCurves.Of(step => 0.3 + 2 * Math.Exp(-step / 300), points: 60, noise: 0.02);

    [Theory]
    [InlineData(600)]
    [InlineData(2400)]
    public void GreenLiesBelowRedAtEachStage(double plannedSteps)
    {
        var alerts = Alerts.For(Past, plannedSteps);
        Assert.Equal([0.05, 0.2, 0.5, 1], alerts.Select(alert => alert.Share));
        Assert.All(alerts, alert =>
        {
            Assert.Equal(alert.Share * plannedSteps, alert.Step, 1e-9);
            Assert.True(alert.Green <= alert.Expected && alert.Expected <= alert.Red && alert.Green < alert.Red);
        });
        Assert.Equal(alerts.Select(alert => alert.Expected).OrderDescending(), alerts.Select(alert => alert.Expected));
    }

    [Fact]
    public void TheLastCourseIsExpectedWhereItIsKnown()
    {
        var alert = Alerts.For(Past, 600)[2];
        Assert.Equal(0.3 + 2 * Math.Exp(-1), alert.Expected, 0.05);
        Assert.Equal(AlertState.Red, alert.Of(double.NaN));
        Assert.Equal(AlertState.Red, alert.Of(2 * alert.Red));
        Assert.Equal(AlertState.Green, alert.Of(alert.Green / 2));
        Assert.Equal(AlertState.Expected, alert.Of(alert.Expected));
    }

    [Fact]
    public void APlanWithoutStepsIsRefusedAndAnEmptyPastSaysNothing()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => Alerts.For(Past, 0));
        Assert.Empty(Alerts.For(Curve.Empty, 100));
    }
}
