namespace Assay.Modules;

/// <summary>Which side of a weight keeps its variance under Kaiming initialisation.</summary>
public enum FanMode
{
    /// <summary>The inputs of a unit: activations keep their size forward.</summary>
    In,

    /// <summary>The outputs that an input feeds: gradients keep their size backward.</summary>
    Out,
}
