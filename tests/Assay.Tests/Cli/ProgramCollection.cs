namespace Assay.Tests.Cli;

/// <summary>Tests that run the program's verbs in this process: one after another, because a signal reaches all of them.</summary>
[CollectionDefinition("program")]
public class ProgramCollection;
