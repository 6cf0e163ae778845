/**
 * Where a text stops being JSON. What `JSON.parse` says about that differs between engines, and often names no place.
 */

const token =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: exactly these JSON forbids in strings.
  /([[\]{},:])|"(?:[^"\\\u0000-\u001f]|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4}))*"|-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null/y;

type Expected = 'value' | 'value or end' | 'key' | 'key or end' | 'colon' | 'comma or end' | 'nothing';

/** Position of the first character that cannot stand where it does; the length of the text when it ends too early. */
export function syntaxErrorAt(text: string): number {
  const open: ('{' | '[')[] = [];
  let expected: Expected = 'value';
  let at = 0;
  const afterValue = (): Expected => (open.length > 0 ? 'comma or end' : 'nothing');
  for (;;) {
    while (' \t\n\r'.includes(text[at] ?? '-')) at++;
    token.lastIndex = at;
    const [found, mark] = token.exec(text) ?? [];
    if (found === undefined) return at;
    const wasEmpty = expected === 'value or end' || expected === 'key or end';
    const closes = (mark === '}' && open.at(-1) === '{') || (mark === ']' && open.at(-1) === '[');
    if (closes && (wasEmpty || expected === 'comma or end')) {
      open.pop();
      expected = afterValue();
    } else if (expected === 'value' || expected === 'value or end') {
      if (mark === undefined) expected = afterValue();
      else if (mark === '{' || mark === '[') {
        open.push(mark);
        expected = mark === '{' ? 'key or end' : 'value or end';
      } else return at;
    } else if (expected === 'key' || expected === 'key or end') {
      if (!found.startsWith('"')) return at;
      expected = 'colon';
    } else if (expected === 'colon' && mark === ':') expected = 'value';
    else if (expected === 'comma or end' && mark === ',') expected = open.at(-1) === '{' ? 'key' : 'value';
    else return at;
    at += found.length;
  }
}
