internal import Template

/// Draws one sticky note: its pale box and its Markdown, clipped at the edge as n8n does.
enum NoteDrawing {
  static func write(_ note: GraphNote, to writer: inout MarkupWriter) {
    writer.attribute("<g class=\"note c", note.colour)
    writer.attribute("><rect rx=\"4\" x=\"", note.x)
    writeFrame(note, inset: 0, to: &writer)
    writer.markup("/>")
    if !note.text.isEmpty {
      // HTML inside SVG: SVG itself knows neither lines nor lists.
      writer.attribute("<foreignObject x=\"", note.x + 12)
      writeFrame(note, inset: 12, to: &writer)
      writer.markup("><div xmlns=\"http://www.w3.org/1999/xhtml\">")
      writer.trusted(Markdown.html(note.text, headings: .paragraphs, limit: GraphNote.textLimit))
      writer.markup("</div></foreignObject>")
    }
    writer.markup("</g>")
  }

  private static func writeFrame(_ note: GraphNote, inset: Int, to writer: inout MarkupWriter) {
    writer.attribute(" y=\"", note.y + inset)
    writer.attribute(" width=\"", max(1, note.width - 2 * inset))
    writer.attribute(" height=\"", max(1, note.height - 2 * inset))
  }
}
