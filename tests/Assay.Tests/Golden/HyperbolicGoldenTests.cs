using Assay.Modules;
using Assay.Tensors;

namespace Assay.Tests.Golden;

public sealed class HyperbolicGoldenTests
{
    static readonly Dictionary<string, Func<PoincareBall, GoldenRun, Tensor>> Maps = new()
    {
        ["add"] = (ball, run) => ball.Add(run["x"], run["y"]),
        ["distance"] = (ball, run) => ball.Distance(run["x"], run["y"]),
        ["distance_to_origin"] = (ball, run) => ball.DistanceToOrigin(run["x"]),
        ["conformal_factor"] = (ball, run) => ball.ConformalFactor(run["x"]),
        ["exp"] = (ball, run) => ball.Exp(run["x"], run["v"]),
        ["log"] = (ball, run) => ball.Log(run["x"], run["y"]),
        ["exp_origin"] = (ball, run) => ball.ExpOrigin(run["v"]),
        ["log_origin"] = (ball, run) => ball.LogOrigin(run["y"]),
        ["transport"] = (ball, run) => ball.Transport(run["x"], run["y"], run["v"]),
    };

    [Theory]
    [GoldenCases("hyperbolic")]
    public void AgreesWithPyTorchInDoubles(string name)
    {
        var run = new GoldenRun(GoldenFile.Open("hyperbolic")[name]);
        run.Check(Maps[run.Case.Op](new PoincareBall(run["c"]), run));
    }
}
