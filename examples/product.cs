#:project ../src/Assay.Training/Assay.Training.csproj
using Assay.Modules;
using Assay.Tensors;
using Assay.Training;

var rng = new Rng(1);
var model = new Sequential(new Linear(2, 16, rng), Activation.Tanh(), new Linear(16, 1, rng));
var optimizer = new Adam(model.NamedParameters, learningRate: 0.01);

using var arena = Arena.Enter();
for (var step = 0; step < 500; step++)
{
    var input = Tensor.Uniform(rng, -1, 1, 64, 2);
    var target = input.Slice(1, 0, 1) * input.Slice(1, 1, 1);
    var loss = Losses.Mse(model.Forward(input), target);
    optimizer.ZeroGrad();
    loss.Backward();
    optimizer.Step(clip: 1.0);
    if (step % 100 == 0) Console.WriteLine($"step {step}: loss {loss.Item():F4}");
    arena.Rewind();
}
