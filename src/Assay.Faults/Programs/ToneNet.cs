using Assay.Studies.Frequency;
using Assay.Tensors;

namespace Assay.Faults;

/// <summary>The network of the study frequency on windows that begin with a zero state.</summary>
sealed class ToneNet(Recipe recipe, Rng rng) : ProgramNet
{
    readonly FrequencyModel _model = new(recipe.Hidden, memory: 8, rng);

    Tensor[]? _kept;

    /// <inheritdoc/>
    public override Tensor Forward(Tensor x)
    {
        var (rows, time) = (x.Dim(0), x.Dim(1));
        var length = StateMode switch { "reset" => 3, "cut" => 1, _ => time };
        var sequence = x.Transpose(0, 1);
        var state = StateMode == "kept" && _kept is { } kept && kept[0].Dim(1) == rows ? [.. kept] : _model.ZeroState(rows);
        var parts = new List<Tensor>();
        for (var from = 0; from < time; from += length)
        {
            if (StateMode == "reset") state = _model.ZeroState(rows);
            parts.Add(_model.Forward(sequence.Slice(0, from, Math.Min(length, time - from)), state));
            if (StateMode == "cut") state = [.. state.Select(part => part.Detach())];
        }
        if (StateMode == "kept") _kept = [.. state.Select(part => part.Keep())];
        return (parts.Count == 1 ? parts[0] : Tensor.Concat(0, [.. parts])).Transpose(0, 1);
    }
}
