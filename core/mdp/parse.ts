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

/** One zod issue as a sentence. */
function sentence(issue: z.core.$ZodIssue): string {
  switch (issue.code) {
    case 'invalid_union':
      return `The kind of a world is ${orList(worldSpec.options.map((option) => option.shape.kind.value))}.`;
    case 'unrecognized_keys':
      return `There is no entry called ${orList(issue.keys)} here.`;
    default:
      return `${issue.message}.`;
  }
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
    throw new LabError('InvalidInput', sentence(issue), {
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
