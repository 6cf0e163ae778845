/** Finds an entry in JSON text by its path, so that an error can point at it in place. */

export interface TextRange {
  readonly from: number;
  readonly to: number;
}

/** `transitions[3].probability` in its parts. */
export function pathParts(path: string): (string | number)[] {
  return [...path.matchAll(/\[(\d+)\]|([^.[\]]+)/g)].map(([, index, key]) =>
    index === undefined ? key : Number(index),
  );
}

/** Reads just enough JSON to know where each value begins and ends; the text must be valid. */
class Reader {
  readonly text: string;
  at = 0;

  constructor(text: string) {
    this.text = text;
  }

  space(): void {
    while (/\s/.test(this.text[this.at] ?? '')) this.at++;
  }

  string(): string {
    const from = this.at++;
    while (this.text[this.at] !== '"') this.at += this.text[this.at] === '\\' ? 2 : 1;
    this.at++;
    return JSON.parse(this.text.slice(from, this.at));
  }

  /** Passes a value; calls `visit` at each member with its key, before the value. */
  value(visit: (key: string | number) => void): void {
    const open = this.text[this.at];
    if (open === '"') this.string();
    else if (open === '{' || open === '[') this.members(open === '{', visit);
    else while (this.at < this.text.length && !/[\s,\]}]/.test(this.text[this.at])) this.at++;
  }

  members(named: boolean, visit: (key: string | number) => void): void {
    this.at++;
    for (let index = 0; ; index++) {
      this.space();
      if (this.text[this.at] === ',') {
        this.at++;
        this.space();
      }
      if (this.at >= this.text.length) return;
      if (this.text[this.at] === '}' || this.text[this.at] === ']') {
        this.at++;
        return;
      }
      let key: string | number = index;
      if (named) {
        key = this.string();
        this.space();
        this.at++;
        this.space();
      }
      const before = this.at;
      visit(key);
      if (this.at === before) this.value(() => {});
    }
  }
}

/** The range of the value at a path; of the innermost one that exists, when the path goes on. */
export function placeOf(text: string, path: string): TextRange {
  const reader = new Reader(text);
  reader.space();
  let range: TextRange | null = null;
  const descend = (parts: readonly (string | number)[]) => {
    const from = reader.at;
    let inner = false;
    reader.value((key) => {
      if (inner || parts.length === 0 || String(key) !== String(parts[0])) return;
      inner = true;
      descend(parts.slice(1));
    });
    range ??= { from, to: reader.at };
  };
  descend(pathParts(path));
  return range ?? { from: 0, to: 0 };
}

/** Line of a position, counted from 1. */
export const lineOf = (text: string, at: number): number => text.slice(0, at).split('\n').length;
