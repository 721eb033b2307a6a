using Assay.Modules;
using Assay.Tensors;

namespace Assay.Studies.Poetry;

/// <summary>Initial values that let a long sequence be learned: PyTorch's, and an LSTM's forget gates open.</summary>
static class PoetryInitialiser
{
    /// <summary>Adds 1 to the forget gates' bias of an LSTM, once: it has two biases.</summary>
    public static void Apply(RecurrentLayer rnn)
    {
        if (rnn is not Lstm) return;
        foreach (var (name, parameter) in rnn.NamedParameters)
        {
            if (!name.StartsWith("bias_ih", StringComparison.Ordinal)) continue;
            foreach (ref var value in parameter.Span.Slice(rnn.Hidden, rnn.Hidden)) value += 1;
        }
    }

    /// <summary>Lets a layer begin with outputs of zero.</summary>
    public static void Silence(Linear layer)
    {
        Initialisers.Constant(layer.Weight, 0);
        if (layer.Bias is not null) Initialisers.Constant(layer.Bias, 0);
    }
}
