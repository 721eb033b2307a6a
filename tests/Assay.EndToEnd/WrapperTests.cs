namespace Assay.EndToEnd;

/// <summary>The script <c>assay</c> in a repository of its own, with a compiler that only says it was called.</summary>
public sealed class WrapperTests : IDisposable
{
    const string FakeDotnet = """
        #!/usr/bin/env bash
        case "$1" in
          --list-sdks) cat "$FAKE/sdks" ;;
          restore) [[ ! -f $FAKE/offline || "$*" != *ReadyToRun* ]] ;;
          publish)
            echo "$*" >>"$FAKE/log"
            sleep 0.3
            if [[ -f $FAKE/broken ]]; then echo "src/A.cs(1,2): error CS1002: ; expected"; exit 1; fi
            folder=${!#}
            mkdir -p "$folder" && echo dll >"$folder/assay.dll" ;;
          *) shift; echo "ran $*" ;;
        esac
        """;

    readonly TemporaryFolder _folder = new();

    public WrapperTests()
    {
        Directory.CreateDirectory(_folder.File("src/Assay.Cli"));
        Directory.CreateDirectory(_folder.File("bin"));
        File.Copy(Path.Combine(Shell.Root, "assay"), _folder.File("assay"));
        File.WriteAllText(_folder.File("src/A.cs"), "class A;");
        File.WriteAllText(_folder.File("sdks"), "9.0.100 [/usr]\n10.0.401 [/usr]\n");
        foreach (var name in new[] { "Directory.Build.props", "Directory.Packages.props", "global.json" }) File.WriteAllText(_folder.File(name), "");
        File.WriteAllText(_folder.File("bin/dotnet"), FakeDotnet.ReplaceLineEndings("\n"));
        if (!OperatingSystem.IsWindows()) File.SetUnixFileMode(_folder.File("bin/dotnet"), UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        // Sources are older than any build, as they are after a clone a moment ago.
        foreach (var path in Directory.EnumerateFileSystemEntries(_folder.Path, "*", SearchOption.AllDirectories))
            File.SetLastWriteTimeUtc(path, DateTime.UtcNow.AddMinutes(-5));
    }

    int Builds => File.Exists(_folder.File("log")) ? File.ReadAllLines(_folder.File("log")).Length : 0;

    [Fact]
    public void BuildsOnceAndAgainWhenASourceChanges()
    {
        var first = Assay();
        Assert.Equal((0, "ran list a b\n"), (first.Code, first.Out));
        Assert.Contains("first start, building", first.Error, StringComparison.Ordinal);
        Assert.Equal((0, "ran list a b\n", ""), Assay());
        Assert.Equal(1, Builds);

        File.SetLastWriteTimeUtc(_folder.File("src/A.cs"), DateTime.UtcNow.AddMinutes(1));
        Assert.Contains("sources changed, building", Assay().Error, StringComparison.Ordinal);
        Assert.Equal(2, Builds);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void CompilesAheadOfTimeWhereThePackageSourceHasTheCompiler(bool offline)
    {
        if (offline) File.WriteAllText(_folder.File("offline"), "");
        Assert.Equal((0, "ran list a b\n"), (Assay().Code, Assay().Out));
        Assert.Equal(!offline, File.ReadAllText(_folder.File("log")).Contains("ReadyToRun", StringComparison.Ordinal));
    }

    [Fact]
    public void AnEditDuringTheBuildIsBuiltNextTime()
    {
        using (var process = Start())
        {
            Assert.True(SpinWait.SpinUntil(() => Builds == 1, TimeSpan.FromSeconds(30)));
            File.WriteAllText(_folder.File("src/A.cs"), "class B;");
            Assert.Equal(0, Shell.Finish(process).Code);
        }

        Assay();
        Assert.Equal(2, Builds);
    }

    [Fact]
    public void TwoFirstStartsBuildOnce()
    {
        using var one = Start();
        using var two = Start();

        Assert.Equal("ran list a b\n", Shell.Finish(one).Out);
        Assert.Equal("ran list a b\n", Shell.Finish(two).Out);
        Assert.Equal(1, Builds);
    }

    [Fact]
    public void ABrokenBuildShowsTheErrorAndTheNextStartTriesAgain()
    {
        File.WriteAllText(_folder.File("broken"), "");

        var (code, output, error) = Assay();

        Assert.Equal((1, ""), (code, output));
        Assert.Contains("error CS1002: ; expected", error, StringComparison.Ordinal);
        Assert.EndsWith("assay: the build failed\n", error, StringComparison.Ordinal);
        File.Delete(_folder.File("broken"));
        Assert.Equal(0, Assay().Code);
    }

    [Fact]
    public void WorksThroughALinkFromAnyFolder()
    {
        var elsewhere = _folder.File("else where");
        Directory.CreateDirectory(elsewhere);
        File.CreateSymbolicLink(Path.Combine(elsewhere, "link"), "../assay");

        Assert.Equal("ran list\n", Shell.Run("/", Variables(), Path.Combine(elsewhere, "link"), "list").Out);
    }

    [Fact]
    public void WithoutTheSdkItSaysSoInOneLine()
    {
        File.WriteAllText(_folder.File("sdks"), "8.0.100 [/usr]\n");
        Assert.Equal((1, "", "assay: needs the .NET 10 SDK; there are: 8.0.100\n"), Assay());

        File.Delete(_folder.File("bin/dotnet"));
        foreach (var tool in new[] { "dirname", "readlink" })
            File.CreateSymbolicLink(_folder.File("bin/" + tool), File.Exists("/usr/bin/" + tool) ? "/usr/bin/" + tool : "/bin/" + tool);
        var bare = new Dictionary<string, string> { ["PATH"] = _folder.File("bin") };
        var (code, _, error) = Shell.Run(_folder.Path, bare, "/bin/bash", _folder.File("assay"), "list");
        Assert.Equal(1, code);
        Assert.Matches("^assay: needs the .NET 10 SDK, and there is no 'dotnet' here.*\n$", error);
    }

    public void Dispose() => _folder.Dispose();

    (int Code, string Out, string Error) Assay() => Shell.Run(_folder.Path, Variables(), _folder.File("assay"), "list", "a", "b");

    System.Diagnostics.Process Start() => Shell.Start(_folder.Path, Variables(), _folder.File("assay"), "list", "a", "b");

    Dictionary<string, string> Variables() => new()
    {
        ["PATH"] = $"{_folder.File("bin")}:{Environment.GetEnvironmentVariable("PATH")}",
        ["FAKE"] = _folder.Path,
    };
}
