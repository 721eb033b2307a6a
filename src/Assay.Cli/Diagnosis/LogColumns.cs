namespace Assay.Cli;

/// <summary>What the columns of other programs' logs are called here.</summary>
static class LogColumns
{
    public const string Step = "step";
    public const string Epoch = "epoch";

    static readonly string[] Ignored = ["time", "seconds", "timestamp", "walltime", "elapsed", "duration", "date"];

    /// <summary>The name that rules read, <see cref="Step"/>, <see cref="Epoch"/>, or null for a column that says nothing of the training.</summary>
    /// <param name="column">The column's heading.</param>
    /// <param name="stepwise">Whether rows are steps rather than epochs: their losses are of batches then.</param>
    public static string? Of(string column, bool stepwise)
    {
        var name = column.Trim();
        if (name.Contains('/')) return name;
        var key = new string([.. name.ToLowerInvariant().Where(char.IsLetterOrDigit)]);
        return key switch
        {
            "step" or "steps" or "globalstep" or "iteration" or "iterations" or "iter" or "update" or "updates" => Step,
            "epoch" or "epochs" => Epoch,
            "loss" or "trainloss" or "trainingloss" or "losstrain" or "mse" or "trainmse" => stepwise ? "train/loss" : "online/loss",
            "valloss" or "validloss" or "validationloss" or "evalloss" or "devloss" or "lossval" or "valmse" => "valid/loss",
            "testloss" => "test/loss",
            "lr" or "learningrate" => "lr",
            "gradnorm" or "gradientnorm" or "gnorm" or "norm" => "grad/norm",
            "cliprate" or "clipped" => "clip/rate",
            _ when Ignored.Contains(key) => null,
            _ => Split(name),
        };
    }

    /// <summary>Whether a curve says how good the model is.</summary>
    public static bool IsScore(string name) =>
        name.Split('/').Any(part => part.Contains("loss", StringComparison.OrdinalIgnoreCase) || part.Contains("error", StringComparison.OrdinalIgnoreCase) || part is "mse" or "mae" or "perplexity")
        || IsShare(name);

    /// <summary>Whether it is best at 1.</summary>
    public static bool IsShare(string name) =>
        name.Split('/')[^1].ToLowerInvariant() is "acc" or "accuracy" or "f1" or "auc" or "r2" or "cosine" or "precision" or "recall";

    // val_accuracy is the accuracy on validation data.
    static string Split(string name)
    {
        (string Before, string Set)[] sets = [("valid", "valid"), ("val", "valid"), ("eval", "valid"), ("dev", "valid"), ("train", "train"), ("test", "test")];
        foreach (var (before, set) in sets)
            if (name.Length > before.Length + 1 && name.StartsWith(before, StringComparison.OrdinalIgnoreCase) && name[before.Length] is '_' or '-' or ' ' or '.')
                return $"{set}/{name[(before.Length + 1)..]}";
        return name;
    }
}
