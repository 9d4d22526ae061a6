import Octets

/// What the elements of HTML do to the text around them.
enum HTMLElement {
  enum Layout {
    case inline
    /// Starts and ends a line.
    case line
    /// The same with a blank line between.
    case paragraph
    case cell
    case lineBreak
    case preformatted
  }

  /// An element whose content is not shown.
  enum Hidden {
    case style
    case script
    case title

    init?(_ name: Bytes) {
      if name.equalsFolded("style") {
        self = .style
      } else if name.equalsFolded("script") {
        self = .script
      } else if name.equalsFolded("title") {
        self = .title
      } else {
        return nil
      }
    }

    /// How its end tag begins.
    var endTag: StaticString {
      switch self {
      case .style: "</style"
      case .script: "</script"
      case .title: "</title"
      }
    }
  }

  static func layout(_ name: Bytes) -> Layout {
    switch name.count {
    case 1: return name.equalsFolded("p") ? .paragraph : .inline
    case 2: return ofTwoLetters(name)
    case 3:
      return name.equalsFolded("pre")
        ? .preformatted : name.equalsFolded("div") || name.equalsFolded("dir") ? .line : .inline
    default:
      for block in blocks where name.equalsFolded(block) { return .line }
      return .inline
    }
  }

  private static func ofTwoLetters(_ name: Bytes) -> Layout {
    if name.equalsFolded("br") { return .lineBreak }
    if name.equalsFolded("td") || name.equalsFolded("th") { return .cell }
    if name[0].lowercased == 0x68, (0x31...0x36).contains(name[1]) { return .paragraph }
    for block in shortBlocks where name.equalsFolded(block) { return .line }
    return .inline
  }

  private static let shortBlocks: [StaticString] = ["tr", "li", "ul", "ol", "dl", "dt", "dd", "hr"]

  private static let blocks: [StaticString] = [
    "table", "tbody", "thead", "blockquote", "center", "address", "body", "head", "html", "form",
    "section", "article", "header", "footer", "fieldset", "caption", "main", "aside",
  ]
}
