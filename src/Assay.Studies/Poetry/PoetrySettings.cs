using Assay.Data.Text;
using Assay.Training;

namespace Assay.Studies.Poetry;

/// <summary>The settings of the study and its presets.</summary>
static class PoetrySettings
{
    public const string CorpusVectors = "corpus", Mse = "mse", Cosine = "cosine", Hybrid = "hybrid";

    public static readonly IReadOnlyList<Setting> All =
    [
        new("data", "", "poems as JSON, CSV, text or a folder of .txt; empty for the 264 that come with Assay"),
        new("vectors", CorpusVectors, "word vectors: corpus trains GloVe on the poems; else a name that 'assay vectors list' shows"),
        new("vectors.folder", "vectors", "where named vectors are"),
        new("window", 50, "tokens of a window") { Min = 4, Max = 1000 },
        new("overlap", 10, "tokens that neighbouring windows share") { Min = 0, Max = 500 },
        new("cell", "lstm", "recurrent nets of encoder and decoder") { Choices = ["rnn", "lstm", "gru"] },
        new("hidden", 256, "width of the recurrent nets") { Min = 1, Max = 4096 },
        new("bottleneck", 64, "floats of a window's code") { Min = 1, Max = 4096 },
        new("layers", 1, "recurrent nets on top of one another") { Min = 1, Max = 8 },
        new("bidirectional", true, "whether the encoder also reads backwards"),
        new("components", true, "whether waves along principal directions of words are a path beside the networks, which learn what those leave"),
        new("batchnorm", false, "whether codes are normalised over the batch"),
        new("dropout", 0.1, "probability of dropping an output while training") { Min = 0, Max = 0.95 },
        new("attend", "none", "what the decoder attends to; encoder goes around the bottleneck") { Choices = ["none", "latent", "encoder"] },
        new("heads", 8, "heads of the attention") { Min = 1, Max = 16 },
        new("positional", 16, "floats of every position that the code is made from and opened into; 0: it is made from the last state and sets the first") { Min = 0, Max = 256 },
        new("feedback", false, "whether a step of the decoder is fed the word before it; without, all steps are one run"),
        new("residual", false, "whether recurrent nets and attention add what they read to what they write"),
        new("layernorm", false, "whether what recurrent nets and attention write is normalised token by token"),
        new("selfattention", false, "whether the encoder's states look at one another"),
        new("positions", "queries", "which side of the decoder's attention knows where it stands; both and learned let a step look at its own place") { Choices = ["none", "queries", "both", "learned"] },
        new("slots", 8, "vectors made from the code to attend to (latent)") { Min = 1, Max = 64 },
        new("variational", false, "whether a code is drawn from a distribution in training and its mean afterwards; without components and batchnorm"),
        new("kl.weight", 1e-4, "weight of the codes' divergence from the standard normal, in nats a window (variational)") { Min = 0, Max = 1000 },
        new("kl.warmup", 5, "epochs in which that weight rises from 0; 0 for none") { Min = 0, Max = 1_000_000 },
        new("kl.free", 0.0, "nats that each float of a code may have for nothing (variational)") { Min = 0, Max = 100 },
        new("loss", Hybrid, "mse, cosine, or both") { Choices = [Mse, Cosine, Hybrid] },
        new("loss.share", 0.5, "share of the squared error in the hybrid loss") { Min = 0, Max = 1 },
        new("loss.sequence", 0.0, "share of the loss that holds the mean vectors of windows against one another instead of their words") { Min = 0, Max = 1 },
        new("loss.temperature", 1.0, "below 1 the cosine loss pulls harder on words that are far off, above 1 less") { Min = 0.1, Max = 100 },
        new("denoise", Corruption.None, "what is done to the encoder's input in training; the target stays whole") { Choices = [Corruption.None, Corruption.Dropout, Corruption.Gaussian, Corruption.WordDropout, Corruption.Swap, Corruption.Mask] },
        new("denoise.strength", 0.15, "of it: share of components, words or neighbours; of gaussian in deviations of the vectors") { Min = 0, Max = 0.95 },
        new("denoise.ramp", 0, "epochs in which that strength rises from 0; 0 for none") { Min = 0, Max = 1_000_000 },
        new("embedding.noise", 0.0, "Gaussian noise on words that are read in training, by the encoder and in taught steps, in deviations of the vectors") { Min = 0, Max = 10 },
        new("curriculum", Curriculum.None, "phases: four, taught steps 0.9 to 0.1, windows of 20 to 50 tokens; or your own as last epoch:taught:tokens, such as 7:0.9:20,30:0.1:50"),
        new("teaching", 0.0, "share of steps fed the target (without curriculum)") { Min = 0, Max = 1 },
        new("teaching.decay", Curriculum.Constant, "how that share goes to teaching.final over the epochs") { Choices = [Curriculum.Constant, Curriculum.Linear, Curriculum.Exponential, Curriculum.Cosine] },
        new("teaching.final", 0.1, "share of steps fed the target in the last epoch (with teaching.decay)") { Min = 0, Max = 1 },
        new("crops", true, "whether training windows begin anywhere in their poem, anew each epoch, instead of where they were cut"),
        new("epochs", 25, "passes over all windows") { Min = 1, Max = 1_000_000 },
        new("batch", 32, "windows in a batch") { Min = 2, Max = 4096 },
        new("lr", 2e-3, "learning rate of Adam at its highest") { Min = 1e-12, Max = 10 },
        new("scheduler", "cosine", "how the learning rate goes on after its warm-up; plateau halves it when the validation cosine stops rising") { Choices = RatePlan.Names },
        new("scheduler.patience", 3, "epochs without a better validation cosine that scheduler=plateau bears") { Min = 0, Max = 1_000_000 },
        new("decay", 0.0, "decoupled weight decay (AdamW); 0 for Adam without") { Min = 0, Max = 10 },
        new("clip", 1.0, "largest global norm of the gradient") { Min = 1e-9 },
        new("clip.adaptive", false, "whether that limit follows the norms it meets, within 0.1 and 50"),
        new("gradients.every", 20, "steps from one look at the gradients through layers and time to the next") { Min = 1, Max = 1_000_000 },
        new("gradients.vanishing", 1e-7, "norm of a weight's gradient below which a warning is given") { Min = 0 },
        new("gradients.exploding", 100.0, "norm above which a warning is given") { Min = 0 },
    ];

