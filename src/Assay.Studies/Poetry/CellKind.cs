namespace Assay.Studies.Poetry;

/// <summary>Kinds of recurrent nets.</summary>
public enum CellKind
{
    /// <summary>Elman's net with tanh.</summary>
    Rnn,

    /// <summary>Long short-term memory.</summary>
    Lstm,

    /// <summary>Gated recurrent units.</summary>
    Gru,
}
