using System.Globalization;
using System.Text;
using Assay.Sweeps;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace Assay.Studies;

/// <summary>
/// A sweep as a YAML file: <c>study</c>, what <see cref="SweepDraft"/> and <see cref="PhaseDraft"/> have under the same names in lower case, and
/// <c>phases</c> where there are several. What varies is written as in flags (<see cref="VaryText"/>), or as a list.
/// </summary>
public static class SweepYaml
{
    static readonly string[] PhaseNames = ["name", "set", "vary", "configurations", "sampler", "points", "pruner", "trials", "seeds", "race"];
    static readonly string[] SweepNames = ["study", "preset", "name", "metric", "goal", "watch", "start", "against", "seed", "set", "vary", "configurations", "sampler", "points", "pruner", "trials", "seeds", "race", "phases"];

    /// <summary>Reads a file and holds it against its study.</summary>
    /// <param name="path">Where it is.</param>
    /// <param name="find">The study of a name.</param>
    /// <exception cref="InvalidDataException">It is no such file, or does not fit its study; one line with path and line.</exception>
    /// <exception cref="IOException">It cannot be read.</exception>
    public static (Study Study, SweepPlan Plan) Read(string path, Func<string, Study> find)
    {
        var place = Mark.Empty;
        try
        {
            var yaml = new YamlStream();
            using (var text = new StreamReader(path)) yaml.Load(text);
            if (yaml.Documents.Count != 1) throw new ArgumentException($"there are {yaml.Documents.Count} documents; needed: one");
            var root = new YamlMembers(yaml.Documents[0].RootNode, SweepNames, mark => place = mark);
            var study = find(root.Text("study") ?? throw new ArgumentException("'study' is missing"));
            var draft = new SweepDraft
            {
                Preset = root.Text("preset"),
                Name = root.Text("name"),
                Metric = root.Text("metric"),
                Goal = root.Text("goal") switch { null => null, "minimize" => Goal.Minimize, "maximize" => Goal.Maximize, var other => throw new ArgumentException($"goal is '{other}'; needed: minimize or maximize") },
                Watch = root.Text("watch"),
                Start = root.Text("start"),
                Against = root.Text("against"),
                Seed = (ulong?)root.Whole("seed"),
                All = Phase(study, root) with { Name = null },
                Phases = [.. root.Nodes("phases").Select(node => Phase(study, new YamlMembers(node, PhaseNames, mark => place = mark)))],
            };
            place = yaml.Documents[0].RootNode.Start;
            return (study, draft.ToPlan(study));
        }
        catch (YamlException e)
        {
            throw new InvalidDataException($"{path}:{Math.Max(1, e.Start.Line)}: {e.Message}", e);
        }
        catch (ArgumentException e) when (e is not ArgumentOutOfRangeException)
        {
            throw new InvalidDataException($"{path}:{Math.Max(1, place.Line)}: {e.Message}", e);
        }
    }

    /// <summary>A file that gives the plan back.</summary>
    public static string Write(SweepPlan plan)
    {
        var text = new StringBuilder();
        Line(0, "study", plan.Study);
        Line(0, "preset", plan.Preset);
        Line(0, "name", plan.Name);
        Line(0, "metric", plan.Metric);
        Line(0, "goal", plan.Goal == Goal.Minimize ? "minimize" : "maximize");
        Line(0, "watch", plan.Watch);
        Line(0, "start", plan.Start);
        Line(0, "against", plan.Against?.ToString());
        Line(0, "seed", plan.Seed.ToString(CultureInfo.InvariantCulture));
        text.Append("phases:\n");
        foreach (var phase in plan.Phases)
        {
            text.Append("  - name: ").Append(Quoted(phase.Name)).Append('\n');
            Members("set", phase.Set);
            if (phase.Vary.Count > 0) text.Append("    vary:\n");
            foreach (var parameter in phase.Vary) text.Append("      - ").Append(Quoted($"{parameter.Name}={VaryText.Of(parameter)}")).Append('\n');
            if (phase.Configurations.Count > 0) text.Append("    configurations:\n");
            foreach (var configuration in phase.Configurations)
                text.Append("      ").Append(Quoted(configuration.Name)).Append(": {").Append(Flow(configuration.Values)).Append("}\n");
            Line(4, "sampler", phase.Sampler);
            Line(4, "points", phase.Points.ToString(CultureInfo.InvariantCulture));
            Line(4, "pruner", phase.Pruner);
            Line(4, "trials", phase.Trials.ToString(CultureInfo.InvariantCulture));
            text.Append("    seeds: [").AppendJoin(", ", phase.Seeds).Append("]\n");
            Line(4, "race", phase.Race.ToString(CultureInfo.InvariantCulture));
        }

        return text.ToString();

        void Line(int indent, string name, string? value)
        {
            if (value is not null) text.Append(' ', indent).Append(name).Append(": ").Append(Quoted(value)).Append('\n');
        }

        void Members(string name, IReadOnlyDictionary<string, object> values)
        {
            if (values.Count > 0) text.Append("    ").Append(name).Append(": {").Append(Flow(values)).Append("}\n");
        }
    }

    static PhaseDraft Phase(Study study, YamlMembers members) => new()
    {
        Name = members.Text("name"),
        Set = Values(study, members.Pairs("set")),
        Vary = [.. members.Assignments("vary").Select(one => VaryText.Parse(study, one.Name, one.Text))],
        Configurations = [.. members.Maps("configurations").Select(one => new Configuration(one.Name, Values(study, one.Pairs)))],
        Sampler = members.Text("sampler"),
        Points = (int?)members.Whole("points"),
        Pruner = members.Text("pruner"),
        Trials = (int?)members.Whole("trials"),
        Seeds = members.Seeds("seeds"),
        Race = (int?)members.Whole("race"),
    };

    static Dictionary<string, object> Values(Study study, IEnumerable<(string Name, string Text)> pairs)
    {
        var values = new Dictionary<string, object>();
        foreach (var (name, text) in pairs) values[name] = SettingValues.Find(study, name).Parse(text);
        return values;
    }

    static string Flow(IReadOnlyDictionary<string, object> values) => string.Join(", ", values.Select(value => $"{Quoted(value.Key)}: {Quoted(VaryText.Value(value.Value))}"));

    // Only what is plainly no YAML syntax goes without quotes.
    static string Quoted(string text) => text.Length > 0 && text.All(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '_' or '/' or '+') || text.StartsWith('-') && double.TryParse(text, CultureInfo.InvariantCulture, out _)
        ? text
        : $"\"{text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal)}\"";
}
