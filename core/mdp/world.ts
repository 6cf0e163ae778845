import type { FiniteMdp, Reward, StateFeatures } from './finite-mdp.ts';

/** Where the states of a world lie on a grid, for drawing and for keys. */
export interface GridLayout {
  readonly rows: number;
  readonly columns: number;
  /** [rows*columns] state in the cell, -1 for a wall. Cell index = row * columns + column. */
  readonly stateOfCell: Int32Array;
  /** [S] cell of the state. */
  readonly cellOfState: Int32Array;
  /** [rows*columns] index into `terrains` for drawing. */
  readonly terrainOfCell: Int32Array;
  readonly terrains: readonly { readonly name: string; readonly colour: string }[];
  /** Small marks to draw on cells: goals, starts, holes, objects, wind, jumps. */
  readonly marks: readonly {
    readonly cell: number;
    readonly kind: 'goal' | 'start' | 'terminal' | 'object' | 'jump' | 'hazard';
    readonly label: string;
    /** CSS colour, null for the default of the kind. */
    readonly colour: string | null;
  }[];
  /** [columns] upward wind in cells per step; all zero when there is none. */
  readonly wind: Float64Array;
}

/** How an action moves on a grid, for keys and arrows: unit vector (right, down), (0,0) for staying; null off-grid. */
export interface ActionInfo {
  readonly name: string;
  readonly direction: { readonly x: number; readonly y: number } | null;
  /** Default keys, as KeyboardEvent.code. */
  readonly keys: readonly string[];
}

/** A finite world: an MDP with names, features, a drawing, and the true reward where it is known. */
export interface FiniteWorld {
  readonly mdp: FiniteMdp;
  /** The true reward r(s,a) [S*A]; null when nobody knows it. */
  readonly trueReward: Reward | null;
  readonly features: StateFeatures;
  readonly actions: readonly ActionInfo[];
  readonly stateNames: readonly string[];
  /** Null for worlds that are no grid; they are drawn as a graph. */
  readonly layout: GridLayout | null;
  /** Time limit of an episode in steps; reaching it truncates. */
  readonly maxSteps: number;
}
