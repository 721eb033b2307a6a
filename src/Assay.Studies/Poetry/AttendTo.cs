namespace Assay.Studies.Poetry;

/// <summary>What a decoder attends to.</summary>
public enum AttendTo
{
    /// <summary>Nothing: all it knows is its state, which begins with the code.</summary>
    None,

    /// <summary>Vectors that are made from the code alone: attention inside the bottleneck.</summary>
    Latent,

    /// <summary>All states of the encoder: attention around the bottleneck. Such a model is not a compressor.</summary>
    Encoder,
}
