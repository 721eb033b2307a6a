using System.CommandLine;
using Assay.Studies;

namespace Assay.Cli;

/// <summary>What --help prints.</summary>
static class HelpPage
{
    public static void Write(Session session, IReadOnlyList<Verb> verbs, Verb? verb, ParseResult line)
    {
        if (verb is null) WriteOverview(session, verbs);
        else if (verb is TrainVerb && line.GetValue<string?>("STUDY") is { } study) WriteStudy(session, session.FindStudy(study));
        else WriteVerb(session, verb);
    }

    static void WriteOverview(Session session, IReadOnlyList<Verb> verbs)
    {
        var to = session.Terminal.Out;
        to.WriteLine("assay: a training laboratory for sequence and latent-space networks");
        to.WriteLine();
        to.WriteLine("Usage: assay VERB [flags]");
        to.WriteLine();
        Print(session, "Verbs", verbs.Select(verb => (verb.Name, verb.Description ?? "")));
        Print(session, "Studies", session.Studies.Select(study => (study.Name, study.Summary)));
        to.WriteLine("Example: assay train frequency");
        to.WriteLine("'assay VERB --help' explains a verb, 'assay train STUDY --help' a study.");
        to.WriteLine("Exit codes: 0 done or stopped on request, 1 failed, 2 bad usage, 3 the run diverged.");
    }

    static void WriteVerb(Session session, Verb verb)
    {
        var to = session.Terminal.Out;
        to.WriteLine($"assay {verb.Name}: {verb.Description}");
        to.WriteLine();
        to.WriteLine($"Usage: assay {string.Join(' ', [verb.Name, .. verb.Arguments.Select(argument => argument.Name)])} [flags]");
        to.WriteLine();
        Print(session, "Arguments", verb.Arguments.Select(argument => (argument.Name, argument.Description ?? "")));
        Print(session, "Flags", verb.Options.Where(option => !option.Hidden).Select(Flag).Append(("--help", "Explain and exit")));
        if (verb is TrainVerb) Print(session, "Studies", session.Studies.Select(study => (study.Name, study.Summary)));
        to.WriteLine($"Example: {verb.Example}");
    }

    static void WriteStudy(Session session, Study study)
    {
        var to = session.Terminal.Out;
        to.WriteLine($"assay train {study.Name}: {study.Summary}");
        to.WriteLine();
        Print(session, "Presets", study.Presets.Select(preset => (preset.Name, preset.Summary)));
        Print(session, "Sweeps", study.Sweeps.Select(sweep => (sweep.Plan.Name ?? "", sweep.Summary)));
        to.WriteLine("Settings");
        var table = new TextTable("  name", "default", "needed", "meaning");
        foreach (var setting in study.Settings)
            table.Add("  " + setting.Name, ValueText.Of(setting.Default), setting.Expectation, setting.Description);
        foreach (var text in table.Render()) to.WriteLine(text);
        to.WriteLine();
        var example = study.Settings.Count > 0 ? $" --set {study.Settings[0].Name}={ValueText.Of(study.Settings[0].Default)}" : "";
        to.WriteLine($"Example: assay train {study.Name}{(study.Presets.Count > 0 ? $" --preset {study.Presets[0].Name}" : "")}{example}");
    }

    static (string, string) Flag(Option option) => (
        option.HelpName is null ? option.Name : $"{option.Name} {option.HelpName}",
        option is Option<string> { HasDefaultValue: true } ? $"{option.Description} [default: {option.GetDefaultValue()}]" : option.Description ?? "");

    static void Print(Session session, string title, IEnumerable<(string Name, string Text)> entries)
    {
        var table = new TextTable("", "");
        foreach (var (name, text) in entries) table.Add("  " + name, text);
        var lines = table.Render();
        if (lines.Count == 0) return;
        session.Terminal.Out.WriteLine(title);
        foreach (var line in lines) session.Terminal.Out.WriteLine(line);
        session.Terminal.Out.WriteLine();
    }
}
