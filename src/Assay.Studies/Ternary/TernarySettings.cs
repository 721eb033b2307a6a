using Assay.Modules;
using Assay.Training;

namespace Assay.Studies.Ternary;

/// <summary>The settings of the study.</summary>
static class TernarySettings
{
    public const string Mean = "mean", Drawn = "drawn", Point = "point", Both = "both", Original = "original", Strict = "strict", Hyperbolic = "hyperbolic", Riemannian = "riemannian";

    public static readonly IReadOnlyList<Setting> All =
    [
        new("latent", 16, "numbers of a code") { Min = 2, Max = 1024 },
        new("projection.width", 64, "width of the nets that put codes into the ball") { Min = 2, Max = 4096 },
        new("projection.layers", 1, "hidden layers of these nets") { Min = 1, Max = 16 },
        new("projection.dropout", 0.0, "probability of dropping one of their hidden units while training") { Min = 0, Max = 0.95 },
        new("max.radius", 0.95, "Euclidean radius that no point reaches; below 1 / sqrt(curvature)") { Min = 1e-3, Max = 1e3 },
        new("curvature", 1.0, "c: the ball ends at 1 / sqrt(c)") { Min = 1e-6, Max = 1e6 },
        new("curvature.learned", false, "whether each half learns its own curvature, beginning with that"),
        new("controller", false, "whether a small net sets weights of the geodesic, the radial and the divergence loss"),
        new("start", "", "a run of this study whose best checkpoint training begins with; empty for new weights"),
        new("start.load", Strict, "strict refuses a checkpoint of another architecture; original takes what fits and leaves the rest random, as the original did") { Choices = [Strict, Original] },
        new("train.a", 1.0, "factor of the learning rate of encoder A; 0 freezes it") { Min = 0, Max = 10 },
        new("train.b", 1.0, "factor of the learning rate of encoder B; 0 freezes it") { Min = 0, Max = 10 },
        new("train.decoder", 1.0, "factor of the learning rate of the decoder; 0 freezes it") { Min = 0, Max = 10 },
        new("homeostasis", false, "whether encoders are frozen and released as coverage and hierarchy go"),
        new("codes", Both, "codes whose geometry is taught: both, or A alone") { Choices = [Both, "a"] },
        new("geometry", Drawn, "what is projected in training: codes drawn around their means, or the means") { Choices = [Drawn, Mean] },
        new("decode", Mean, "what is decoded: codes (in evaluation their means), or the logarithm of their points") { Choices = [Mean, Point] },
        new("evaluate", Mean, "what is measured between epochs: means, or codes drawn around them, as the original did") { Choices = [Mean, Drawn] },
        new("loss.reconstruction", 1.0, "weight of the cross-entropy of all nine digits") { Min = 0, Max = 1e6 },
        new("loss.kl", 0.01, "weight of the divergence of the codes from a standard normal distribution") { Min = 0, Max = 1e6 },
        new("loss.kl.free", 0.5, "divergence of each number of a code that costs nothing, in nats") { Min = 0, Max = 100 },
        new("loss.radial", 10.0, "weight of the squared distance of radii from their targets, deep levels more") { Min = 0, Max = 1e6 },
        new("loss.margin", 0.0, "weight of the hinge on pairs nearer than half of their targets' distance") { Min = 0, Max = 1e6 },
        new("loss.rank", 0.0, "weight of pairs in wrong order, each by its difference of levels") { Min = 0, Max = 1e6 },
        new("loss.rank.temperature", 0.1, "difference of radii that it takes for clear") { Min = 1e-6, Max = 10 },
        new("loss.order", 20.0, "weight of a smooth hinge on pairs in wrong order, each alike") { Min = 0, Max = 1e6 },
        new("loss.order.margin", 0.02, "difference of radii that it asks for") { Min = 0, Max = 10 },
        new("loss.order.temperature", 0.02, "difference of radii over which it sets in") { Min = 1e-6, Max = 10 },
        new("loss.geodesic", 0.5, "weight of the difference of hyperbolic distances from 3 e^(-v/3), v the valuation of the indices' difference") { Min = 0, Max = 1e6 },
        new("loss.geodesic.pairs", 500, "pairs of a batch whose distances it compares, at most as many as pairs") { Min = 1, Max = 1_000_000 },
        new("loss.geodesic.rise", 0.0, "share of the epochs over which that weight rises from 0, unless a controller sets it") { Min = 0, Max = 1 },
        new("loss.prototypes", 0.0, "weight of the hyperbolic distance of operations from a learned point of their level; needs optimizer=riemannian") { Min = 0, Max = 1e6 },
        new("loss.level", 0.0, "weight of the squared distance of level means from their targets") { Min = 0, Max = 1e6 },
        new("loss.richness", 0.0, "weight of levels shrinking below half of their variance at the start") { Min = 0, Max = 1e6 },
        new("loss.separation", 0.0, "weight of neighbouring level means nearer than 0.01") { Min = 0, Max = 1e6 },
        new("loss.bands", 0.0, "weight of radii outside of their levels' bands") { Min = 0, Max = 1e6 },
        new("loss.bands.by-size", 0.9, "share of the room that bands get by the sizes of their levels; the rest is dealt out equally") { Min = 0, Max = 1 },
        new("loss.spread", 0.0, "weight of levels that are less rich than their bands allow") { Min = 0, Max = 1e6 },
        new("loss.spread.fill", 0.25, "variance that a level is to have, in squared widths of its band: 1/12 is even, 1/4 the most") { Min = 0, Max = 0.25 },
        new("radius", "euclidean", "radii that losses compare: euclidean ones, or hyperbolic distances from the origin with targets to match") { Choices = ["euclidean", Hyperbolic] },
        new("target.outer", 0.9, "target radius of level 0") { Min = 0, Max = 1e3 },
        new("target.inner", 0.1, "target radius of level 9") { Min = 0, Max = 1e3 },
        new("pairs", 2000, "random pairs of a batch that are compared") { Min = 1, Max = 1_000_000 },
        new("select.coverage", 1.0, "coverage that the best checkpoint must have before its hierarchy counts") { Min = 0, Max = 1 },
        new("select.richness", 0.0, "richness below which a checkpoint counts for less") { Min = 0, Max = 1 },
        new("epochs", 15, "passes over as many operations as there are") { Min = 1, Max = 1_000_000 },
        new("evaluate.every", 3, "epochs from one evaluation to the next") { Min = 1, Max = 1_000_000 },
        new("patience", 0, "evaluations without a better checkpoint after which training stops; 0 for never") { Min = 0, Max = 1_000_000 },
        new("batch", 512, "operations in a batch") { Min = 16, Max = TernaryOperations.Count },
        new("stratified", 0.2, "share of a batch that is drawn from levels 4 to 9; -1 for every operation once an epoch") { Min = -1, Max = 1 },
        new("lr", 5e-3, "learning rate at its highest") { Min = 1e-12, Max = 10 },
        new("optimizer", "adam", "adam (AdamW), or riemannian: the same, and points of the ball move along it") { Choices = ["adam", Riemannian] },
        new("optimizer.fresh", false, "whether the optimizer forgets everything after each epoch, as in the original's first sweeps"),
        new("warmup", true, "whether the learning rate rises over the first 7th of the steps"),
        new("scheduler", "cosine", "how the learning rate goes on after its warm-up") { Choices = RatePlan.Names },
        new("scheduler.patience", 5, "evaluations without a better checkpoint that scheduler=plateau bears") { Min = 0, Max = 1_000_000 },
        new("decay", 1e-4, "decoupled weight decay") { Min = 0, Max = 10 },
        new("clip", 1.0, "largest global norm of the gradient") { Min = 1e-9 },
        new("clip.adaptive", false, "whether that limit follows the norms it meets, within 0.1 and 50"),
        new("seed.start", 0, "seed of the first weights alone; 0 for the run's seed") { Min = 0 },
        new("seed.order", 0, "seed of the batches alone; 0 for the run's seed") { Min = 0 },
        new("seed.noise", 0, "seed of the draws of codes alone; 0 for the run's seed") { Min = 0 },
        new("gradients.every", 100, "steps from one look at the gradients to the next") { Min = 1, Max = 1_000_000 },
        new("gradients.vanishing", 1e-9, "norm of a weight's gradient below which a warning is given") { Min = 0 },
        new("gradients.exploding", 1e4, "norm above which a warning is given") { Min = 0 },
    ];

