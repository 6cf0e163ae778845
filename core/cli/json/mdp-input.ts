/** The part of the JSON input that `solve` and `infer` share: a finite MDP by numbers. */
import { z } from 'zod';
import { LabError } from '../../base/errors.ts';
import type { FiniteMdp } from '../../mdp/finite-mdp.ts';
import { fromTransitions } from '../../mdp/index.ts';

const index = z.int().min(0);

/** Fields beyond these are passed over, so that a reference case can be given as it is. */
export const mdpFields = {
  nStates: z.int().min(1).max(10_000_000),
  nActions: z.int().min(1).max(100_000),
  transitions: z.array(z.tuple([index, index, index, z.number()])),
  /** Left out: uniform over the states that are not terminal. */
  initial: z.array(z.number()).nullish(),
  terminal: z.array(index).nullish(),
  gamma: z.number().min(0).max(1).nullish(),
  horizon: z.int().min(1).max(1_000_000).nullish(),
  temperature: z.number().min(0).max(1e12).nullish(),
};

interface MdpInput {
  readonly nStates: number;
  readonly nActions: number;
  readonly transitions: readonly (readonly [number, number, number, number])[];
  readonly initial?: readonly number[] | null | undefined;
  readonly terminal?: readonly number[] | null | undefined;
}

/** The MDP of an input. */
export function mdpOf(input: MdpInput): FiniteMdp {
  const terminal = input.terminal ?? [];
  return fromTransitions({
    stateCount: input.nStates,
    actionCount: input.nActions,
    transitions: input.transitions,
    initial: input.initial ?? uniformStart(input.nStates, terminal),
    terminal,
  });
}

function uniformStart(stateCount: number, terminal: readonly number[]): number[] {
  const ended = new Set(terminal);
  const open = stateCount - ended.size;
  return Array.from({ length: stateCount }, (_, s) => (ended.has(s) ? 0 : 1 / open));
}

/** How far an input plans: so many steps, or for ever with a discount. */
export type Planning =
  | { readonly kind: 'finite'; readonly horizon: number; readonly discount: number }
  | { readonly kind: 'infinite'; readonly discount: number };

/** With a horizon, gamma only weighs its steps (1 when left out); without one it is needed. */
export function planningOf(input: {
  readonly gamma?: number | null | undefined;
  readonly horizon?: number | null | undefined;
}): Planning {
  const { gamma, horizon } = input;
  if (horizon !== null && horizon !== undefined) return { kind: 'finite', horizon, discount: gamma ?? 1 };
  if (gamma === null || gamma === undefined)
    throw new LabError('InvalidInput', 'There is neither a horizon nor a gamma.', {
      where: 'horizon',
      remedy: 'Give "horizon" for so many steps, or "gamma" to plan for ever.',
    });
  return { kind: 'infinite', discount: gamma };
}

/** Rows of [S][A] or a vector [S] as [S*A], each shape checked. */
export function stateActionTable(
  table: readonly number[] | readonly (readonly number[])[],
  { nStates, nActions, where }: { nStates: number; nActions: number; where: string },
): Float64Array {
  checkLength(table.length, nStates, where, 'state');
  const values = new Float64Array(nStates * nActions);
  table.forEach((row, s) => {
    if (typeof row === 'number') {
      values.fill(row, s * nActions, (s + 1) * nActions);
      return;
    }
    checkLength(row.length, nActions, `${where}[${s}]`, 'action');
    values.set(row, s * nActions);
  });
  return values;
}

/** @throws LabError InvalidInput unless there is one entry for each */
export function checkLength(actual: number, expected: number, where: string, what: string): void {
  if (actual === expected) return;
  throw new LabError(
    'InvalidInput',
    `There are ${actual} entries for ${expected} ${what}${expected === 1 ? '' : 's'}.`,
    { where, remedy: `Give one entry for each ${what}.` },
  );
}
