using Assay.Training;

namespace Assay.Studies.NextVector;

/// <summary>The settings of the study.</summary>
static class NextVectorSettings
{
    public const string Mse = "mse", MseSum = "mse-sum", Cosine = "cosine", InfoNce = "infonce", Mixed = "mixed";

    public static readonly IReadOnlyList<Setting> All =
    [
        new("data", "", "an npz file of windows or vectors, or a folder of .txt; empty for a stream whose best predictor is known"),
        new("vectors", "wink", "word vectors for texts: a name that 'assay vectors list' shows"),
        new("vectors.folder", "vectors", "where named vectors are"),
        new("common", 1, "principal directions of the training sentences taken away (texts)") { Min = 0, Max = 20 },
        new("chunk.least", 1, "words that a chunk of text has at least: shorter sentences are put together") { Min = 1, Max = 1000 },
        new("chunk.most", 60, "words that it has at most: longer sentences are cut") { Min = 2, Max = 10000 },
        new("stream.width", 64, "width of the stream's vectors, even") { Min = 2, Max = 4096 },
        new("stream.documents", 1000, "documents of the stream") { Min = 3, Max = 1_000_000 },
        new("stream.vectors", 60_000, "vectors of all its documents together") { Min = 20, Max = 10_000_000 },
        new("stream.mean", 0.177, "share of the common mean in the squared length of its vectors") { Min = 0, Max = 0.99 },
        new("stream.offset", 0.13, "share of each document's own offset") { Min = 0, Max = 0.99 },
        new("stream.drift", 0.25, "share of the topic that drifts; what is left is noise") { Min = 0, Max = 0.99 },
        new("stream.turn", 0.6, "largest angle that a plane of the topic turns by from a vector to the next, in radians; 0: backwards is as forwards") { Min = 0, Max = 3.2 },
        new("stream.seed", 1, "seed of the stream: equal seeds give equal documents") { Min = 0 },
        new("context", 5, "vectors that are read before the one that is predicted") { Min = 1, Max = 200 },
        new("split.valid", 0.1, "share of the documents that choose the checkpoint") { Min = 0.0001, Max = 0.9 },
        new("split.test", 0.2, "share of the documents that judge") { Min = 0.0001, Max = 0.9 },
        new("split.by", "document", "document: whole documents are held out; window: single windows, as the original did, whose neighbours are trained on") { Choices = ["document", Window] },
        new("split.seed", 1, "seed of the split: the same for every model, seed and baseline") { Min = 0 },
        new("windows", 0, "training windows that are used at most; 0 for all") { Min = 0 },
        new("model", "lstm", "which network") { Choices = ["lstm", "gru", "transformer", "mixture"] },
        new("hidden", 128, "width inside the network") { Min = 2, Max = 8192 },
        new("layers", 0, "recurrent nets, blocks or decoder layers; 0 for 2 (lstm) and 4 (gru, transformer)") { Min = 0, Max = 64 },
        new("heads", 8, "heads of the transformer's attentions") { Min = 1, Max = 64 },
        new("dropout", 0.0, "probability of dropping a number while training; -1 for the original's 0.2 (lstm) and 0.1 (transformer)") { Min = -1, Max = 0.95 },
        new("query", false, "whether the model is also told where the document goes: the mean of its vectors outside of the window"),
        new("loss", Mse, "mse (mean over components), mse-sum (summed over them), cosine, infonce, or mixed: squared error and InfoNCE, each 1 for a model that knows nothing") { Choices = [Mse, MseSum, Cosine, InfoNce, Mixed] },
        new("loss.temperature", 0.07, "of InfoNCE: cosines are divided by it") { Min = 0.001, Max = 100 },
        new("loss.symmetric", true, "whether InfoNCE also tells each target's own prediction from others"),
        new("loss.share", 0.1, "share of InfoNCE in the mixed loss") { Min = 0, Max = 1 },
        new("loss.moments", 0.0, "weight of the penalty on means and deviations over the batch that differ from the targets'") { Min = 0, Max = 1e6 },
        new("loss.variance", 0.0, "weight of the penalty on directions that hardly vary over the batch") { Min = 0, Max = 1e6 },
        new("epochs", 12, "passes over all windows") { Min = 1, Max = 1_000_000 },
        new("patience", 5, "epochs without a better validation cosine after which training stops; 0 for never") { Min = 0, Max = 1_000_000 },
        new("batch", 128, "windows in a batch") { Min = 2, Max = 65536 },
        new("lr", 2e-3, "learning rate of Adam at its highest") { Min = 1e-12, Max = 10 },
        new("warmup", true, "whether the learning rate rises over the first 50th of the steps"),
        new("scheduler", "cosine", "how the learning rate goes on after its warm-up; plateau halves it when the validation cosine stops rising") { Choices = RatePlan.Names },
        new("scheduler.patience", 3, "epochs without a better validation cosine that scheduler=plateau bears") { Min = 0, Max = 1_000_000 },
        new("decay", 0.01, "decoupled weight decay (AdamW); 0 for Adam without") { Min = 0, Max = 10 },
        new("clip", 1.0, "largest global norm of the gradient") { Min = 1e-9 },
        new("clip.adaptive", false, "whether that limit follows the norms it meets, within 0.1 and 50"),
        new("latency", true, "whether the trained model's speed is measured"),
        new("gradients.every", 20, "steps from one look at the gradients through layers and time to the next") { Min = 1, Max = 1_000_000 },
        new("gradients.vanishing", 1e-7, "norm of a weight's gradient below which a warning is given") { Min = 0 },
        new("gradients.exploding", 100.0, "norm above which a warning is given") { Min = 0 },
    ];

