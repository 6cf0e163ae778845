/** Numbers as colours. Lookup tables of 256 entries: a 100 x 100 world is painted in a few milliseconds. */
import { interpolateCividis, interpolateViridis } from 'd3-scale-chromatic';
import type { ColourScale, ScaleKind } from './types.ts';

export type Rgb = readonly [number, number, number];

const divergingStops: readonly Rgb[] = [
  [91, 42, 134],
  [149, 106, 176],
  [211, 190, 222],
  [255, 255, 255],
  [186, 224, 180],
  [82, 168, 92],
  [23, 104, 52],
];

const differenceStops: readonly Rgb[] = [
  [134, 68, 4],
  [217, 115, 13],
  [246, 198, 152],
  [255, 255, 255],
  [164, 193, 242],
  [47, 111, 219],
  [24, 66, 148],
];

function throughStops(stops: readonly Rgb[], t: number): Rgb {
  const at = t * (stops.length - 1);
  const i = Math.min(Math.floor(at), stops.length - 2);
  const u = at - i;
  const mix = (k: 0 | 1 | 2) => Math.round(stops[i][k] + (stops[i + 1][k] - stops[i][k]) * u);
  return [mix(0), mix(1), mix(2)];
}

/** `#rrggbb` or `rgb(r, g, b)` as three numbers of 0..255; anything else is mid grey. */
export function parseColour(css: string): Rgb {
  // Minified stylesheets write #ffffff as #fff.
  const long = css.trim().replace(/^#([0-9a-f])([0-9a-f])([0-9a-f])$/i, '#$1$1$2$2$3$3');
  const hex = /^#([0-9a-f]{2})([0-9a-f]{2})([0-9a-f]{2})$/i.exec(long);
  if (hex) return [Number.parseInt(hex[1], 16), Number.parseInt(hex[2], 16), Number.parseInt(hex[3], 16)];
  const rgb = /^rgba?\(\s*([\d.]+)[ ,]+([\d.]+)[ ,]+([\d.]+)/.exec(css.trim());
  return rgb ? [Number(rgb[1]), Number(rgb[2]), Number(rgb[3])] : [128, 128, 128];
}

/** `base` moved towards `other` by `share` (0 = base, 1 = other). */
export function mixColours(base: Rgb, other: Rgb, share: number): Rgb {
  const mix = (k: 0 | 1 | 2) => Math.round(base[k] + (other[k] - base[k]) * share);
  return [mix(0), mix(1), mix(2)];
}

export const css = (colour: Rgb): string => `rgb(${colour[0]}, ${colour[1]}, ${colour[2]})`;

const entries = 256;

function table(at: (t: number) => Rgb): readonly Rgb[] {
  return Array.from({ length: entries }, (_, i) => at(i / (entries - 1)));
}

const tables: Record<ScaleKind, readonly Rgb[]> = {
  viridis: table((t) => parseColour(interpolateViridis(t))),
  cividis: table((t) => parseColour(interpolateCividis(t))),
  diverging: table((t) => throughStops(divergingStops, t)),
  difference: table((t) => throughStops(differenceStops, t)),
};
const cssTables = Object.fromEntries(
  Object.entries(tables).map(([kind, rows]) => [kind, rows.map(css)]),
) as Record<ScaleKind, string[]>;

/** Entry of the lookup table; values outside the scale take its end. A scale of zero width shows its middle. */
function entryOf(scale: ColourScale, value: number): number {
  const width = scale.high - scale.low;
  const t = width > 0 ? (value - scale.low) / width : 0.5;
  return Math.round(Math.min(1, Math.max(0, t)) * (entries - 1));
}

/** The colour of a finite value, as CSS. */
export const colourOf = (scale: ColourScale, value: number): string =>
  cssTables[scale.kind][entryOf(scale, value)];

/** Whether dark figures read better than white ones on the colour of a value (WCAG relative luminance). */
export function wantsDarkText(scale: ColourScale, value: number): boolean {
  return luminance(tables[scale.kind][entryOf(scale, value)]) > 0.3;
}

/** Relative luminance, 0 (black) to 1 (white), as WCAG 2 defines it. */
export function luminance(colour: Rgb): number {
  const linear = (v: number) => {
    const c = v / 255;
    return c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4;
  };
  return 0.2126 * linear(colour[0]) + 0.7152 * linear(colour[1]) + 0.0722 * linear(colour[2]);
}

/** Least and greatest finite value; [0, 0] when there is none. */
export function extent(values: ArrayLike<number>): readonly [number, number] {
  let low = Number.POSITIVE_INFINITY;
  let high = Number.NEGATIVE_INFINITY;
  for (let i = 0; i < values.length; i++) {
    const v = values[i];
    if (!Number.isFinite(v)) continue;
    if (v < low) low = v;
    if (v > high) high = v;
  }
  return low <= high ? [low, high] : [0, 0];
}

/** From the least to the greatest value. */
export function sequentialScale(values: ArrayLike<number>): ColourScale {
  const [low, high] = extent(values);
  return { kind: 'viridis', low, high };
}

/** Symmetric about zero: white is exactly zero. */
export function divergingScale(values: ArrayLike<number>): ColourScale {
  const [low, high] = extent(values);
  const reach = Math.max(-low, high, 0) || 1;
  return { kind: 'diverging', low: -reach, high: reach };
}

/** Like {@link divergingScale}, for learned minus expert: orange below zero, blue above. */
export function differenceScale(values: ArrayLike<number>): ColourScale {
  return { ...divergingScale(values), kind: 'difference' };
}

/** Probabilities always run from 0 to 1. */
export const probabilityScale: ColourScale = { kind: 'viridis', low: 0, high: 1 };

/** CSS gradient of a scale, low at the left. */
export function gradientOf(kind: ScaleKind): string {
  const stops = Array.from({ length: 17 }, (_, i) => cssTables[kind][Math.round((i / 16) * (entries - 1))]);
  return `linear-gradient(to right, ${stops.join(', ')})`;
}

/** Values to label at the left, the middle and the right of a colour bar. */
export function ticksOf(scale: ColourScale): readonly number[] {
  if (!(scale.high > scale.low)) return [scale.low];
  return [scale.low, (scale.low + scale.high) / 2, scale.high];
}
