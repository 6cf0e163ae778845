import type { SavedNetwork } from '../../networks/index.ts';
import type { Encoding } from '../encoding.ts';
import type { ActionRange } from '../policies/action-range.ts';

/** A learned soft Q function at rest, and the temperature and discount that it belongs to. */
export type SoftQFunction = {
  readonly encoding: Encoding;
  readonly temperature: number;
  readonly discount: number;
  readonly network: SavedNetwork;
} & (
  | { readonly kind: 'discrete' }
  /** (s, y) -> Q, with y = (a - c)/h where the action is bounded and y = a where it is not. */
  | { readonly kind: 'continuous'; readonly range: ActionRange }
);
