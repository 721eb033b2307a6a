using Assay.Studies.Frequency;
using Assay.Tensors;

namespace Assay.Tests.Studies.Frequency;

public class FrozenScoresTests
{
    static readonly FrequencySets Sets = new(0.01);

    [Fact]
    public void SideBySideEqualsOneRowAtATime()
    {
        var model = new FrequencyModel(9, 50, new Rng(5));
        var predictions = new FrozenScores(Sets).TestPredictions(model);
        var inputs = Sets.Test.Inputs();
        var state = model.ZeroState(1);
        using var paused = Tensor.PauseGradients();

        for (var row = 0; row < 1200; row++)
        {
            var output = model.Forward(Tensor.From(inputs.AsSpan(row * 5, 5), 1, 1, 5), state).Item();
            Assert.Equal(output, predictions[row], 4e-6f);
        }
    }

    [Fact]
    public void AblationsTakeAwayWhatTheySay()
    {
        var model = new FrequencyModel(6, 0, new Rng(5));
        var values = model.StateDict();
        // Answers 2 S through one unit that forgets everything, so that no state and no selector can matter.
        foreach (var tensor in values.Values) tensor.Span.Clear();
        var bias = values["lstm.bias_ih_l0"].Span;
        bias[..6].Fill(30);
        bias[6..12].Fill(-30);
        bias[18..24].Fill(30);
        values["lstm.weight_ih_l0"].Span[12 * 5] = 0.01f;
        values["head.weight"].Span[0] = 200;
        var frozen = new FrozenScores(Sets);

        var ablations = frozen.Ablations(model);

        var unchanged = ablations["none"]["test/mse"];
        Assert.Equal(frozen.Splits(model)["test/mse"], unchanged, 1e-9);
        Assert.Equal(unchanged, ablations["selector-zeroed"]["test/mse"], 1e-9);
        Assert.Equal(unchanged, ablations["state-reset"]["test/mse"], 1e-6);
        Assert.Equal(0.5, ablations["signal-zeroed"]["test/mse"], 1e-6);
        Assert.True(ablations["signal-shuffled"]["test/mse"] > 0.9);
    }
}
