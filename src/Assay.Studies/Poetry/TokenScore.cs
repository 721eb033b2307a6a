namespace Assay.Studies.Poetry;

/// <summary>How near one written word is to the one that was read.</summary>
/// <param name="Text">The text's place.</param>
/// <param name="Position">The token's place in its text.</param>
/// <param name="Cosine">Cosine of the two vectors.</param>
/// <param name="Centred">Cosine of what differs from the training texts' mean vector.</param>
/// <param name="Square">Squared difference of a component, mean over the components.</param>
/// <param name="IsWord">Whether it is a word and no punctuation or marker.</param>
/// <param name="Rank">Words nearer to what was written than the right one, or -1 if nobody looked.</param>
readonly record struct TokenScore(int Text, int Position, double Cosine, double Centred, double Square, bool IsWord, int Rank);
