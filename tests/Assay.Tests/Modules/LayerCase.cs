using Assay.Modules;
using Assay.Tensors;

namespace Assay.Tests.Modules;

/// <summary>A layer that the contract suite runs: how it is made, what it takes and gives, and its state's names.</summary>
sealed record LayerCase(string Name, Func<Rng, Layer> Make, int[] Input, int[] Output, int[] BadInput, string[] State)
{
    /// <summary>True where two calls in training mode differ.</summary>
    public bool Random { get; init; }

    public static IReadOnlyList<LayerCase> All { get; } =
    [
        new("Linear", rng => new Linear(5, 3, rng), [4, 5], [4, 3], [4, 6], ["weight", "bias"]),
        new("Linear without bias", rng => new Linear(5, 3, rng, bias: false), [2, 4, 5], [2, 4, 3], [5, 4], ["weight"]),
        new("Rnn", rng => new Rnn(5, 3, rng), [2, 4, 5], [2, 4, 3], [2, 4, 6], Cell("l0")),
        new("Rnn with ReLU", rng => new Rnn(5, 3, rng, relu: true), [2, 4, 5], [2, 4, 3], [4, 5], Cell("l0")),
        new("Gru", rng => new Gru(5, 3, rng), [2, 4, 5], [2, 4, 3], [2, 4, 6], Cell("l0")),
        new("Lstm", rng => new Lstm(5, 3, rng), [2, 4, 5], [2, 4, 3], [2, 4, 6], Cell("l0")),
        new("Lstm without bias", rng => new Lstm(5, 3, rng, bias: false), [2, 4, 5], [2, 4, 3], [2, 4, 6], ["weight_ih_l0", "weight_hh_l0"]),
        new("Lstm time first", rng => new Lstm(5, 3, rng, batchFirst: false), [4, 2, 5], [4, 2, 3], [4, 2, 6], Cell("l0")),
        new("Lstm of two layers", rng => new Lstm(5, 3, rng, layers: 2, dropout: 0.5), [2, 4, 5], [2, 4, 3], [2, 4, 6], [.. Cell("l0"), .. Cell("l1")])
        {
            Random = true,
        },
        new("Lstm of two directions", rng => new Lstm(5, 3, rng, bidirectional: true), [2, 4, 5], [2, 4, 6], [2, 4, 6], [.. Cell("l0"), .. Cell("l0_reverse")]),
        new("Gru of two layers and directions", rng => new Gru(5, 3, rng, layers: 2, bidirectional: true), [2, 4, 5], [2, 4, 6], [2, 4, 6],
            [.. Cell("l0"), .. Cell("l0_reverse"), .. Cell("l1"), .. Cell("l1_reverse")]),
        new("LayerNorm", _ => new LayerNorm(5), [2, 4, 5], [2, 4, 5], [2, 5, 4], ["weight", "bias"]),
        new("LayerNorm without affine", _ => new LayerNorm(5, affine: false), [2, 5], [2, 5], [5, 2], []),
        new("BatchNorm1d", _ => new BatchNorm1d(5), [4, 5], [4, 5], [5, 4], ["weight", "bias", "running_mean", "running_var", "num_batches_tracked"]),
        new("BatchNorm1d over time", _ => new BatchNorm1d(5, affine: false), [4, 5, 3], [4, 5, 3], [4, 3, 5], ["running_mean", "running_var", "num_batches_tracked"]),
        new("Dropout", rng => new Dropout(0.5, rng), [4, 5], [4, 5], [], []) { Random = true },
        new("MultiHeadAttention", rng => new MultiHeadAttention(6, 2, rng), [2, 4, 6], [2, 4, 6], [2, 4, 5],
            ["in_proj_weight", "in_proj_bias", "out_proj.weight", "out_proj.bias"]),
        new("MultiHeadAttention with dropout", rng => new MultiHeadAttention(6, 3, rng, dropout: 0.5, bias: false), [2, 4, 6], [2, 4, 6], [4, 6],
            ["in_proj_weight", "out_proj.weight"]) { Random = true },
        new("PositionalEncoding", _ => new PositionalEncoding(5, 4), [2, 4, 5], [2, 4, 5], [2, 5, 5], []),
        new("Sequential", rng => new Sequential(new Linear(5, 4, rng), Activation.Tanh(), new LayerNorm(4), new Linear(4, 3, rng, bias: false)),
            [2, 5], [2, 3], [2, 4], ["0.weight", "0.bias", "2.weight", "2.bias", "3.weight"]),
    ];

    /// <summary>The same numbers at each call.</summary>
    public Tensor Data() => Tensor.Normal(new Rng(99), 0, 1, Input);

    public override string ToString() => Name;

    static string[] Cell(string ending) => [.. new[] { "weight_ih_", "weight_hh_", "bias_ih_", "bias_hh_" }.Select(kind => kind + ending)];
}
