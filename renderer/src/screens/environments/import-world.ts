/** An environment from the text of a file: a spec as it is exported, or a bare one. Nothing is taken on until it is right. */
import { asLabError, LabError, type LabErrorData } from '../../../../core/base/errors.ts';
import { parseWorldSpec, type WorldSpec } from '../../../../core/mdp/index.ts';
import { lineOf, placeOf, type TextRange } from './json-place.ts';

export interface ImportedWorld {
  readonly name: string;
  readonly notes: string;
  readonly spec: WorldSpec;
}

export interface ImportFault {
  readonly error: LabErrorData;
  /** What to mark in the text. */
  readonly range: TextRange;
  readonly line: number;
}

export type ImportResult =
  | { readonly ok: true; readonly world: ImportedWorld }
  | { readonly ok: false; readonly fault: ImportFault };

const kept = 'Nothing was added, and the text stays as it is.';

/** Where a JSON syntax error lies; browsers say `position 12` or `line 1 column 13`. */
function syntaxRange(text: string, message: string): TextRange {
  const position = /position (\d+)/.exec(message)?.[1];
  const place = /line (\d+) column (\d+)/.exec(message);
  const lines = text.split('\n');
  const at =
    position !== undefined
      ? Number(position)
      : place
        ? lines.slice(0, Number(place[1]) - 1).join('\n').length + Number(place[2])
        : text.length;
  const from = Math.min(at, Math.max(0, text.length - 1));
  return { from, to: Math.min(text.length, from + 1) };
}

function fault(text: string, error: LabError, range: TextRange): ImportResult {
  const data = { ...error.toData(), kept };
  return { ok: false, fault: { error: data, range, line: lineOf(text, range.from) } };
}

/** Reads a text; `fileName` names the world where the text does not. */
export function importWorld(text: string, fileName: string): ImportResult {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch (thrown) {
    const message = asLabError(thrown).message;
    const error = new LabError('InvalidInput', 'This is not valid JSON.', {
      remedy: `${message.replace(/ \(line .*\)$/, '')}.`,
    });
    return fault(text, error, syntaxRange(text, message));
  }
  const wrapped = typeof json === 'object' && json !== null && 'spec' in json ? json : { spec: json };
  const prefix = wrapped === json ? 'spec' : '';
  try {
    const spec = parseWorldSpec(wrapped.spec);
    const named = wrapped as { name?: unknown; notes?: unknown };
    const name =
      typeof named.name === 'string' && named.name.trim()
        ? named.name.trim().slice(0, 200)
        : baseName(fileName);
    return { ok: true, world: { name, notes: typeof named.notes === 'string' ? named.notes : '', spec } };
  } catch (thrown) {
    const error = asLabError(thrown);
    const path = [prefix, error.where ?? ''].filter(Boolean).join('.');
    return fault(text, error, placeOf(text, path));
  }
}

function baseName(fileName: string): string {
  return (
    fileName
      .replace(/\.[^.]*$/, '')
      .trim()
      .slice(0, 200) || 'Imported world'
  );
}

/** The text of an exported environment; {@link importWorld} takes it back. */
export function exportWorld(world: ImportedWorld): string {
  return `${JSON.stringify(world, null, 2)}\n`;
}

export const exportFileName = (name: string): string =>
  `${
    name
      .toLowerCase()
      .replace(/[^\p{L}\p{N}]+/gu, '-')
      .replace(/^-|-$/g, '') || 'environment'
  }.json`;
