import type { z } from 'zod';
import { LabError } from '../base/errors.ts';
import { buildWorld } from './build.ts';
import { checkGridworld } from './builders/gridworld.ts';
import { type WorldSpec, worldSpec } from './spec.ts';

/** A path into JSON as a person writes it: `transitions[3].probability`. */
function pathText(path: readonly PropertyKey[]): string {
  let text = '';
  for (const part of path)
    text += typeof part === 'number' ? `[${part}]` : text === '' ? String(part) : `.${String(part)}`;
  return text;
}

const orList = (options: readonly unknown[]) => options.map((option) => `“${String(option)}”`).join(', ');

/** What belongs in an entry, by the schema's name for it. */
const things: Readonly<Record<string, string>> = {
  array: 'A list',
  int: 'A whole number',
  number: 'A number',
  object: 'An object',
  record: 'An object',
  string: 'A text',
};

function found(input: unknown): string {
  if (input === undefined) return 'nothing';
  if (input === null || typeof input === 'number') return String(input);
  if (typeof input === 'string') return `“${input.length > 40 ? `${input.slice(0, 40)}…` : input}”`;
  return Array.isArray(input) ? 'a list' : 'something else';
}

/** A bound that is broken: of a number itself, or of a length. */
function bound(input: unknown, limit: string): string {
  if (typeof input === 'number') return `The number is ${input}, but must be ${limit}.`;
  return `The length of the ${Array.isArray(input) ? 'list' : 'text'} must be ${limit}.`;
}

/** One zod issue as a sentence; `input` is what stands at its place. */
function sentence(issue: z.core.$ZodIssue, input: unknown): string {
  switch (issue.code) {
    case 'invalid_type':
      return `${things[issue.expected] ?? 'Something else'} belongs here, but there is ${found(input)}.`;
    case 'invalid_value':
      return `One of ${orList(issue.values)} belongs here, but there is ${found(input)}.`;
    case 'too_small':
      return bound(input, `at least ${issue.minimum}`);
    case 'too_big':
      return bound(input, `at most ${issue.maximum}`);
    case 'invalid_format':
      return `The text ${found(input)} is not of the form asked for (${issue.pattern ?? issue.format}).`;
    case 'invalid_union':
      return `The kind of a world is one of ${orList(worldSpec.options.map((option) => option.shape.kind.value))}.`;
    case 'unrecognized_keys':
      return `There is no entry called ${orList(issue.keys)} here.`;
    default:
      return `${issue.message}.`;
  }
}

/** What stands at a path, undefined when the path leads nowhere. */
function at(json: unknown, path: readonly PropertyKey[]): unknown {
  let value = json;
  for (const part of path) value = (value as Record<PropertyKey, unknown> | null | undefined)?.[part];
  return value;
}

/**
 * A spec from parsed JSON, checked in full: its shape, and everything that only building it would show.
 *
 * @throws LabError InvalidInput, `where` pointing at the first bad entry
 */
export function parseWorldSpec(json: unknown): WorldSpec {
  const parsed = worldSpec.safeParse(json);
  if (!parsed.success) {
    const issue = parsed.error.issues[0];
    throw new LabError('InvalidInput', sentence(issue, at(json, issue.path)), {
      where: pathText(issue.path),
      remedy: 'Correct the entry.',
      cause: parsed.error,
    });
  }
  const spec = parsed.data;
  if (spec.kind === 'gridworld') checkGridworld(spec);
  else buildWorld(spec);
  return spec;
}
