using Assay.Tensors;
using Assay.Training;

namespace Assay.Tests.Golden;

public sealed class OptimizerGoldenTests
{
    static readonly GoldenCase Problem = GoldenFile.Open("optimizers")["problem"];

    [Theory]
    [GoldenCases("optimizers", "SGD", "Adam", "AdamW", "RMSprop")]
    public void HundredStepsAgreeWithPyTorch(string name)
    {
        var golden = GoldenFile.Open("optimizers")[name];
        var parameters = Problem.Parameters.Select(entry => (entry.Key, Started(entry.Value))).ToArray();
        var optimizer = Make(golden, parameters);
        var compared = 0;
        for (var step = 0; step < Problem.Int("steps"); step++)
        {
            foreach (var (tensor, parameter) in parameters)
            {
                var gradient = Problem.Gradients[tensor].Floats.AsSpan(step * parameter.Count, parameter.Count);
                gradient.CopyTo(parameter.GradientTarget(out _));
            }
            optimizer.Step();
            if (!Problem.Ints("recorded").Contains(step + 1)) continue;
            foreach (var (tensor, parameter) in parameters)
            {
                var after = golden.In($"after_{step + 1}")[tensor];
                GoldenRun.Compare($"{name}: {tensor} after {step + 1}", after.Floats, parameter.Span);
                compared++;
            }
        }
        Assert.Equal(9, compared);
    }

    [Theory]
    [GoldenCases("optimizers", "clip_grad_norm")]
    public void ClippingAgreesWithPyTorch(string name)
    {
        var golden = GoldenFile.Open("optimizers")[name];
        var parameters = golden.Inputs.Select(entry => (entry.Key, Parameter: new Parameter(entry.Value.Shape))).ToArray();
        foreach (var (tensor, parameter) in parameters)
            golden.Inputs[tensor].Floats.CopyTo(parameter.GradientTarget(out _));
        var norm = Clipping.ByGlobalNorm(parameters.Select(entry => entry.Parameter), golden.Number("limit"));
        GoldenRun.Compare($"{name}: norm", golden.Outputs["norm"].Floats, [(float)norm]);
        Assert.Equal(golden.Outputs.Keys.Order(), parameters.Select(entry => entry.Key).Append("norm").Order());
        foreach (var (tensor, parameter) in parameters)
            GoldenRun.Compare($"{name}: {tensor}", golden.Outputs[tensor].Floats, parameter.Grad!.Span);
    }

    [Theory]
    [GoldenCases("optimizers", "clip_grad_norm")]
    public void ClippingInsideTheStepAgreesToo(string name)
    {
        var golden = GoldenFile.Open("optimizers")[name];
        var parameters = golden.Inputs.Select(entry => (entry.Key, Parameter: new Parameter(entry.Value.Shape))).ToArray();
        foreach (var (tensor, parameter) in parameters)
            golden.Inputs[tensor].Floats.CopyTo(parameter.GradientTarget(out _));
        // From zero at rate 1 a step lands on minus the gradient.
        new Sgd(parameters, learningRate: 1).Step(golden.Number("limit"));
        foreach (var (tensor, parameter) in parameters)
            GoldenRun.Compare($"{name}: {tensor}", golden.Outputs[tensor].Floats, (-parameter).Span);
    }

    static Optimizer Make(GoldenCase golden, (string, Parameter)[] parameters)
    {
        var rate = golden.Number("lr");
        // A case that sets the rate alone compares the defaults.
        if (golden.Arguments.EnumerateObject().Count() == 1) return MakeDefault(golden.Op, parameters, rate);
        var decay = golden.Number("weight_decay", golden.Op == "AdamW" ? 1e-2 : 0);
        var epsilon = golden.Number("eps", 1e-8);
        var momentum = golden.Number("momentum", 0);
        switch (golden.Op)
        {
            case "SGD":
                return new Sgd(parameters, rate, momentum, golden.Number("dampening", 0), decay, golden.Given("nesterov"));
            case "RMSprop":
                return new RmsProp(
                    parameters, rate, golden.Number("alpha", 0.99), epsilon, decay, momentum, golden.Given("centered"));
        }
        double[] betas = golden.Given("betas")
            ? [.. golden.Arguments.GetProperty("betas").EnumerateArray().Select(beta => beta.GetDouble())]
            : [0.9, 0.999];
        return golden.Op == "Adam"
            ? new Adam(parameters, rate, betas[0], betas[1], epsilon, decay)
            : new AdamW(parameters, rate, betas[0], betas[1], epsilon, decay);
    }

    static Optimizer MakeDefault(string op, (string, Parameter)[] parameters, double rate) => op switch
    {
        "SGD" => new Sgd(parameters, rate),
        "Adam" => new Adam(parameters, rate),
        "AdamW" => new AdamW(parameters, rate),
        "RMSprop" => new RmsProp(parameters, rate),
        _ => throw new KeyNotFoundException(op),
    };

    static Parameter Started(GoldenTensor start)
    {
        var parameter = new Parameter(start.Shape);
        start.Floats.CopyTo(parameter.Span);
        return parameter;
    }
}
