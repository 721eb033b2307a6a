using Assay.Modules;
using Assay.Tensors;

namespace Assay.Studies.Poetry;

/// <summary>A text of word vectors through one code and back.</summary>
public sealed class PoetryAutoencoder : Module
{
    readonly PoetryEncoder _encoder;
    readonly PoetryDecoder _decoder;
    readonly LinearPath? _components;

    /// <summary>Initial values as PyTorch's, but for an LSTM's forget gates, which begin open.</summary>
    /// <exception cref="ArgumentException">The architecture cannot be built.</exception>
    public PoetryAutoencoder(PoetryArchitecture architecture, Rng rng)
    {
        ArgumentNullException.ThrowIfNull(architecture);
        architecture.Check();
        Architecture = architecture;
        _encoder = new PoetryEncoder(architecture, rng);
        _decoder = new PoetryDecoder(architecture, rng);
        if (architecture.Components) _components = new LinearPath(architecture.Window, architecture.Width, architecture.Bottleneck);
    }

    /// <summary>What it is built from.</summary>
    public PoetryArchitecture Architecture { get; }

    /// <summary>The code (batch, bottleneck) and the encoder's states (batch, time, hidden * directions) of texts (batch, time, width).</summary>
    /// <param name="x">Word vectors; what is beyond a text's length does not matter.</param>
    /// <param name="lengths">Tokens of each text, at least 1.</param>
    public (Tensor Code, Tensor States) Encode(Tensor x, int[] lengths)
    {
        var (code, _, states) = EncodePosterior(x, lengths);
        return (code, states);
    }

    /// <summary>The same, and the logarithm of the variance (batch, bottleneck) around the code of a variational model.</summary>
    internal (Tensor Mean, Tensor? LogVariance, Tensor States) EncodePosterior(Tensor x, int[] lengths)
    {
        var (code, logVariance, states) = _encoder.Forward(x, lengths);
        return (_components is null ? code : code + _components.Encode(x, lengths), logVariance, states);
    }

    /// <summary>Texts (batch, steps, width) from codes.</summary>
    /// <param name="code">(batch, bottleneck).</param>
    /// <param name="states">As <see cref="Encode"/> gave them; a model that does not attend to the encoder ignores them.</param>
    /// <param name="lengths">Tokens of the encoded texts.</param>
    /// <param name="steps">Tokens to write.</param>
    /// <param name="targets">(batch, steps, width): what taught steps are fed from.</param>
    /// <param name="taught">(steps): whether a step is fed the target before it instead of what the step before wrote; the first is fed neither.</param>
    /// <param name="attended">
    /// Shown, of each run of steps that is decoded at once, the first step and the weights (batch, heads, run, keys) with which it attends; never
    /// called by a model that attends to nothing. The weights are gone once the call returns.
    /// </param>
    public Tensor Decode(
        Tensor code, Tensor states, int[] lengths, int steps, Tensor? targets = null, bool[]? taught = null, Action<int, Tensor>? attended = null)
    {
        ArgumentNullException.ThrowIfNull(lengths);
        if (taught is not null && (targets is null || taught.Length < steps))
            throw new ArgumentException($"Teaching {steps} steps needs targets and a decision for each step; given {(targets is null ? "no targets" : $"{taught.Length} decisions")}.");
        if (taught is not null && !Architecture.Feedback && Array.IndexOf(taught, true) >= 0)
            throw new ArgumentException("A decoder without feedback is fed no words, so none of its steps can be taught.", nameof(taught));
        var padding = Padding.Of(lengths, states.Dim(1));
        return _decoder.Forward(code, states, padding, steps, targets, taught, _components?.Decode(code), attended);
    }

    /// <summary>
    /// Writes one word at a time from a code (1, bottleneck) alone: each call is fed a word (1, 1, width), null before the first, and gives the next. For
    /// evaluation, and for models that do not attend to the encoder.
    /// </summary>
    internal Func<Tensor?, Tensor> Stepwise(Tensor code) =>
        _decoder.Stepwise(code, Tensor.Zeros(1, 1, Architecture.EncoderWidth), null, _components?.Decode(code));

    /// <summary>Fits the path of principal components, if there is one.</summary>
    internal void Fit(LinearCode components, ReadOnlySpan<float> fill) => _components?.Fit(components, fill);
}
