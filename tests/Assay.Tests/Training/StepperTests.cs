using Assay.Runs;
using Assay.Tensors;
using Assay.Training;

namespace Assay.Tests.Training;

public class StepperTests
{
    [Fact]
    public void AccumulatedBatchesGiveTheStepOfTheBigBatch()
    {
        Line small = new(), big = new();
        var data = Line.Rows(64);
        var accumulating = new Stepper(new Adam(small.NamedParameters, 0.05)) { Accumulate = 4 };
        var whole = new Stepper(new Adam(big.NamedParameters, 0.05));
        for (var pass = 0; pass < 20; pass++)
        {
            foreach (var batch in data.Batches(16)) accumulating.Step(Losses.Mse(small.Forward(batch.Input), batch), batch.Count);
            foreach (var batch in data.Batches(64)) whole.Step(Losses.Mse(big.Forward(batch.Input), batch), batch.Count);
        }
        Assert.Equal((20, 20), (accumulating.Steps, whole.Steps));
        OptimizerTests.AssertClose(Array.ConvertAll(big.Weight.ToArray(), x => (double)x), small.Weight, 1e-5, "weight");
        Assert.Equal(big.Bias.Item(), small.Bias.Item(), 1e-5f);
    }

    [Fact]
    public void TheScheduleSetsTheRateOfEachStep()
    {
        var model = new Line();
        var optimizer = new Sgd(model.NamedParameters, 0.1);
        var stepper = new Stepper(optimizer) { Schedule = Schedules.Step(2, 0.5) };
        var rates = new List<double>();
        foreach (var batch in Line.Rows(5).Batches(1))
        {
            stepper.Step(Losses.Mse(model.Forward(batch.Input), batch), 1);
            rates.Add(optimizer.LearningRate);
        }
        Assert.Equal([0.1, 0.1, 0.05, 0.05, 0.025], rates);
    }

    [Fact]
    public void ALossThatIsNotFiniteEndsTrainingWithTheStepNamed()
    {
        var model = new Line();
        var before = model.Weight.ToArray();
        var stepper = new Stepper(new Sgd(model.NamedParameters, 1e-3));
        Assert.True(Step(model, stepper));
        var after = model.Weight.ToArray();
        Assert.False(stepper.Step(model.Forward(Tensor.Full(float.NaN, 1, 2)).Sum(), 1));
        Assert.Equal("the loss is NaN while every parameter is finite at step 2", stepper.Divergence);
        Assert.Equal((RunStatus.Diverged, 1), (stepper.Status, stepper.Steps));
        Assert.False(Step(model, stepper));
        Assert.Equal(after, model.Weight.ToArray());
        Assert.NotEqual(before, after);
    }

    [Fact]
    public void AHugeLearningRateIsReportedWithTheTensorAtFault()
    {
        var model = new Line();
        var stepper = new Stepper(new Sgd(model.NamedParameters, 1e30));
        while (Step(model, stepper)) Assert.True(stepper.Steps < 50);
        Assert.Equal(RunStatus.Diverged, stepper.Status);
        Assert.Matches("(weight|bias|loss is).* at step [0-9]+$", stepper.Divergence!);
    }

    [Fact]
    public void ProbesSeeTheRealUpdate()
    {
        var model = new Line();
        var probe = new UpdateProbe(2);
        var stepper = new Stepper(new Adam(model.NamedParameters, 0.01)) { Updates = probe, Activations = new ActivationProbe(2), LogEvery = 100 };
        var metrics = new List<(string Name, double Value)>();
        Step(model, stepper);
        probe.Drain(metrics);
        Assert.Empty(metrics);

        var before = model.Weight.ToArray();
        Assert.True(stepper.Activations.Due);
        stepper.Activations.Watch("line", Tensor.From([1, -1, 0, 0], 4));
        Step(model, stepper);
        probe.Drain(metrics);
        stepper.Activations.Drain(metrics);
        var seen = metrics.ToDictionary(metric => metric.Name, metric => metric.Value);
        var moved = Math.Sqrt(before.Zip(model.Weight.ToArray()).Sum(pair => Math.Pow(pair.First - pair.Second, 2)));
        Assert.Equal(moved / Math.Sqrt(before.Sum(x => x * x)), seen["update/weight/ratio"], 1e-6);
        Assert.Equal(Math.Sqrt(model.Weight.Grad!.ToArray().Sum(x => x * x)), seen["grad/weight/norm"], 1e-5);
        Assert.Contains("update/bias/ratio", seen.Keys);
        Assert.Equal((0, Math.Sqrt(0.5), 0.5), (seen["activation/line/mean"], seen["activation/line/std"], seen["activation/line/saturated"]));
    }

    [Fact]
    public void ProgressTellsWhereTrainingIs()
    {
        var model = new Line();
        var heard = new List<Progress>();
        var stepper = new Stepper(new Sgd(model.NamedParameters)) { PlannedSteps = 10, Progress = heard.Add };
        Step(model, stepper);
        Assert.Equal((1, 10, 1e-3), (heard[0].Step, heard[0].Steps, heard[0].LearningRate));
        Assert.Equal(9 * heard[0].Elapsed, heard[0].Remaining, 1e-9);
    }

    [Fact]
    public void CancellingStopsAfterTheStep()
    {
        using var source = new CancellationTokenSource();
        var model = new Line();
        var stepper = new Stepper(new Sgd(model.NamedParameters)) { Stop = source.Token };
        Assert.True(Step(model, stepper));
        source.Cancel();
        Assert.False(Step(model, stepper));
        Assert.Equal((2, RunStatus.Stopped), (stepper.Steps, stepper.Status));
    }

    static bool Step(Line model, Stepper stepper)
    {
        var batch = Line.Rows(8).All();
        return stepper.Step(Losses.Mse(model.Forward(batch.Input), batch), batch.Count);
    }
}
