namespace Assay.Tensors;

/// <summary>A tensor that a model owns and an optimizer updates. It never lives in an arena.</summary>
public sealed class Parameter : Tensor
{
    /// <summary>A zero-filled parameter of the given shape.</summary>
    public Parameter(params int[] dims)
        : base(dims, owned: true)
    {
        Span.Clear();
        KeepPacked();
        RequiresGrad = true;
    }

    /// <summary>False freezes it: no gradient is computed and optimizers leave it alone.</summary>
    public bool Trainable
    {
        get => RequiresGrad;
        set => RequiresGrad = value;
    }
}
