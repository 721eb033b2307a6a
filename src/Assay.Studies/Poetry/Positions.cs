namespace Assay.Studies.Poetry;

/// <summary>Which side of the decoder's attention knows where it stands.</summary>
public enum Positions
{
    /// <summary>Neither.</summary>
    None,

    /// <summary>Queries alone: the decoder's states.</summary>
    Queries,

    /// <summary>Queries and keys, by the same waves, so that a step can look at its own place.</summary>
    Both,

    /// <summary>Both, by vectors that are learned.</summary>
    Learned,
}
