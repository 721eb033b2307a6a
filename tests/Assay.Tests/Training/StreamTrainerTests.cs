using Assay.Data;
using Assay.Tensors;
using Assay.Training;

namespace Assay.Tests.Training;

public class StreamTrainerTests
{
    [Fact]
    public void ARecurrenceIsLearned()
    {
        var model = new Leaky();
        var (inputs, targets) = Leaky.Sequence(4000);
        var trainer = Make(model);
        foreach (var _ in trainer.Epochs(new ContiguousStreams(inputs, targets, 8, 20), 30)) { }
        Assert.Equal(0.7f, model.A.Item(), 0.02f);
        Assert.Equal(0.5f, model.B.Item(), 0.03f);
        Assert.True(trainer.Evaluate(new ContiguousStreams(inputs, targets, 1, 100)) < 1e-3);
    }

    [Fact]
    public void EvaluationDoesNotDependOnTheWindow()
    {
        var (inputs, targets) = Leaky.Sequence(60);
        var trainer = Make(new Leaky());
        var whole = trainer.Evaluate(new ContiguousStreams(inputs, targets, 2, 30));
        foreach (var window in new[] { 1, 7, 10 })
            Assert.Equal(whole, trainer.Evaluate(new ContiguousStreams(inputs, targets, 2, window)), whole * 1e-6);
    }

    [Fact]
    public void TheStateIsCarriedCutAndZeroedWhereAStreamStarts()
    {
        var model = new Leaky();
        var carried = new CarriedState(model, 2);
        var input = Tensor.Ones(3, 2, 1);
        var output = model.Forward(input, carried.Begin([true, true]));
        output.Sum().Backward();
        carried.Keep();
        Assert.Equal(output.ToArray()[4..], carried.Tensors[0].ToArray());

        var state = carried.Begin([true, false]);
        Assert.False(state[0].RequiresGrad);
        Assert.Equal([0f, output.Span[5]], state[0].ToArray());
        var second = model.Forward(input, state);
        Assert.Equal(output.Span[0], second.Span[0]);
        Assert.NotEqual(output.Span[1], second.Span[1]);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(10)]
    [InlineData(23)]
    public void ResumingInTheMiddleOfAPassGivesTheSameBits(int stop)
    {
        var (inputs, targets) = Leaky.Sequence(200);
        var streams = new ContiguousStreams(inputs, targets, 4, 5);
        var whole = new Leaky();
        var expected = Make(whole).Epochs(streams, 3).ToList();

        var first = new Leaky();
        var trainer = Make(first);
        using var source = new CancellationTokenSource();
        trainer.Stepper.Stop = source.Token;
        trainer.AfterStep = () =>
        {
            if (trainer.Stepper.Steps == stop) source.Cancel();
        };
        var before = trainer.Epochs(streams, 3).ToList();

        var second = new Leaky();
        var resumed = Make(second);
        resumed.Stepper.Optimizer.Load(trainer.Stepper.Optimizer.State());
        resumed.Load(trainer.State(), trainer.Carried!.Tensors, streams.Count);
        second.LoadStateDict(first.StateDict());
        var after = resumed.Epochs(streams, 3).ToList();
        Assert.Equal([whole.A.Item(), whole.B.Item()], [second.A.Item(), second.B.Item()]);
        Assert.Equal(expected.Select(Numbers), before.Concat(after).Select(Numbers));

        static (int, long, double) Numbers(Epoch epoch) => (epoch.Number, epoch.Step, epoch.TrainLoss);
    }

    static StreamTrainer Make(Leaky model) => new(model, Losses.Mse, new Adam(model.NamedParameters, 0.01));
}
