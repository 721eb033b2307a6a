using Assay.Tensors;

namespace Assay.Modules;

/// <summary>A function without parameters as a layer, for <see cref="Sequential"/>.</summary>
public sealed class Activation : Layer
{
    readonly string _name;
    readonly Func<Tensor, Tensor> _function;

    /// <summary>Any function. Its name is the module's argument, by which checkpoints tell it from others.</summary>
    public Activation(string name, Func<Tensor, Tensor> function)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        (_name, _function) = (name, function);
    }

    public static Activation Tanh() => new("tanh", x => x.Tanh());

    public static Activation Sigmoid() => new("sigmoid", x => x.Sigmoid());

    public static Activation Relu() => new("relu", x => x.Relu());

    public static Activation Gelu() => new("gelu", x => x.Gelu());

    public static Activation Silu() => new("silu", x => x.Silu());

    /// <inheritdoc/>
    public override Tensor Forward(Tensor x) => _function(x);
}
