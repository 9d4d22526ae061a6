import Mail
import Octets
import Testing

@Suite struct HTMLTextTests {
  @Test(arguments: [
    ("plain words", "plain words"),
    ("<p>one</p><p>two</p>", "one\n\ntwo"),
    ("one<br>two<BR/>three<br />four", "one\ntwo\nthree\nfour"),
    ("a<br><br><br><br>b", "a\n\nb"),
    ("<b>bo</b>ld <i>text</i>", "bold text"),
    ("  a \n\t b  ", "a b"),
    (
      "<table><tr><td>To</td><td>ada</td></tr><tr><td>Code</td><td>550</td></tr></table>",
      "To\tada\nCode\t550"
    ),
    ("<ul><li>one<li>two</ul>end", "one\ntwo\nend"),
    ("<h1>Failed</h1>text", "Failed\n\ntext"),
    ("<pre>a\n  b\r\nc</pre>d", "a\n  b\nc\nd"),
    ("<style>p { color: red }</style>a<SCRIPT>if (a < b) {}</script >b<title>t</title>", "ab"),
    ("a<!-- <p>hidden</p> -->b<!DOCTYPE html>c<?xml version=\"1.0\"?>d", "abcd"),
    ("<![if !mso]>x<![endif]>", "x"),
    ("<a href=\"x>y\">link</a> <a title='>'>z</a>", "link z"),
    (
      "&lt;ada@example.org&gt; &amp; &#252;&#xFC;&uuml;&nbsp;&euro;&quot;",
      "<ada@example.org> & üüü €\""
    ),
    ("&#146;s &#0; &#xD800; &#99999999999999999999;", "’s \u{FFFD} \u{FFFD} \u{FFFD}"),
    ("&unknown; & &; &#; &#x; AT&T", "&unknown; & &; &#; &#x; AT&T"),
    ("&lt&gt", "<>"),
    ("to <ada@example.org>: 5 < 6 > 4", "to <ada@example.org>: 5 < 6 > 4"),
    ("<o:p>&nbsp;</o:p>x", "x"),
    ("half a tag <p", "half a tag <p"),
    ("<p class=\"never closed>text", "text"),
    ("<!-- never closed> text", "text"),
    ("<style>never closed", "never closed"),
    ("", ""),
    ("<", "<"), ("&", "&"), ("</", "</"), ("<!", "<!"), ("&#", "&#"),
  ])
  func whatIsShownRemains(html: String, text: String) {
    #expect(HTMLText.plain(Bytes(html)).string == text)
  }

  /// Each would take minutes where a search is repeated from every place.
  @Test(
    .timeLimit(.minutes(1)),
    arguments: [
      "<", "<a=\"", "<a =\">\"", "<!--", "<style>", "&#1", "<p '", "<!", "</", "\"'<a",
    ])
  func hostileTextTakesLinearTime(piece: String) {
    let html = Bytes(String(repeating: piece, count: 200_000 / piece.count))
    #expect(HTMLText.plain(html).count <= html.count * 3)
  }
}
