using System.Xml.Linq;
using Assay.Reports;
using Assay.Runs;

namespace Assay.Tests.Reports;

public sealed class FrequencyReportTests
{
    static readonly string[] Sections =
    [
        "Key figures", "Learning curves", "Error by frequency", "Baselines and ablations", "Generalisation", "Signals",
        "What the model uses of its input", "Findings", "Probes", "Configuration", "Data splits", "Machine and code",
    ];

    static string Words(Document document) => document.Markdown().Replace("\\", "", StringComparison.Ordinal);

    [Fact]
    public void TheVerdictComesFirstAndEverySectionIsThere()
    {
        foreach (var run in (ReportedRun[])[SampleRuns.Learned(), SampleRuns.NothingLearned(64, 0.4999), SampleRuns.Empty()])
        {
            var document = FrequencyReport.Build(run);
            var verdict = Assert.IsType<CalloutBlock>(document.Blocks[0]);
            Assert.Equal(run.Record.Verdict ?? "This run has no verdict.", verdict.Title);
            Assert.Equal(Sections, document.Blocks.OfType<HeadingBlock>().Where(h => h.Level == 2).Select(h => h.Text));
            Assert.NotNull(XDocument.Parse(document.Html()).Root);
        }
    }

    [Fact]
    public void EveryMeasuredNumberInATableIsInTheRecord()
    {
        var run = SampleRuns.Learned();
        var record = run.Record;
        var known = new[] { record.Metrics, record.Best }.Concat(record.Baselines.Values).Concat(record.Ablations.Values)
            .SelectMany(m => m.Values).Select(Numbers.Format).Append("–").ToHashSet();
        var checkedCells = 0;
        var tables = FrequencyReport.Build(run).Blocks.OfType<TableBlock>();
        foreach (var table in tables.Where(t => t.Columns[0].Title is "Metric" or "Frequency" or "Kind" or "Weights"))
            foreach (var row in table.Rows)
                for (var i = 0; i < row.Count; i++)
                {
                    if (table.Columns[i].Align != Align.Right || row[i].EndsWith('x')) continue;
                    Assert.Contains(row[i], known);
                    checkedCells++;
                }
        Assert.True(checkedCells > 60, $"only {checkedCells} cells were checked");
    }

    [Fact]
    public void EveryMeasuredErrorIsShown()
    {
        var record = SampleRuns.Learned().Record;
        var words = Words(FrequencyReport.Build(SampleRuns.Learned()));
        foreach (var values in record.Baselines.Values.Concat(record.Ablations.Values).Append(record.Metrics).Append(record.Best))
            foreach (var metric in (string[])["train/mse", "test/mse", "independent/mse"])
                Assert.Contains(Numbers.Format(values[metric]), words);
    }

    [Fact]
    public void TheAssignmentPlotsAreDrawn()
    {
        var figures = FrequencyReport.Build(SampleRuns.Learned()).Figures();
        foreach (var name in (string[])["signal-3hz.svg",
            "signal-1-1hz.svg", "signal-2-3hz.svg", "signal-3-5hz.svg", "signal-4-7hz.svg", "learning-curves.svg"])
            Assert.Contains(name, figures.Keys);
        var plot = XDocument.Parse(figures["signal-3hz.svg"]).Root!;
        Assert.Single(Svg.Paths(plot, "background"));
        Assert.Equal(250, Svg.Points(Svg.Paths(plot, "dots").Single(p => Svg.Points(p).Count > 3)).Count);
        Assert.Equal(["target", "model output", "input S"], Svg.Texts(plot).Where(t => t is "target" or "model output" or "input S"));
        var curves = Svg.Texts(XDocument.Parse(figures["learning-curves.svg"]).Root!);
        foreach (var near in (string[])["zero", "lagged-input", "memoryless", "linear-filter"])
            Assert.Contains(curves, t => t.StartsWith(near, StringComparison.Ordinal));
        Assert.DoesNotContain(curves, t => t.StartsWith("clock-lstm", StringComparison.Ordinal));
        Assert.Contains("Too far off to draw: clock-lstm 6.6e-5.", Words(FrequencyReport.Build(SampleRuns.Learned())));
    }

    [Fact]
    public void WordsFollowTheNumbers()
    {
        var learned = Words(FrequencyReport.Build(SampleRuns.Learned()));
        Assert.Contains("within the 1.50x allowed", learned);
        Assert.Contains("What the online loss shows, the frozen weights know", learned, StringComparison.Ordinal);
        Assert.Contains("depends on what these take away: S zeroed, S shuffled, selector zeroed, state reset at each row.", learned);
        Assert.Contains("S zeroed: 0.003961 becomes 0.6131 (155x). Without it the model is no better than predicting zero (0.5).", learned);
        var nothing = Words(FrequencyReport.Build(SampleRuns.NothingLearned(64, 0.4999)));
        Assert.Contains("the ratios carry no information", nothing);
        Assert.Contains("tracking, not learning", nothing);
        var unscaled = SampleRuns.NothingLearned(64, 0.4999);
        unscaled.Record.Baselines.Clear();
        Assert.Contains("Without a zero baseline it is open", Words(FrequencyReport.Build(unscaled)));
        var ahead = SampleRuns.Learned();
        ahead.Record.Metrics["online/loss"] = 0.001;
        Assert.Contains("the weights do not keep it", Words(FrequencyReport.Build(ahead)));
        Assert.Contains("makes no use of its input", nothing);
    }

    [Fact]
    public void AnUnchangedModelAmongTheAblationsIsWhatTheyAreHeldAgainst()
    {
        var run = SampleRuns.Learned();
        run.Record.Ablations["none"] = new() { ["test/mse"] = 0.003155 };
        var words = Words(FrequencyReport.Build(run));
        Assert.Contains("S zeroed: 0.003155 becomes 0.6131", words);
        Assert.DoesNotContain("none: ", words);
    }

    [Fact]
    public void AnIndependentErrorTooFarOffIsSaid()
    {
        var run = SampleRuns.Learned();
        run.Record.Best["independent/mse"] = 0.02;
        Assert.Contains("more than the 1.50x allowed", Words(FrequencyReport.Build(run)));
    }

    [Fact]
    public void WhatIsMissingIsSaid()
    {
        var words = Words(FrequencyReport.Build(SampleRuns.Empty()));
        foreach (var part in (string[])["The run is interrupted", "No final value of: train MSE", "events hold no values",
            "No baseline", "No ablation", "no waveforms", "Not logged by this run: grad/norm", "holds no settings", "does not describe its splits",
            "on which machine"])
            Assert.Contains(part, words);
    }

    [Fact]
    public void DivergedNumbersAreShownNotHidden()
    {
        var run = SampleRuns.Learned();
        run.Record.Metrics["test/mse"] = double.NaN;
        run.Record.Reason = "head.weight became NaN at step 12";
        var document = FrequencyReport.Build(run with { Status = RunStatus.Diverged });
        Assert.Equal(Tone.Error, ((CalloutBlock)document.Blocks[0]).Tone);
        Assert.Contains("The run is diverged: head.weight became NaN at step 12.", Words(document));
        Assert.Contains("NaN", Words(document));
    }

    [Fact]
    public void AnotherStudyIsRefused()
    {
        var run = SampleRuns.Empty();
        run.Record.Study = "poetry";
        Assert.Contains("poetry", Assert.Throws<ArgumentException>(() => FrequencyReport.Build(run)).Message);
    }
}
