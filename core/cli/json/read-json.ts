import { readFile } from 'node:fs/promises';
import type { z } from 'zod';
import { LabError } from '../../base/errors.ts';
import type { Io } from '../command.ts';

/** The JSON of a file, or of standard input for `-`. */
export async function readJson(file: string, io: Io): Promise<unknown> {
  const text = await readText(file, io);
  const name = file === '-' ? 'standard input' : file;
  try {
    // Some editors and shells begin a file with a byte order mark.
    return JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch (error) {
    const what = error instanceof Error ? error.message : String(error);
    throw new LabError('InvalidInput', `${name} is not JSON: ${what}.`, {
      remedy: 'Note that JSON knows no NaN, no Infinity, no comments and no trailing commas.',
      cause: error,
    });
  }
}

/** The text of a file, or of standard input for `-`. */
export async function readText(file: string, io: Io): Promise<string> {
  if (file === '-') return io.readInput();
  try {
    return await readFile(file, 'utf8');
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code;
    if (code === 'ENOENT') throw new LabError('NotFound', `There is no file ${file}.`, { cause: error });
    throw new LabError('InvalidInput', `${file} cannot be read (${code}).`, { cause: error });
  }
}

/** Parses with a schema; the first fault becomes `InvalidInput` with its place, e.g. `transitions[3][0]`. */
export function parseWith<T>(schema: z.ZodType<T>, json: unknown): T {
  const parsed = schema.safeParse(json);
  if (parsed.success) return parsed.data;
  const issue = deepest(parsed.error.issues[0]!);
  const where = placeOf(issue.path);
  throw new LabError('InvalidInput', sentence(issue.message), where === '' ? {} : { where });
}

/** Of a value that fits no alternative, the fault of the one that it fits furthest; its place is the whole one. */
function deepest(issue: z.core.$ZodIssue): { path: PropertyKey[]; message: string } {
  // A choice by a key, such as "algorithm", lists no alternatives when the key names none of them.
  if (issue.code !== 'invalid_union' || issue.errors.length === 0) return issue;
  const inner = issue.errors.flatMap((issues) => issues.slice(0, 1)).map(deepest);
  const furthest = inner.reduce(
    (most, next) => (next.path.length > most.path.length ? next : most),
    inner[0]!,
  );
  return { path: [...issue.path, ...furthest.path], message: furthest.message };
}

/** `['transitions', 3, 0]` as `transitions[3][0]`. */
export function placeOf(path: readonly PropertyKey[]): string {
  return path
    .map((part, i) => (typeof part === 'number' ? `[${part}]` : `${i === 0 ? '' : '.'}${String(part)}`))
    .join('');
}

const sentence = (text: string) => (/[.!?]$/.test(text) ? text : `${text}.`);

/** Picks case `index` of a file that holds several under `cases`. */
export function pickCase(json: unknown, index: number | null): unknown {
  if (index === null) return json;
  const cases = typeof json === 'object' && json !== null && 'cases' in json ? json.cases : undefined;
  if (!Array.isArray(cases))
    throw new LabError('InvalidInput', 'The file has no list of cases.', { where: 'cases' });
  if (!(index in cases))
    throw new LabError('NotFound', `There are ${cases.length} cases, numbered from 0.`, { where: 'cases' });
  return cases[index];
}