    public static void Check(SettingValues settings)
    {
        _ = new Chunker(settings.Whole("window"), settings.Whole("overlap"));
        if (new Curriculum(settings).Teaches && !settings.Flag("feedback"))
            throw new ArgumentException("feedback is false, so no step can be taught; set teaching=0, teaching.decay=constant and a curriculum of none or of phases that teach nothing, or feedback=true");
        Architecture(settings, width: 1).Check();
        if (settings.Flag("clip.adaptive")) _ = new AdaptiveClip(settings.Number("clip"));
    }

    /// <summary>The model that settings ask for, on vectors of a width.</summary>
    public static PoetryArchitecture Architecture(SettingValues settings, int width) => new(
        width, settings.Whole("hidden"), settings.Whole("bottleneck"), Enum.Parse<CellKind>(settings.Text("cell"), ignoreCase: true), settings.Whole("layers"),
        settings.Flag("bidirectional"), settings.Flag("batchnorm"), settings.Number("dropout"), Enum.Parse<AttendTo>(settings.Text("attend"), ignoreCase: true),
        settings.Whole("heads"), settings.Whole("slots"), settings.Whole("window"), settings.Flag("components"),
        settings.Whole("positional"), settings.Flag("feedback"), settings.Flag("residual"), settings.Flag("layernorm"), settings.Flag("selfattention"),
        Enum.Parse<Positions>(settings.Text("positions"), ignoreCase: true), settings.Flag("variational"));
}
