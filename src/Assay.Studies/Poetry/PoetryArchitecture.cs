using Assay.Modules;
using Assay.Tensors;

namespace Assay.Studies.Poetry;

/// <summary>What an autoencoder of the study is built from.</summary>
/// <param name="Width">Floats of a word vector.</param>
/// <param name="Hidden">Width of the recurrent nets.</param>
/// <param name="Bottleneck">Floats of a code.</param>
/// <param name="Cell">Kind of recurrent net.</param>
/// <param name="Layers">Recurrent nets on top of one another, in encoder and decoder.</param>
/// <param name="Bidirectional">Whether the encoder also reads backwards.</param>
/// <param name="BatchNorm">Whether codes are brought to mean 0 and variance 1 over the batch.</param>
/// <param name="Dropout">Probability of dropping an output of a recurrent net while training.</param>
/// <param name="Attend">What the decoder looks at beside its state.</param>
/// <param name="Heads">Heads of the attention.</param>
/// <param name="Slots">Vectors that are made from a code for the decoder to attend to.</param>
/// <param name="Window">Tokens of the longest text.</param>
/// <param name="Components">Whether principal components are a path beside the networks, which then learn what those leave.</param>
/// <param name="Positional">Floats of every position that a code is made from and opened into; 0 for none: a code is made from the last state and sets the first.</param>
/// <param name="Feedback">Whether a step of the decoder is fed the word before it; without, all steps are one run and nothing can be taught.</param>
/// <param name="Residual">Whether recurrent nets and attention add what they read to what they write.</param>
/// <param name="LayerNorm">Whether what recurrent nets and attention write is brought to mean 0 and variance 1, token by token.</param>
/// <param name="SelfAttention">Whether the encoder's states look at one another before they are read.</param>
/// <param name="Positions">Which side of the decoder's attention knows where it stands.</param>
/// <param name="Variational">Whether the encoder also says how sure it is of a code, which is drawn accordingly while training.</param>
public sealed record PoetryArchitecture(
    int Width, int Hidden, int Bottleneck, CellKind Cell = CellKind.Lstm, int Layers = 1, bool Bidirectional = false, bool BatchNorm = true,
    double Dropout = 0, AttendTo Attend = AttendTo.None, int Heads = 8, int Slots = 8, int Window = 50, bool Components = false,
    int Positional = 0, bool Feedback = true, bool Residual = false, bool LayerNorm = false, bool SelfAttention = false, Positions Positions = Positions.Queries,
    bool Variational = false)
{
    /// <summary>Floats that reach the decoder for one text of <paramref name="tokens"/> tokens: its code, and what it attends to that is not made of it.</summary>
    public long FloatsCrossing(int tokens) => Bottleneck + (Attend == AttendTo.Encoder ? (long)tokens * EncoderWidth : 0);

    /// <summary>Width of an encoder state.</summary>
    public int EncoderWidth => Hidden * (Bidirectional ? 2 : 1);

    /// <summary>A recurrent net of this kind.</summary>
    internal RecurrentLayer Build(int inputs, int layers, Rng rng, bool bidirectional) => Cell switch
    {
        CellKind.Rnn => new Rnn(inputs, Hidden, rng, layers, layers > 1 ? Dropout : 0, bidirectional),
        CellKind.Gru => new Gru(inputs, Hidden, rng, layers, layers > 1 ? Dropout : 0, bidirectional),
        _ => new Lstm(inputs, Hidden, rng, layers, layers > 1 ? Dropout : 0, bidirectional),
    };

    /// <summary>Refuses what cannot be built.</summary>
    /// <exception cref="ArgumentException">The message says what was given and what was needed.</exception>
    public void Check()
    {
        foreach (var (name, value) in new[] { ("width", Width), ("hidden", Hidden), ("bottleneck", Bottleneck), ("layers", Layers), ("heads", Heads), ("slots", Slots), ("window", Window) })
            if (value < 1) throw new ArgumentException($"{name} must be at least 1; given {value}.");
        if (Dropout is not (>= 0 and < 1)) throw new ArgumentException($"dropout must be at least 0 and below 1; given {Dropout}.");
        if (Components && BatchNorm) throw new ArgumentException("components need codes as they are; given batchnorm too. Set one of them to false.");
        if (Variational && BatchNorm) throw new ArgumentException("variational holds the mean and variance of codes against a distribution, and batchnorm would fix both over the batch. Set one of them to false.");
        if (Variational && Components) throw new ArgumentException("variational needs the whole code from the distribution, and components add a part that is fitted and not drawn. Set one of them to false.");
        if (Positional < 0) throw new ArgumentException($"positional must be at least 0; given {Positional}.");
        if (!Feedback && Positional == 0 && Attend == AttendTo.None)
            throw new ArgumentException("without feedback the decoder needs positional floats or something to attend to; given positional 0 and attend none.");
        if (SelfAttention && EncoderWidth % Heads != 0)
            throw new ArgumentException($"heads must divide the width of the encoder's states; given {Heads} heads and width {EncoderWidth}.");
        if (Attend == AttendTo.None) return;
        if (Hidden % Heads != 0) throw new ArgumentException($"heads must divide hidden; given {Heads} heads and hidden {Hidden}.");
    }
}
