/** An environment from the text of a file: a spec as it is exported, or a bare one. Nothing is taken on until it is right. */
import { asLabError, LabError, type LabErrorData } from '../../../../core/base/errors.ts';
import { type EnvironmentSpec, parseEnvironmentSpec } from '../../../../core/environments/index.ts';
import { lineOf, placeOf, type TextRange } from './json-place.ts';
import { syntaxErrorAt } from './json-syntax.ts';

export interface ImportedWorld {
  readonly name: string;
  readonly notes: string;
  readonly spec: EnvironmentSpec;
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

/** What stands where it cannot, and the mark for it in the text. */
function syntaxFault(text: string): ImportResult {
  const at = syntaxErrorAt(text);
  const from = Math.min(at, Math.max(0, text.length - 1));
  const line = lineOf(text, from);
  const column = from - text.lastIndexOf('\n', from - 1);
  const remedy =
    at === text.length
      ? 'The text ends too early: a bracket or a quote is not closed.'
      : `Look at “${text[at]}” in line ${line}, column ${column}: it cannot stand there.`;
  const error = new LabError('InvalidInput', 'This is not valid JSON.', { remedy });
  return fault(text, error, { from, to: Math.min(text.length, from + 1) });
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
  } catch {
    return syntaxFault(text);
  }
  const wrapped = typeof json === 'object' && json !== null && 'spec' in json ? json : { spec: json };
  const prefix = wrapped === json ? 'spec' : '';
  try {
    const spec = parseEnvironmentSpec(wrapped.spec);
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
