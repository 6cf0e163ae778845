/**
 * Copying numbers with all their digits: what is shown rounded sits in `<data value="…">`, and a copy takes the value.
 * Cells of one table row are joined by tabs, rows by line breaks, so that a spreadsheet understands them.
 */

/** The text of copied content with every `<data>` replaced by its raw value. */
export function rawText(content: DocumentFragment): string {
  for (const element of content.querySelectorAll('data[value]'))
    element.textContent = element.getAttribute('value');
  const rows = [...content.querySelectorAll('tr')];
  if (rows.length === 0) return (content.textContent ?? '').trim();
  return rows
    .map((row) => [...row.children].map((cell) => (cell.textContent ?? '').trim()).join('\t'))
    .join('\n');
}

/** An `oncopy` handler: puts the selection's raw text on the clipboard when the selection holds numbers. */
export function copyRaw(event: ClipboardEvent): void {
  const selection = document.getSelection();
  if (!selection || selection.isCollapsed || !event.clipboardData) return;
  const content = selection.getRangeAt(0).cloneContents();
  const touched = selection.getRangeAt(0).commonAncestorContainer;
  const inside = (touched instanceof Element ? touched : touched.parentElement)?.closest('data[value]');
  if (inside) {
    // The selection lies within one number: its whole value is meant.
    event.clipboardData.setData('text/plain', inside.getAttribute('value') ?? '');
  } else if (content.querySelector('data[value]')) {
    event.clipboardData.setData('text/plain', rawText(content));
  } else return;
  event.preventDefault();
}