    public static TernaryArchitecture Architecture(SettingValues settings) => new(
        settings.Whole("latent"), settings.Whole("projection.width"), settings.Whole("projection.layers"), settings.Number("projection.dropout"),
        settings.Number("max.radius"), settings.Number("curvature"), settings.Flag("curvature.learned"), settings.Flag("controller"), settings.Number("loss.prototypes") > 0);

    public static void Check(SettingValues settings)
    {
        var (radius, curvature) = (settings.Number("max.radius"), settings.Number("curvature"));
        if (radius >= 1 / Math.Sqrt(curvature))
            throw new ArgumentException($"max.radius is {radius} and curvature is {curvature}; needed: a radius below {1 / Math.Sqrt(curvature):G6}, where the ball of this curvature ends");
        if (settings.Flag("curvature.learned")) _ = new LearnedCurvature(radius, curvature);
        if (settings.Number("loss.prototypes") > 0 != (settings.Text("optimizer") == Riemannian))
            throw new ArgumentException($"optimizer is {settings.Text("optimizer")} and loss.prototypes is {settings.Number("loss.prototypes")}; needed: riemannian where there are points of the ball to move (loss.prototypes above 0), adam where there are none");
        if (settings.Number("loss.prototypes") > 0 && settings.Flag("curvature.learned"))
            throw new ArgumentException("loss.prototypes and curvature.learned are both asked for; needed: one of them, since prototypes of both halves share a ball");
        if (settings.Number("target.outer") <= settings.Number("target.inner"))
            throw new ArgumentException($"target.outer is {settings.Number("target.outer")} and target.inner is {settings.Number("target.inner")}; needed: an outer target above the inner");
        if (settings.Number("target.outer") >= radius) throw new ArgumentException($"target.outer is {settings.Number("target.outer")} and max.radius is {radius}; needed: a target below the largest radius");
        if (settings.Text("codes") != Both && (settings.Flag("controller") || settings.Flag("homeostasis")))
            throw new ArgumentException("codes is a, and a controller or a homeostasis is asked for; needed: codes=both, because they read the hierarchy of code B");
        var stratified = settings.Number("stratified");
        if (stratified is < 0 and not -1) throw new ArgumentException($"stratified is {stratified}; needed: a share from 0 to 1, or -1 for every operation once");
        if (settings.Text("start").Length == 0 && settings.Text("start.load") == Original)
            throw new ArgumentException("start.load is original and start is empty; needed: a run to start from");
    }
}
