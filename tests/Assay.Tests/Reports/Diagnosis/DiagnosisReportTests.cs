using Assay.Diagnosis;
using Assay.Reports;
using Assay.Runs;
using Assay.Tests.Diagnosis;

namespace Assay.Tests.Reports.Diagnosis;

public class DiagnosisReportTests
{
    static readonly Rule Rising = new("rising", "The loss rises.", Severity.Error, trace => new Symptom(trace.Training.Last - trace.Training.First, "by 2")) { Causes = [Causes.RateTooHigh] };

    static Assessment Assess(TraceOf run, params Finding[] findings) => Assessment.Of(
        run.Setting("lr", 0.01).Record(record => record.Command = ["assay", "train", "sines"]).Make(),
        new Opinion(findings.Length > 0 ? 0.87 : double.NaN, findings.Length > 0, findings.Length > 0 ? [(Causes.RateTooHigh, 0.8)] : [], findings), rules: [Rising]);

    [Fact]
    public void ASickRunIsAnErrorWithItsCauseRemedyAndCommand()
    {
        var document = DiagnosisReport.Build("sines-1", Assess(new TraceOf().With("train/loss", 20, i => i + 1).Vital(Vitals.Trivial, 0.5), new Finding("rising", Severity.Error, "The loss rises.", "by 2")));
        var (markdown, html) = (document.Markdown("figures/"), document.Html());

        Assert.Contains("**Error: The loss rises.**", markdown, StringComparison.Ordinal);
        Assert.Contains("87 %", markdown, StringComparison.Ordinal);
        Assert.Contains("the learning rate is too high", html, StringComparison.Ordinal);
        Assert.Contains("./assay train sines --set lr=0.003 --seed 0", html, StringComparison.Ordinal);
        Assert.Contains("figures/diagnosis-curves.svg", markdown, StringComparison.Ordinal);
    }

    [Fact]
    public void WithoutCalibrationThereIsNoProbability()
    {
        var markdown = DiagnosisReport.Build("sines-1", Assess(new TraceOf().With("train/loss", 20, i => 1.0 / (i + 1)).With("valid/loss", 20, i => 1.0 / (i + 1)).Vital(Vitals.Trivial, 1))).Markdown();

        Assert.DoesNotContain("robability", markdown, StringComparison.Ordinal);
        Assert.Contains("**Good: Nothing wrong was found", markdown, StringComparison.Ordinal);
    }

    [Fact]
    public void AnEmptyRunHasAPageThatSaysWhatIsMissing()
    {
        var html = DiagnosisReport.Build("sines-1", Assessment.Of(new Trace(new RunRecord { Study = "sines" }), new Opinion(double.NaN, false, [], []), rules: [])).Html();

        Assert.Contains("Too little was measured to say anything.", html, StringComparison.Ordinal);
        Assert.Contains("Nothing was scored.", html, StringComparison.Ordinal);
    }
}
