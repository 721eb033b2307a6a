using Assay.Diagnosis;
using Assay.Runs;

namespace Assay.Tests.Diagnosis.Assessments;

public class AssessmentTests
{
    static readonly Rule Rising = new("rising", "The loss rises.", Severity.Error, trace => trace.Training.Count == 0 ? null : new Symptom(trace.Training.Last - trace.Training.First, "by 2"))
    {
        Causes = [Causes.RateTooHigh],
    };

    static readonly Rule Deaf = new("deaf", "The input is ignored.", Severity.Error, trace => double.IsNaN(trace.Vital(Vitals.InputZeroed)) ? null : new Symptom(-1));

    static TraceOf Run => new TraceOf().Setting("lr", 0.01).Record(record => record.Command = ["assay", "train", "sines"]);

    static Assessment Of(Trace trace, params Finding[] findings) =>
        Assessment.Of(trace, new Opinion(double.NaN, findings.Length > 0, [], findings), rules: [Rising, Deaf]);

    [Fact]
    public void AHealthyRunIsToBeAcceptedAndSaysWhatCouldNotBeChecked()
    {
        var assessment = Of(Run.With("train/loss", 20, i => 1.0 / (i + 1)).With("valid/loss", 20, i => 1.0 / (i + 1)).Vital(Vitals.Trivial, 1).Make());

        Assert.Equal(AssessedState.Healthy, assessment.State);
        Assert.Null(assessment.Primary);
        Assert.Equal(["rising"], assessment.Silent.Select(rule => rule.Id));
        Assert.Equal(["deaf"], assessment.Unchecked.Select(rule => rule.Id));
        Assert.Equal("Accept the result as it stands.", assessment.Recommended.Title);
        Assert.Contains(assessment.Risks, risk => risk.Contains("deaf", StringComparison.Ordinal));
        Assert.DoesNotContain(assessment.Risks, risk => risk.Contains("probability", StringComparison.Ordinal));
    }

    [Fact]
    public void ASickRunGetsItsRemedyWithTheCommandFirst()
    {
        var assessment = Of(Run.With("train/loss", 20, i => i).Make(), new Finding("rising", Severity.Error, "The loss rises.", "by 2"));

        Assert.Equal((AssessedState.Faulty, "rising"), (assessment.State, assessment.Primary?.Id));
        Assert.Equal("./assay train sines --set lr=0.003 --seed 0", assessment.Recommended.Command);
        Assert.Equal(assessment.Recommended.Command, assessment.Primary!.Remedies![0].Command);
        Assert.Contains(assessment.Options, option => option.Title.StartsWith("Accept", StringComparison.Ordinal) && option.Against.Contains("The loss rises."));
        Assert.Contains(assessment.Risks, risk => risk.Contains("no probability", StringComparison.Ordinal));
    }

    [Fact]
    public void TheGravestAndThenTheSurestComesFirstAndTheStudysOwnFindingsAreKept()
    {
        var trace = Run.With("train/loss", 20, i => i).Record(record => record.Findings = [new Finding("sines/own", Severity.Warning, "Own.", "1"), new Finding("rising", Severity.Error, "Old.", "0")]).Make();

        var assessment = Of(trace, new Finding("mild", Severity.Info, "Mild.", ""), new Finding("rising", Severity.Error, "The loss rises.", "") { Confidence = 0.7 }, new Finding("sure", Severity.Error, "Sure.", "") { Confidence = 0.9 });

        Assert.Equal(["sure", "rising", "sines/own", "mild"], assessment.Findings.Select(finding => finding.Id));
    }

    [Fact]
    public void ALossWithoutAScaleIsNotHealthy()
    {
        var assessment = Of(Run.With("train/loss", 20, i => 1.0 / (i + 1)).Make());

        Assert.Equal(AssessedState.Unknown, assessment.State);
        Assert.Equal("Too little was measured to call it healthy, though 1 rule looked and found nothing wrong.", assessment.Headline);
        Assert.StartsWith("Measure what is missing", assessment.Recommended.Title, StringComparison.Ordinal);
    }

    [Fact]
    public void NothingMeasuredIsNotHealthy()
    {
        var assessment = Of(Run.Make());

        Assert.Equal(AssessedState.Unknown, assessment.State);
        Assert.StartsWith("Measure what is missing", assessment.Recommended.Title, StringComparison.Ordinal);
    }

    [Fact]
    public void TrainingOnIsJudgedByWhereTheLossGoes()
    {
        var falling = Of(Run.With("train/loss", 40, i => 40 - i).Make());
        var still = Of(Run.With("train/loss", 40, i => i < 10 ? 10 - i : 1).Make());

        Assert.Contains(falling.Options.Single(IsMore).For, text => text.StartsWith("The loss still falls", StringComparison.Ordinal));
        Assert.Contains(still.Options.Single(IsMore).Against, text => text.StartsWith("The loss does not fall any more", StringComparison.Ordinal));

        static bool IsMore(AssessedOption option) => option.Title == "Train on without a change.";
    }

    [Fact]
    public void ALargerModelNeedsAMeasurement()
    {
        var unmeasured = Of(Run.Setting("hidden", 64.0).With("train/loss", 20, _ => 0.4).With("valid/loss", 5, _ => 0.4).Make());
        var measured = Of(Run.Setting("hidden", 64.0).With("train/loss", 20, _ => 0.4).With("valid/loss", 5, _ => 0.4).Vital(Vitals.Wider, 0.2).Make());

        Assert.Contains(unmeasured.Options.Single(IsWider).Against, text => text.StartsWith("Nobody measured", StringComparison.Ordinal));
        Assert.Empty(unmeasured.Options.Single(IsWider).For);
        Assert.Equal(["Measured: twice the width scores 0.2, this model 0.4."], measured.Options.Single(IsWider).For);
        Assert.Equal("./assay train sines --set hidden=128 --seed 0", measured.Options.Single(IsWider).Command);

        static bool IsWider(AssessedOption option) => option.Title == "Take a larger model.";
    }
}