    /// <summary>The value of split.by that leaks.</summary>
    public const string Window = "window";

    public static void Check(SettingValues settings)
    {
        var (valid, test) = (settings.Number("split.valid"), settings.Number("split.test"));
        if (valid + test >= 1) throw new ArgumentException($"split.valid is {valid} and split.test is {test}; needed: a rest to train on");
        if (settings.Whole("chunk.least") > settings.Whole("chunk.most"))
            throw new ArgumentException($"chunk.least is {settings.Whole("chunk.least")} and chunk.most is {settings.Whole("chunk.most")}; needed: not more words at least than at most");
        if (settings.Text("data").Length == 0)
            TopicProcess.Check(settings.Whole("stream.width"), settings.Number("stream.mean"), settings.Number("stream.offset"), settings.Number("stream.drift"));
        Architecture(settings, settings.Whole("stream.width")).Check();
        if (settings.Flag("clip.adaptive")) _ = new AdaptiveClip(settings.Number("clip"));
    }

    /// <summary>The process of the embedded stream.</summary>
    public static TopicProcess Process(SettingValues settings) => new(
        settings.Whole("stream.width"), settings.Number("stream.mean"), settings.Number("stream.offset"),
        settings.Number("stream.drift"), settings.Number("stream.turn"), (ulong)settings.Whole("stream.seed"));

    /// <summary>The network that settings ask for, on vectors of a width.</summary>
    public static NextVectorArchitecture Architecture(SettingValues settings, int width)
    {
        var kind = Enum.Parse<NextVectorKind>(settings.Text("model"), ignoreCase: true);
        var layers = settings.Whole("layers") is > 0 and var given ? given : kind == NextVectorKind.Lstm ? 2 : 4;
        var dropout = settings.Number("dropout") is >= 0 and var chance ? chance : kind switch { NextVectorKind.Lstm => 0.2, NextVectorKind.Transformer => 0.1, _ => 0 };
        return new NextVectorArchitecture(kind, width, settings.Whole("context"), settings.Whole("hidden"), layers, settings.Whole("heads"), dropout, settings.Flag("query"));
    }
}
