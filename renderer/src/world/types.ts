/** What a picture of a finite world is made of. Every layer is plain data; the drawing never changes it. */
import type { FiniteWorld } from '../../../core/mdp/world.ts';

/** Who a path or a marker belongs to: expert is an orange circle, learned a blue diamond, everywhere. */
export type Role = 'expert' | 'learned';

/**
 * - `viridis`, `cividis`: sequential, dark is low;
 * - `diverging`: signed quantities such as rewards, purple below zero, white at zero, green above;
 * - `difference`: learned minus expert, orange where the expert has more, white at zero, blue where the learned one has.
 */
export type ScaleKind = 'viridis' | 'cividis' | 'diverging' | 'difference';

/** Maps [low, high] to colours; diverging kinds need low = -high. */
export interface ColourScale {
  readonly kind: ScaleKind;
  readonly low: number;
  readonly high: number;
}

/** A number per state as colour, with figures in the cells where there is room. */
export interface HeatLayer {
  /** [S]; NaN leaves the state unpainted. */
  readonly values: ArrayLike<number>;
  readonly scale: ColourScale;
  /** What the number is, e.g. `Recovered reward`; in the readout and on the colour bar. */
  readonly label: string;
}

/** Action probabilities as arrows (grids) or as the weight of edges (graphs). */
export interface PolicyLayer {
  /** Probabilities; state s, action a at `offset + s * A + a`. */
  readonly probabilities: ArrayLike<number>;
  /** First entry; t * S * A for step t of a finite-horizon policy. */
  readonly offset: number;
  readonly role: Role;
}

/** One episode's states, oldest first. */
export interface PathLayer {
  readonly states: ArrayLike<number>;
  readonly role: Role;
  /** How many of `states` are drawn, from the first. */
  readonly count: number;
}

/** Where somebody is now. */
export interface AgentMark {
  readonly state: number;
  readonly role: Role;
  /** For screen readers and the readout, e.g. `You`, `Expert`, `Policy`. */
  readonly label: string;
}

/** One action's probability, for the readout. */
export interface ActionShare {
  readonly action: number;
  readonly name: string;
  readonly probability: number;
}

export interface WorldViewProps {
  readonly world: FiniteWorld;
  /** Accessible name, e.g. `Windy meadow, recovered reward`. */
  readonly label: string;
  readonly heat?: HeatLayer | null;
  readonly policy?: PolicyLayer | null;
  /** Finished paths; cached with the ground, so change the array only when the paths change. */
  readonly paths?: readonly PathLayer[];
  /** Whole paths as a hint behind what moves: thin and pale. */
  readonly faint?: readonly PathLayer[];
  /** Paths that grow or scrub; redrawn on every change. */
  readonly trails?: readonly PathLayer[];
  readonly agents?: readonly AgentMark[];
  /** States outlined, e.g. the selected ones of a coverage map. */
  readonly outlined?: readonly number[];
  /** `full`: marks, figures, cursor. `miniature`: a card's picture; nothing to point at. */
  readonly detail?: 'full' | 'miniature';
  /** Who owns the arrow keys: the cursor, or nobody here (a screen that drives with them). */
  readonly keys?: 'cursor' | 'none';
  /** The line under the picture that says what is at the cursor. */
  readonly readout?: 'line' | 'none';
  /** State under the pointer or the keyboard cursor, to link several views; bindable. */
  cursor?: number | null;
  /** A click or Enter on a state. */
  readonly onselect?: (state: number) => void;
}
