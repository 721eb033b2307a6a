using Assay.Modules;
using Assay.Tensors;
using Assay.Training;

namespace Assay.Studies.Frequency;

/// <summary>
/// The extractor: LSTM(5 -> hidden) and a linear head, its state carried from row to row.
/// 4 (5 H + H^2 + 2 H) + H + 1 parameters: 18,241 for 64 hidden units.
/// </summary>
public sealed class FrequencyModel : StatefulModel
{
    readonly double _memory;
    readonly Lstm _lstm;
    readonly Linear _head;

    /// <param name="hidden">Hidden units.</param>
    /// <param name="memory">
    /// 0 keeps PyTorch's initial values. Otherwise the units' forget gates start with time constants spread evenly on a log scale
    /// from 1 to so many rows and their input gates with the opposite bias, after Tallec and Ollivier, "Can recurrent neural networks
    /// warp time?" (2018): a tone of 1 Hz lasts 1000 rows, and a gate that starts at 1/2 forgets in two.
    /// </param>
    /// <param name="rng">Draws the initial values.</param>
    public FrequencyModel(int hidden, double memory, Rng rng)
    {
        if (memory != 0 && !(memory > 1.5)) throw new ArgumentOutOfRangeException(nameof(memory), memory, "The longest memory is 0 (off) or more than 1.5 rows.");
        _memory = memory;
        _lstm = new Lstm(SignalSet.InputWidth, hidden, rng, batchFirst: false);
        _head = new Linear(hidden, 1, rng);
        if (memory > 0) SpreadMemory(hidden);
    }

    /// <summary>Is shown the hidden state of each training window; null for nobody.</summary>
    internal ActivationProbe? Activations { get; set; }

    /// <inheritdoc/>
    public override Tensor[] ZeroState(int streams)
    {
        var state = _lstm.InitialState(streams);
        return [state.Hidden, state.Cell];
    }

    /// <summary>Predictions (steps, streams, 1) for rows (steps, streams, 5).</summary>
    public override Tensor Forward(Tensor input, Tensor[] state)
    {
        var (output, after) = _lstm.Forward(input, new LstmState(state[0], state[1]));
        (state[0], state[1]) = (after.Hidden, after.Cell);
        if (Training) Activations?.Watch("lstm", output);
        return _head.Forward(output);
    }

    void SpreadMemory(int hidden)
    {
        var parameters = _lstm.NamedParameters.ToDictionary(entry => entry.Name, entry => entry.Parameter);
        Span<float> bias = parameters["bias_ih_l0"].Span, second = parameters["bias_hh_l0"].Span;
        for (var unit = 0; unit < hidden; unit++)
        {
            var steps = Math.Max(1.5, Math.Pow(_memory, hidden == 1 ? 1 : unit / (hidden - 1.0)));
            // A gate of value f keeps its cell for about 1 / (1 - f) rows.
            var forget = (float)Math.Log(steps - 0.5);
            (bias[unit], bias[hidden + unit]) = (-forget, forget);
            second[unit] = second[hidden + unit] = 0;
        }
    }
}
