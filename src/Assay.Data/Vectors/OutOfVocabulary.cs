namespace Assay.Data.Vectors;

/// <summary>The vector of a token that a file of word vectors has not.</summary>
public enum OutOfVocabulary
{
    /// <summary>A random direction, drawn from the seed and the token, of the known vectors' mean length: told apart from all others.</summary>
    Random,

    /// <summary>The mean of the known vectors, as much as is known about an unknown word.</summary>
    Mean,

    /// <summary>Zeros.</summary>
    Zero,
}
