using Assay.Diagnosis;
using Assay.Faults;

namespace Assay.Tests.Faults;

/// <summary>The doctor that is built in, on programs it was not taught on.</summary>
public class DoctorTests
{
    static readonly BaseProgram Gru = AllPrograms.LeftOut.Single(program => program.Name == "gru-value");

    [Fact]
    public void WhatItWasTaughtFitsTheRulesThereAre()
    {
        var model = DoctorModel.Taught;

        Assert.NotNull(model);
        Assert.Empty(model.Signs.Except(Signs.Names));
        Assert.Empty(Signs.Names.Except(model.Signs));
        Assert.All(model.Causes.Classes, cause => Assert.Contains(cause, Causes.Words.Keys));
        Assert.All(model.Gains.Keys, id => Assert.Contains(RemedyActions.List, action => action.Id == id));
    }

    [Fact]
    public void AHealthyTrainingIsNotCalledFaulty()
    {
        foreach (var task in Gru.Tasks)
        {
            var opinion = Doctor.Examine(FaultTraining.Train(Gru, task, Gru.Recipe, 11).Trace);
            Assert.False(opinion.Alarm, $"{task.Name}: {opinion.Faulty}");
        }
    }

    [Theory]
    [InlineData("rate-low 100")]
    [InlineData("gradients-kept")]
    [InlineData("targets-shuffled 1")]
    [InlineData("frozen 0.95")]
    [InlineData("checkpoint-damaged 0.5")]
    [InlineData("decay-strong 100")]
    [InlineData("input-offset")]
    public void AGraveFaultIsCalledSoAndItsCauseIsAmongTheFirstThree(string fault)
    {
        var put = AllFaults.List.Single(one => one.Name == fault);

        var opinion = Doctor.Examine(FaultTraining.Train(Gru, Gru.Tasks[0], put.Put(Gru.Recipe), 11).Trace);

        Assert.True(opinion.Alarm, $"{opinion.Faulty}");
        Assert.Contains(put.Cause, opinion.Causes.Take(3).Select(cause => cause.Cause));
        Assert.True(opinion.Causes.Sum(cause => cause.Probability) < 1.3);
    }

    [Fact]
    public void FindingsOfInferencesHaveAConfidenceAndFactsHaveNone()
    {
        var opinion = Doctor.Examine(FaultTraining.Train(Gru, Gru.Tasks[0], AllFaults.List.Single(one => one.Name == "checkpoint-damaged 0.5").Put(Gru.Recipe), 11).Trace);

        Assert.Contains(opinion.Findings, finding => finding.Id == "checkpoint-differs" && finding.Confidence is null);
        Assert.All(opinion.Findings.Where(finding => finding.Confidence is not null), finding => Assert.InRange(finding.Confidence!.Value, 0.0001, 0.9999));
    }
}
