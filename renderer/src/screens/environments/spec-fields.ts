/** The settings of a continuous environment as fields of a form: paths into its spec, and how to change them. */
import type { ContinuousSpec } from '../../../../core/environments/index.ts';

export type SpecField =
  | {
      readonly kind: 'number';
      readonly path: string;
      readonly label: string;
      readonly help: string;
      readonly whole: boolean;
    }
  | {
      readonly kind: 'choice';
      readonly path: string;
      readonly label: string;
      readonly help: string;
      readonly options: readonly { readonly value: string; readonly label: string }[];
    }
  /** Lists and matrices, as text. */
  | { readonly kind: 'json'; readonly path: string; readonly label: string; readonly help: string };

const number = (path: string, label: string, help: string): SpecField => ({
  kind: 'number',
  path,
  label,
  help,
  whole: false,
});
const whole = (path: string, label: string, help: string): SpecField => ({
  kind: 'number',
  path,
  label,
  help,
  whole: true,
});
const json = (path: string, label: string, help: string): SpecField => ({ kind: 'json', path, label, help });

const timeLimit = whole('maxSteps', 'Time limit', 'Steps after which an episode is cut.');

/** What can be set in an environment; nothing in those whose numbers are a standard. */
export function specFields(kind: ContinuousSpec['kind']): readonly SpecField[] {
  switch (kind) {
    case 'navigation':
      return [
        {
          kind: 'choice',
          path: 'ending',
          label: 'Episodes end',
          help: 'Equally long episodes tell nothing by their length.',
          options: [
            { value: 'goal-or-collision', label: 'at the goal or an obstacle' },
            { value: 'time-limit', label: 'when their time is up' },
          ],
        },
        timeLimit,
        number('halfWidth', 'Half the arena’s side', 'Metres.'),
        number('goalRadius', 'Radius of the goal', 'Metres.'),
        number('startSpread', 'Spread of the starts', 'Metres around the start, along both axes.'),
        json('start', 'Start', 'Its middle.'),
        json('goal', 'Goal', 'Its middle.'),
        json('obstacles', 'Obstacles', 'Round ones: middle and radius of each, up to 64.'),
      ];
    case 'linear-quadratic':
      return [
        json('A', 'A', 'x′ = A x + B u + w. One row for each number of the state.'),
        json('B', 'B', 'One row for each number of the state, one column for each of the action.'),
        json('stateCost', 'Cost of states Q', 'Symmetric, positive semidefinite.'),
        json('actionCost', 'Cost of actions R', 'Symmetric, positive definite.'),
        json('processNoiseCovariance', 'Covariance of the noise W', 'Symmetric, positive semidefinite.'),
        json('initialMean', 'Mean of the starts', 'null is 0.'),
        json('initialCovariance', 'Covariance of the starts', 'null is the identity.'),
        timeLimit,
      ];
    case 'four-goals':
      return [number('rewardScale', 'Scale of the rewards', '0.1 in the paper.'), timeLimit];
    case 'reach':
      return [json('target', 'Target', 'null draws one for each episode.'), timeLimit];
    case 'peg-insertion':
      return [number('clearance', 'Clearance', 'How much wider the slot is than the peg, m.'), timeLimit];
    case 'highway':
      return [
        whole('lanes', 'Lanes', 'One to six.'),
        whole('vehicles', 'Other cars', 'Up to twenty.'),
        number('length', 'Length of the ring', 'Metres of road.'),
        timeLimit,
      ];
    default:
      return [];
  }
}

/** A setting as text: matrices a row a line. */
export function fieldText(spec: ContinuousSpec, path: string): string {
  const value = (spec as unknown as Record<string, unknown>)[path];
  if (Array.isArray(value) && value.length > 0 && typeof value[0] === 'object')
    return `[\n${value.map((row) => `  ${JSON.stringify(row)}`).join(',\n')}\n]`;
  return typeof value === 'string' || typeof value === 'number' ? String(value) : JSON.stringify(value);
}

export type Parsed =
  | { readonly ok: true; readonly value: unknown }
  | { readonly ok: false; readonly error: string };

/** What a person typed into a field. The core judges the value; this judges whether it is one. */
export function parseField(field: SpecField, text: string): Parsed {
  const trimmed = text.trim();
  if (field.kind === 'choice') return { ok: true, value: trimmed };
  if (field.kind === 'number') {
    const value = Number(trimmed.replace('\u2212', '-'));
    if (trimmed === '' || !Number.isFinite(value)) return { ok: false, error: 'Type a number.' };
    if (field.whole && !Number.isInteger(value)) return { ok: false, error: 'Whole numbers only.' };
    return { ok: true, value };
  }
  try {
    return { ok: true, value: JSON.parse(trimmed) };
  } catch {
    return { ok: false, error: 'This is not valid JSON: look for a missing bracket, comma or quote.' };
  }
}

/** The field that an error's place, such as `obstacles[2].radius`, points at. */
export const fieldOf = (where: string | null | undefined): string =>
  /^[A-Za-z]+/.exec(where ?? '')?.[0] ?? '';
