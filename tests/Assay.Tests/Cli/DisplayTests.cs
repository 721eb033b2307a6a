using Assay.Cli;
using Assay.Studies;

namespace Assay.Tests.Cli;

[Collection("program")]
public class DisplayTests
{
    [Theory]
    [InlineData(new[] { 1.0, 10, 100, 1000, 10000, 100000, 1e6, 1e7 }, 8, "▁▂▃▄▅▆▇█")]
    [InlineData(new[] { 3.0, 3, 3 }, 8, "▅▅▅")]
    [InlineData(new[] { 1.0, double.NaN, 8 }, 8, "▁·█")]
    [InlineData(new[] { -1.0, 0, 1 }, 8, "▁▅█")]
    [InlineData(new[] { 1.0, 1, 9, 9 }, 2, "▁█")]
    [InlineData(new double[0], 8, "")]
    [InlineData(new[] { 1.0 }, 0, "")]
    public void SparklineFollowsTheLogarithm(double[] values, int width, string expected) => Assert.Equal(expected, Sparkline.Render(values, width));

    [Fact]
    public void FrameShowsProgressRatesMetricsCurvesAndWarnings()
    {
        var lines = ProgressFrame.Render(Watch(), 80, 30, 0).Select(line => line.Render(colour: false)).ToList();

        Assert.Equal("⠋ fake  training", lines[0]);
        Assert.Equal($"{new string('━', 31)}{new string('─', 31)}  50 %  epoch 5/10", lines[1]);
        Assert.Equal("50 of 100 updates · 10/s · 1,200 rows/s · 5 s · 5 s left", lines[2]);
        Assert.Contains("test/mse       0.5      0.25", lines);
        Assert.Contains(lines, line => line.StartsWith("test/mse      ", StringComparison.Ordinal) && line.EndsWith("  0.25 to 0.5", StringComparison.Ordinal));
        Assert.Equal(["! too fast", "stopping"], lines[^2..]);
    }

    [Theory]
    [InlineData(1, 1)]
    [InlineData(10, 4)]
    [InlineData(30, 8)]
    [InlineData(200, 50)]
    public void FrameFitsAnyScreen(int width, int height)
    {
        var lines = ProgressFrame.Render(Watch(), width, height, 3);

        Assert.InRange(lines.Count, 1, height);
        Assert.All(lines, line => Assert.InRange(line.Length, 0, width));
    }

    [Fact]
    public void LiveDisplayDrawsOverTheOldFrameAndLeavesTheLast()
    {
        var (to, size) = (new StringWriter(), (Width: 60, Height: 20));
        using (var display = new LiveDisplay(new LockedWriter(to), new Terminal { Out = to, Error = to, Size = () => size }, "fake"))
        {
            display.Update(Progress(10, 0.25));
            Assert.True(SpinWait.SpinUntil(() => Written().Contains("\r\e[6A⠹", StringComparison.Ordinal) || Written().Contains("\r\e[6A⠸", StringComparison.Ordinal), 30_000));
            size = (30, 20);
            display.Update(Progress(100, 0.125));
        }

        var text = Written();
        var last = text[text.LastIndexOf('\r')..];
        Assert.Contains("100 of 100 updates", last, StringComparison.Ordinal);
        Assert.EndsWith("\e[K\n\e[J", last, StringComparison.Ordinal);
        // At half the width, the frame's broken lines take more rows than it had lines.
        Assert.Contains("\r\e[8A\e[J", text, StringComparison.Ordinal);

        string Written()
        {
            lock (to) return to.ToString();
        }
    }

    [Fact]
    public void ATerminalThatWentAwayDoesNotEndTraining()
    {
        using var broken = new BrokenWriter();
        using var display = new LiveDisplay(broken, new Terminal { Out = TextWriter.Null, Error = TextWriter.Null }, "fake");

        Assert.True(broken.Tried.Wait(TimeSpan.FromSeconds(30)));
        display.Update(Progress(20, 0.25));
    }

    [Fact]
    public void WatchKeepsLongCurvesBounded()
    {
        var watch = new TrainingWatch("fake");
        for (var step = 1; step <= 10_000; step++) watch.Add(Progress(step, 1.0 / step));

        Assert.InRange(watch.Curve("test/mse").Count, 1000, 2048);
        Assert.Equal(1e-4, watch.Best["test/mse"]);
        Assert.Equal(1e-4, watch.Curve("test/mse")[^1], 1e-5);
    }

    static TrainingWatch Watch()
    {
        var watch = new TrainingWatch("fake") { Notice = "stopping" };
        watch.Add(Progress(40, 0.25));
        watch.Add(Progress(50, 0.5) with { Warning = "too fast" });
        return watch;
    }

    static TrainingProgress Progress(int step, double error) =>
        new("training", step / 10, 10, step, 100, 1200, step / 10.0, (100 - step) / 10.0, [("test/mse", error), ("lr", 0.01)]);

    sealed class BrokenWriter : StringWriter
    {
        public ManualResetEventSlim Tried { get; } = new();

        public override void Write(string? value)
        {
            Tried.Set();
            throw new IOException("gone");
        }
    }

    sealed class LockedWriter(StringWriter to) : StringWriter
    {
        public override void Write(string? value)
        {
            lock (to) to.Write(value);
        }
    }
}
