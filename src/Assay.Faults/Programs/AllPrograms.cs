using Assay.Modules;
using Assay.Studies.NextVector;
using Assay.Tensors;

namespace Assay.Faults;

/// <summary>The base programs: standard networks, and the networks of the studies in small.</summary>
public static class AllPrograms
{
    /// <summary>Those that the doctor is taught on.</summary>
    public static IReadOnlyList<BaseProgram> Tuning { get; } =
    [
        new("mlp-relu", new Recipe { Activation = "relu", Hidden = 32, Lr = 0.01 }, TableTasks.List, (r, s, g) => new TableNet(r, s, 2, residual: false, g)) { Activations = true, Drops = true },
        new("mlp-sgd", new Recipe { Optimizer = "sgd", Hidden = 32, Lr = 0.05 }, TableTasks.List, (r, s, g) => new TableNet(r, s, 2, residual: false, g)) { Activations = true, Drops = true },
        new("mlp-deep", new Recipe { Activation = "relu", Hidden = 24, Lr = 0.005 }, TableTasks.List, (r, s, g) => new TableNet(r, s, 5, residual: false, g)) { Activations = true, Drops = true },
        new("mlp-residual", new Recipe { Activation = "gelu", Hidden = 24, Lr = 0.005 }, TableTasks.List, (r, s, g) => new TableNet(r, s, 4, residual: true, g)) { Activations = true, Drops = true },
        new("rnn-value", new Recipe { Lr = 0.01, Epochs = 50 }, SequenceTasks.Values, (r, s, g) => new SequenceNet(r, s, Rnn, g)) { Recurrent = true },
        new("lstm-value", new Recipe { Lr = 0.02, Epochs = 24 }, SequenceTasks.Values, (r, s, g) => new SequenceNet(r, s, Lstm, g)) { Recurrent = true },
        new("gru-track", new Recipe { Lr = 0.01 }, SequenceTasks.Tracks, (r, s, g) => new SequenceNet(r, s, Gru, g)) { Recurrent = true },
        new("frequency", new Recipe { Lr = 0.02 }, SequenceTasks.Tracks, (r, s, g) => new ToneNet(r, g)) { Recurrent = true },
        new("attention", new Recipe { Activation = "gelu", Hidden = 16, Lr = 0.015, Epochs = 20 }, SequenceTasks.Values, (r, s, g) => new AttentionNet(r, s, g)) { Activations = true },
        new("autoencoder", new Recipe { Hidden = 32, Latent = 5, Lr = 0.01 }, CodeTasks.Vectors, (r, s, g) => new VectorCodeNet(r, s, false, false, g)) { Activations = true, Codes = true },
        new("poetry", new Recipe { Hidden = 24, Latent = 5, Lr = 0.02, Epochs = 24 }, CodeTasks.Sequences, (r, s, g) => new SequenceCodeNet(r, s, Lstm, false, g)) { Recurrent = true, Codes = true },
        new("vae", new Recipe { Hidden = 32, Latent = 5, Lr = 0.01, KlWeight = 0.003 }, CodeTasks.Vectors, (r, s, g) => new VectorCodeNet(r, s, true, false, g)) { Activations = true, Codes = true, Variational = true },
        new("vae-gru", new Recipe { Hidden = 24, Latent = 5, Lr = 0.02, Epochs = 24, KlWeight = 0.003 }, CodeTasks.Sequences, (r, s, g) => new SequenceCodeNet(r, s, Gru, true, g)) { Recurrent = true, Codes = true, Variational = true },
        new("next-lstm", new Recipe { Hidden = 24, Lr = 0.01 }, StreamTasks.List, (r, s, g) => new NextNet(r, s, NextVectorKind.Lstm, g)),
        new("next-transformer", new Recipe { Hidden = 24, Lr = 0.005 }, StreamTasks.List, (r, s, g) => new NextNet(r, s, NextVectorKind.Transformer, g)),
        new("next-mixture", new Recipe { Hidden = 32, Lr = 0.005 }, StreamTasks.List, (r, s, g) => new NextNet(r, s, NextVectorKind.Mixture, g)),
        new("radius", new Recipe { Hidden = 32, Latent = 4, Lr = 0.01 }, BallTasks.Radii, (r, s, g) => new RadiusNet(r, s, g)) { Activations = true, Hyperbolic = true },
        new("ternary", new Recipe { Hidden = 32, Latent = 6, Lr = 0.01, KlWeight = 0.003 }, BallTasks.Copies, (r, s, g) => new VectorCodeNet(r, s, true, true, g)) { Activations = true, Codes = true, Variational = true, Hyperbolic = true },
    ];

    /// <summary>Those that nothing is tuned on: they were written down before any was trained, and looked at once, when all else was done.</summary>
    public static IReadOnlyList<BaseProgram> LeftOut { get; } =
    [
        new("mlp-rmsprop", new Recipe { Optimizer = "rmsprop", Hidden = 28, Lr = 0.006 }, TableTasks.List, (r, s, g) => new TableNet(r, s, 3, residual: false, g)) { Activations = true, Drops = true },
        new("gru-value", new Recipe { Lr = 0.015, Epochs = 24 }, SequenceTasks.Values, (r, s, g) => new SequenceNet(r, s, Gru, g)) { Recurrent = true },
        new("poetry-gru", new Recipe { Hidden = 24, Latent = 5, Lr = 0.02, Epochs = 24 }, CodeTasks.Sequences, (r, s, g) => new SequenceCodeNet(r, s, Gru, false, g)) { Recurrent = true, Codes = true },
        new("next-gru", new Recipe { Hidden = 20, Lr = 0.008 }, StreamTasks.List, (r, s, g) => new NextNet(r, s, NextVectorKind.Gru, g)),
    ];

    /// <summary>All of them.</summary>
    public static IReadOnlyList<BaseProgram> List { get; } = [.. Tuning, .. LeftOut];

    static RecurrentLayer Rnn(int inputs, int hidden, Rng rng) => new Rnn(inputs, hidden, rng);

    static RecurrentLayer Lstm(int inputs, int hidden, Rng rng) => new Lstm(inputs, hidden, rng);

    static RecurrentLayer Gru(int inputs, int hidden, Rng rng) => new Gru(inputs, hidden, rng);
}
