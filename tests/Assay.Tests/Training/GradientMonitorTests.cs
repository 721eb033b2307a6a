using System.Text.Json.Nodes;
using Assay.Modules;
using Assay.Runs;
using Assay.Tensors;
using Assay.Tests.Runs;
using Assay.Training;

namespace Assay.Tests.Training;

public sealed class GradientMonitorTests
{
    [Fact]
    public void WatchesLayersTimeAndUpdatesEveryFewSteps()
    {
        using var folder = new TemporaryFolder();
        using var run = new RunStore(folder.Path).Create(new RunRecord { Study = "x" });
        var (net, stepper) = Training(new GradientMonitor(4));
        stepper.Run = run;

        Step(net, stepper, 9);

        run.Flush();
        Assert.Equal([4L, 8L], stepper.Gradients!.History.Curves.Select(curve => curve.Step));
        Assert.All(stepper.Gradients.History.Curves, curve => Assert.Equal(("l0", 6, false), (curve.Net, curve.Norms.Length, curve.Reverse)));
        var retentions = new RunReader(run.Folder).Curve("grad/l0/retention");
        Assert.Equal(stepper.Gradients.History.Curves.Select(curve => curve.Retention), retentions.Select(point => point.Value));
        Assert.StartsWith("healthy · norm ", stepper.Gradients.Summary, StringComparison.Ordinal);
        Assert.Contains(" · left in l0 ", stepper.Gradients.Summary, StringComparison.Ordinal);
    }

    [Fact]
    public void TheCurveIsThatOfTheOp()
    {
        var (net, stepper) = Training(new GradientMonitor(1));
        var states = new StateGradients();
        using (states.Watch()) Loss(net, 0).Backward();
        var expected = Assert.Single(states.Take());
        net.ZeroGrad();

        Step(net, stepper, 1);

        var curve = Assert.Single(stepper.Gradients!.History.Curves);
        Assert.Equal(expected.Norms, curve.Norms);
        Assert.Equal(expected.Retention, curve.Retention);
    }

    [Fact]
    public void AWarningIsGivenOnceAndAgainWhenItComesBack()
    {
        using var folder = new TemporaryFolder();
        using var run = new RunStore(folder.Path).Create(new RunRecord { Study = "x" });
        var (net, stepper) = Training(new GradientMonitor(1, new GradientLimits { Kept = 0.5 }));
        stepper.Run = run;
        var heard = new List<string>();
        stepper.Gradients!.Warned = warning => heard.Add(warning.Name);

        stepper.Clip = 1e-6;
        Step(net, stepper, 20);
        Assert.Equal(["clipped"], heard);
        Assert.Equal(["clipped"], stepper.Gradients.Warnings.Select(warning => warning.Name));
        Assert.Equal((Severity.Warning, "gradient/clipped"), (Assert.Single(stepper.Gradients.Findings()).Severity, stepper.Gradients.Findings()[0].Id));
        stepper.Clip = 1e6;
        Step(net, stepper, 60);
        Assert.Empty(stepper.Gradients.Warnings);
        Assert.Equal(Severity.Info, Assert.Single(stepper.Gradients.Findings()).Severity);
        stepper.Clip = 1e-6;
        Step(net, stepper, 60);

        Assert.Equal(["clipped", "clipped"], heard);
        Assert.Contains("since step 1", Assert.Single(stepper.Gradients.Findings()).Evidence, StringComparison.Ordinal);
        Assert.Contains("2 times", stepper.Gradients.Findings()[0].Evidence, StringComparison.Ordinal);
        run.Flush();
        var warnings = new RunReader(run.Folder).Events().Where(one => one.Warning is not null).ToList();
        Assert.Equal(2, warnings.Count);
        Assert.StartsWith("gradients clipped: it leaves ", warnings[0].Warning, StringComparison.Ordinal);
    }

    [Fact]
    public void KeepsAboutAsManyCurvesAsAsked()
    {
        var monitor = new GradientMonitor(5);
        monitor.KeepAbout(40, 1000);
        Assert.Equal(25, monitor.KeepEvery);
        monitor.KeepAbout(40, 100);
        Assert.Equal(5, monitor.KeepEvery);
    }

    [Fact]
    public void GoesOnFromItsStateAsIfItHadNotStopped()
    {
        var limits = new GradientLimits { Kept = 0.5, Retention = 1e3, Scatter = 0.05 };
        var (net, stepper) = Training(new GradientMonitor(2, limits));
        stepper.Clip = 0.05;
        Step(net, stepper, 14);
        var (halfNet, half) = Training(new GradientMonitor(2, limits));
        half.Clip = 0.05;
        Step(halfNet, half, 7);
        var restored = new GradientMonitor(2, limits);
        restored.Load(JsonNode.Parse(half.Gradients!.State().ToJsonString()), half.Gradients.History, half.Steps);
        half.Gradients = restored;
        Step(halfNet, half, 7);

        Assert.NotEmpty(stepper.Gradients!.Findings());
        Assert.Equal(stepper.Gradients.Findings(), restored.Findings());
        Assert.Equal(stepper.Gradients.State().ToJsonString(), restored.State().ToJsonString());
        Assert.Equal(stepper.Gradients.History.Curves.Select(Text), restored.History.Curves.Select(Text));

        static string Text(GradientCurve curve) => $"{curve.Step} {curve.Net} {curve.Retention:R} {string.Join(' ', curve.Norms)}";
    }

    [Fact]
    public void WatchingChangesNoBitOfATraining()
    {
        var (plain, without) = Training(null);
        var (watched, with) = Training(new GradientMonitor(1));
        Step(plain, without, 6);
        Step(watched, with, 6);

        foreach (var (a, b) in plain.Parameters.Zip(watched.Parameters)) Assert.Equal(a.ToArray(), b.ToArray());
    }

    [Fact]
    public void AnAdaptiveLimitIsFollowedAndLogged()
    {
        using var folder = new TemporaryFolder();
        using var run = new RunStore(folder.Path).Create(new RunRecord { Study = "x" });
        var (net, stepper) = Training(null);
        (stepper.Run, stepper.LogEvery, stepper.Clip, stepper.Adaptive) = (run, 10, 0.1, new AdaptiveClip(0.1));

        Step(net, stepper, 30);

        run.Flush();
        var limits = new RunReader(run.Folder).Curve("clip/limit").Select(point => point.Value).ToArray();
        Assert.Equal(0.1, limits[0]);
        Assert.Equal(stepper.Clip, limits[^1]);
        Assert.True(stepper.Clip > 0.1);
    }

    static (Lstm Net, Stepper Stepper) Training(GradientMonitor? monitor)
    {
        var net = new Lstm(3, 5, new Rng(1));
        var stepper = new Stepper(new Adam(net.NamedParameters, 1e-3)) { Gradients = monitor, Updates = new UpdateProbe(1), Clip = 1e6 };
        return (net, stepper);
    }

    static void Step(Lstm net, Stepper stepper, int steps)
    {
        for (var i = 0; i < steps; i++)
        {
            Tensor loss;
            using (stepper.WatchStates()) loss = Loss(net, stepper.Steps);
            Assert.True(stepper.Step(loss, 1));
        }
    }

    static Tensor Loss(Lstm net, long step) => (net.Forward(Tensor.Normal(new Rng((ulong)step + 2), 0, 1, 4, 6, 3)) - 0.9f).Square().Sum();
}
