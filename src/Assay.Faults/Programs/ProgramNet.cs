using Assay.Modules;
using Assay.Tensors;

namespace Assay.Faults;

/// <summary>A network of a base program.</summary>
public abstract class ProgramNet : Module
{
    (Tensor Hidden, Tensor? Cell)? _kept;

    /// <summary>What recurrent nets do with their state; see <see cref="Recipe.State"/>.</summary>
    internal string StateMode { get; set; } = "whole";

    /// <summary>Is shown hidden units (rows, units) by name while it is set.</summary>
    internal Action<string, Tensor>? Seen { get; set; }

    /// <summary>Is applied to codes (batch, latent) before they are decoded while it is set.</summary>
    internal Func<Tensor, Tensor>? CodeFilter { get; set; }

    /// <summary>Divergence of the codes of the newest forward pass from their prior, mean over the examples; null where there is none.</summary>
    internal Tensor? Divergence { get; private protected set; }

    /// <summary>The codes of the newest forward pass, (batch, latent): means where they are drawn; null where there are none.</summary>
    internal Tensor? Code { get; private protected set; }

    /// <summary>Share of the points of the newest forward pass that are at the ball's boundary; NaN where there is no ball.</summary>
    internal double AtBoundary { get; private protected set; } = double.NaN;

    /// <summary>Predictions (batch, ...) for inputs (batch, ...).</summary>
    public abstract Tensor Forward(Tensor x);

    private protected Tensor See(string name, Tensor units)
    {
        Seen?.Invoke(name, units);
        return units;
    }

    private protected Tensor Filtered(Tensor code)
    {
        Code = code;
        return CodeFilter is null ? code : CodeFilter(code);
    }

    /// <summary>Outputs (batch, time, hidden) of a recurrent net whose state is handled as the recipe says.</summary>
    private protected Tensor Unroll(RecurrentLayer net, Tensor x, string name)
    {
        if (StateMode == "whole") return See(name, net.Continue(x).Output);
        var (time, length) = (x.Dim(1), StateMode switch { "reset" => 3, "cut" => 1, _ => x.Dim(1) });
        var parts = new List<Tensor>();
        RecurrentState? state = StateMode == "kept" && _kept is { } kept && kept.Hidden.Dim(1) == x.Dim(0) ? new RecurrentState(kept.Hidden, kept.Cell) : null;
        for (var from = 0; from < time; from += length)
        {
            var (output, after) = net.Continue(x.Slice(1, from, Math.Min(length, time - from)), state);
            parts.Add(output);
            if (StateMode == "cut") state = new RecurrentState(after.Hidden.Detach(), after.Cell?.Detach());
            if (StateMode == "kept") _kept = (after.Hidden.Keep(), after.Cell?.Keep());
        }
        return See(name, parts.Count == 1 ? parts[0] : Tensor.Concat(1, [.. parts]));
    }

    private protected static Tensor LastOf(Tensor sequence) =>
        sequence.Slice(1, sequence.Dim(1) - 1, 1).Reshape(sequence.Dim(0), sequence.Dim(2));

    private protected static Func<Tensor, Tensor> Function(string name) => name switch
    {
        "relu" => x => x.Relu(),
        "gelu" => x => x.Gelu(),
        "sigmoid" => x => x.Sigmoid(),
        "linear" => x => x,
        _ => x => x.Tanh(),
    };
}
