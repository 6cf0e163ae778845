/** Golden data for tests: numbers computed independently of this code base. */
import { readFileSync } from 'node:fs';
import { fromTransitions, type Transition } from '../index.ts';

/** The parts of a golden case that describe an MDP. */
export interface GoldenMdp {
  readonly nStates: number;
  readonly nActions: number;
  readonly transitions: readonly Transition[];
  readonly initial?: readonly number[];
}

/** A golden file, parsed. */
export function golden<T>(name: string): T {
  const url = new URL(`../../../tests/golden/${name}.json`, import.meta.url);
  return JSON.parse(readFileSync(url, 'utf8')) as T;
}

/** The MDP of a golden case; uniform starts where it names none. */
export function goldenMdp(about: GoldenMdp) {
  const { nStates: stateCount, nActions: actionCount, transitions } = about;
  const initial = about.initial ?? new Array<number>(stateCount).fill(1 / stateCount);
  return fromTransitions({ stateCount, actionCount, transitions, initial, terminal: [] });
}
