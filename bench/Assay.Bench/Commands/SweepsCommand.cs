using System.CommandLine;
using System.Diagnostics;
using System.Text.Json.Nodes;
using Assay.Bench.Sweeps;
using Assay.Sweeps;

namespace Assay.Bench.Commands;

/// <summary>Samplers and pruners without trainings: on functions known in closed form, and on learning curves that are replayed.</summary>
static class SweepsCommand
{
    public static Command Build() => new("sweeps", "Samplers on closed-form functions beside Optuna, pruners on learning curves; bench/sweeps.sh runs both sides.")
    {
        Compare(), Values(), Time(), Curves(),
    };

    static Command Compare()
    {
        var optuna = new Option<FileInfo>("--optuna") { Description = "Best values of Optuna.", DefaultValueFactory = _ => new FileInfo("bench/sweeps/optuna.csv") };
        var trials = new Option<int>("--trials") { Description = "Trials of a run.", DefaultValueFactory = _ => 80 };
        var repeats = new Option<int>("--repeats") { Description = "Runs of each sampler on each function.", DefaultValueFactory = _ => 100 };
        var command = new Command("compare", "Ranks our TPE, Optuna's and random search by their best values, as Markdown.") { optuna, trials, repeats };
        command.SetAction(parsed =>
        {
            var theirs = OptunaRuns.Read(parsed.GetRequiredValue(optuna).FullName, parsed.GetValue(trials));
            foreach (var functions in new[] { Functions.Judged, Functions.Further })
            {
                foreach (var line in SamplerComparison.Table(functions, theirs, parsed.GetValue(trials), parsed.GetValue(repeats))) Console.WriteLine(line);
                Console.WriteLine();
            }
        });
        return command;
    }

    static Command Values()
    {
        var command = new Command("values", "Prints each function's value at some points, one JSON line each, for the other side to compare.");
        command.SetAction(_ =>
        {
            foreach (var (name, function) in Functions.Judged.Concat(Functions.Further))
            {
                foreach (var trial in Search.Run(new RandomSampler(1), function, trials: 50))
                {
                    var parameters = new JsonObject(trial.Values.Select(value => KeyValuePair.Create(value.Key, (JsonNode?)Parameter(value.Value, trial.Ranges[value.Key]))));
                    Console.WriteLine(new JsonObject { ["function"] = name, ["parameters"] = parameters, ["value"] = trial.MeanLoss }.ToJsonString());
                }
            }
        });
        return command;
    }

    static JsonObject Parameter(object value, ParameterRange range) => range switch
    {
        NumberRange number => new JsonObject { ["kind"] = "number", ["value"] = (double)value, ["low"] = number.Low, ["high"] = number.High, ["log"] = number.Log },
        WholeRange whole => new JsonObject { ["kind"] = "whole", ["value"] = (int)value, ["low"] = whole.Low, ["high"] = whole.High, ["log"] = whole.Log },
        _ => new JsonObject { ["kind"] = "choice", ["value"] = Json(value), ["choices"] = new JsonArray([.. ((ChoiceRange)range).Choices.Select(Json)]) },
    };

    static JsonNode Json(object value) => value switch { bool flag => flag, int whole => whole, double number => number, _ => (string)value };

    static Command Time()
    {
        var trials = new Option<int>("--trials") { Description = "Trials that the sampler knows.", DefaultValueFactory = _ => 1000 };
        var count = new Option<int>("--count") { Description = "Suggestions timed.", DefaultValueFactory = _ => 2000 };
        var command = new Command("time", "How long a suggestion of six parameters takes, by function, as JSON lines.") { trials, count };
        command.SetAction(parsed =>
        {
            foreach (var name in new[] { "hartmann6", "mixed" }) Console.WriteLine(Suggestions(name, parsed.GetValue(trials), parsed.GetValue(count)));
        });
        return command;
    }

    static Command Curves()
    {
        var folder = new Argument<string?>("sweep") { Description = "Folder of a sweep without a pruner; without one made-up curves.", Arity = ArgumentArity.ZeroOrOne };
        var repeats = new Option<int>("--repeats") { Description = "Orders in which the configurations come.", DefaultValueFactory = _ => 1000 };
        var command = new Command("curves", "Regret of ASHA, random search and first looks at equal epochs, replayed from learning curves, as Markdown.") { folder, repeats };
        command.SetAction(parsed =>
        {
            var curves = parsed.GetValue(folder) is { } given ? LearningCurve.Read(given) : LearningCurve.Made(count: 60, epochs: 27, seeds: 3);
            foreach (var line in new ReplayedSweep(curves).Table(parsed.GetValue(repeats))) Console.WriteLine(line);
        });
        return command;
    }

    static string Suggestions(string name, int trials, int count)
    {
        const int warmUp = 200;
        var function = Functions.Judged[name];
        var history = Search.Run(new RandomSampler(0), function, trials);
        var sampler = new TpeSampler(0);
        var times = new double[count];
        for (var call = -warmUp; call < count; call++)
        {
            var begin = Stopwatch.GetTimestamp();
            function(new Trial(trials + call, sampler.Begin(trials + warmUp + call, history)!));
            if (call >= 0) times[call] = Stopwatch.GetElapsedTime(begin).TotalMilliseconds;
        }
        Array.Sort(times);
        return new JsonObject { ["function"] = name, ["trials"] = trials, ["p50_ms"] = times[count / 2], ["max_ms"] = times[^1] }.ToJsonString();
    }
}
