namespace Assay.Modules;

/// <summary>What follows a weight, as far as its initial size depends on it.</summary>
public enum Nonlinearity
{
    Linear,
    Sigmoid,
    Tanh,
    Relu,
    LeakyRelu,
}
