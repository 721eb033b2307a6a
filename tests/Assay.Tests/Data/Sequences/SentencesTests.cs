using Assay.Data.Sequences;

namespace Assay.Tests.Data.Sequences;

public class SentencesTests
{
    [Theory]
    [InlineData("One. Two! Three? Four", "One.|Two!|Three?|Four")]
    [InlineData("It was\nlate. He\r\nslept.", "It was late.|He slept.")]
    [InlineData("A heading\n\nA paragraph\n \nAnother", "A heading|A paragraph|Another")]
    [InlineData("Mr. Holmes saw Dr. Watson. They left.", "Mr. Holmes saw Dr. Watson.|They left.")]
    [InlineData("J. S. Bach wrote it. So did C. P. E. Bach.", "J. S. Bach wrote it.|So did C. P. E. Bach.")]
    [InlineData("Pi is 3.14 or so. See no. 7 of vol. 2. It ends there.", "Pi is 3.14 or so.|See no. 7 of vol. 2.|It ends there.")]
    [InlineData("Did he say no. He did.", "Did he say no.|He did.")]
    [InlineData("\"Stop!\" he said. \"Why?\" She went.", "\"Stop!\" he said.|\"Why?\"|She went.")]
    [InlineData("“I saw it.” “Where?”", "“I saw it.”|“Where?”")]
    [InlineData("Wait... what? Yes… No.", "Wait... what?|Yes…|No.")]
    [InlineData("He came at 5 p.m. The door was shut. The U.S. Senate met.", "He came at 5 p.m.|The door was shut.|The U.S. Senate met.")]
    [InlineData("Apples, pears etc. were sold, e.g. Bramleys. (They were good.) All of them.", "Apples, pears etc. were sold, e.g. Bramleys.|(They were good.)|All of them.")]
    [InlineData("1. Begin here. 2. Go on.", "1. Begin here.|2. Go on.")]
    [InlineData("It was 1999. The year ended. So am I. He laughed.", "It was 1999.|The year ended.|So am I.|He laughed.")]
    [InlineData("See www.example.org for more. Done.", "See www.example.org for more.|Done.")]
    [InlineData("St. Paul was there. Smith & Co. The end.", "St. Paul was there.|Smith & Co.|The end.")]
    [InlineData("...", "...")]
    [InlineData(" \n \n ", "")]
    public void ProseIsCutAtItsSentences(string text, string expected) => Assert.Equal(expected, string.Join('|', Sentences.Split(text)));

    [Fact]
    public void NothingButWhiteSpaceIsLost()
    {
        var text = string.Join(' ', Enumerable.Range(0, 500).Select(i => $"Word{i}{(i % 7) switch { 0 => ".", 1 => "!\"", 2 => "...", 3 => ".)", _ => "" }}"));

        Assert.Equal(text, string.Join(' ', Sentences.Split(text)));
    }
}
