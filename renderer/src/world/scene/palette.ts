/** The colours of a scene's roles, in either theme. What is driven is orange for an expert and blue for a learned policy. */
import type { Role as SceneRole } from '../../../../core/environments/index.ts';
import { css, mixColours, parseColour, type Rgb } from '../colours.ts';
import type { Theme } from '../theme.ts';
import type { Role as Driver } from '../types.ts';

/** How a shape of some role is painted. */
export interface Paint {
  /** Inside of circles and polygons, and the colour of lines. */
  readonly fill: string;
  /** Around circles and polygons; null leaves them without. */
  readonly outline: string | null;
  /** A second sign beside the colour: obstacles are hatched, goals ringed by dashes. */
  readonly pattern: 'plain' | 'hatched' | 'dashed';
}

export type Palette = Readonly<Record<SceneRole, Paint>>;

const goalInk: Readonly<Record<'light' | 'dark', Rgb>> = {
  light: parseColour('#1f7138'),
  dark: parseColour('#7fcb92'),
};

export function paletteOf(theme: Theme, driver: Driver): Palette {
  const own = driver === 'expert' ? theme.expert : theme.learned;
  const goal = goalInk[theme.dark ? 'dark' : 'light'];
  const paper = theme.background;
  const solid = (fill: Rgb, outline: Rgb | null): Paint => ({
    fill: css(fill),
    outline: outline && css(outline),
    pattern: 'plain',
  });
  return {
    agent: solid(own, mixColours(own, theme.dark ? [255, 255, 255] : [0, 0, 0], 0.35)),
    part: solid(mixColours(theme.text, paper, 0.35), mixColours(theme.text, paper, 0.1)),
    shade: solid(mixColours(theme.dark ? [0, 0, 0] : theme.text, own, 0.12), null),
    other: solid(mixColours(theme.muted, paper, 0.25), mixColours(theme.muted, theme.text, 0.4)),
    goal: { fill: css(mixColours(paper, goal, 0.28)), outline: css(goal), pattern: 'dashed' },
    obstacle: {
      fill: css(mixColours(paper, theme.text, theme.dark ? 0.2 : 0.16)),
      outline: css(mixColours(paper, theme.text, 0.55)),
      pattern: 'hatched',
    },
    ground: solid(mixColours(paper, theme.text, theme.dark ? 0.11 : 0.08), null),
    edge: solid(mixColours(paper, theme.text, 0.6), null),
    mark: { ...solid(mixColours(paper, theme.text, 0.32), null), pattern: 'dashed' },
  };
}
