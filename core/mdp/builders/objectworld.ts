import { LabError } from '../../base/errors.ts';
import { deriveSeed, Random } from '../../base/random.ts';
import type { StateFeatures } from '../finite-mdp.ts';
import { repeatOverActions } from '../rewards.ts';
import type { ObjectworldSpec } from '../spec.ts';
import type { FiniteWorld } from '../world.ts';
import { cellNames, gridLayout, gridMdp, makeGrid, uniformOver } from './grid.ts';
import { moveSets } from './moves.ts';

/** An object: where it lies and its two colours, by number. */
interface PlacedObject {
  readonly cell: number;
  readonly inner: number;
  readonly outer: number;
}

const palette = [
  ['red', '#d1495b'],
  ['blue', '#2e86c1'],
  ['green', '#4c956c'],
  ['amber', '#e9a23b'],
  ['violet', '#7d5ba6'],
  ['teal', '#2a9d8f'],
  ['pink', '#e07a9f'],
  ['slate', '#5c677d'],
] as const;

/**
 * Objectworld (Levine, Popovic and Koltun, 2011): objects with an inner and an outer colour lie on a grid. A cell within
 * 3 of the first outer colour pays 1 when it is also within 2 of the second, else -1; the rest pays 0. Inner colours and
 * further colours only distract. Distances are Euclidean, in cells.
 *
 * Features, continuous: for each outer and each inner colour the distance to the nearest object with it (`size * sqrt 2`,
 * farther than any, when there is none). Binary: for each of them and each d = 1..size, whether that distance is below d.
 */
export function buildObjectworld(spec: ObjectworldSpec): FiniteWorld {
  const { size, colours } = spec;
  if (spec.objects > size * size)
    throw new LabError('InvalidInput', `${spec.objects} objects do not fit on ${size * size} cells.`, {
      where: 'objects',
      remedy: `Place at most ${size * size}.`,
    });
  const objects = placeObjects(spec);
  const grid = makeGrid(size, size, [], []);
  const stateCount = size * size;
  const everywhere = Array.from({ length: stateCount }, (_, s) => s);
  const actions = moveSets['four-and-stay'];
  const distances = colourDistances(objects, size, colours);
  const stateReward = Float64Array.from(everywhere, (s) => {
    const first = distances[s * 2 * colours];
    const second = distances[s * 2 * colours + 1];
    if (first > 3) return 0;
    return second <= 2 ? 1 : -1;
  });
  return {
    mdp: gridMdp(grid, actions, spec.slip, new Uint8Array(stateCount), uniformOver(stateCount, everywhere)),
    trueReward: repeatOverActions(stateReward, actions.length),
    features:
      spec.features === 'continuous'
        ? continuousFeatures(distances, colours)
        : binaryFeatures(distances, colours, size),
    actions,
    stateNames: cellNames(grid),
    layout: gridLayout(
      grid,
      new Int32Array(stateCount),
      [{ name: 'ground', colour: '#e8e4da' }],
      objects.map(({ cell, inner, outer }) => ({
        cell,
        kind: 'object',
        label: `${palette[outer][0]} outside, ${palette[inner][0]} inside`,
        colour: palette[outer][1],
      })),
    ),
    maxSteps: spec.maxSteps,
  };
}

/** Objects on different random cells with random colours; the first two show the two colours that matter. */
function placeObjects(spec: ObjectworldSpec): PlacedObject[] {
  const random = Random.fromSeed(deriveSeed(spec.seed, 'objects'));
  const cells = Array.from({ length: spec.size * spec.size }, (_, cell) => cell);
  return Array.from({ length: spec.objects }, (_, i) => {
    const drawn = i + random.integer(cells.length - i);
    [cells[i], cells[drawn]] = [cells[drawn], cells[i]];
    const inner = random.integer(spec.colours);
    const outer = random.integer(spec.colours);
    return { cell: cells[i], inner, outer: i < 2 ? i : outer };
  });
}

/** [S * 2C] distance to the nearest object of each outer colour, then of each inner colour. */
function colourDistances(objects: readonly PlacedObject[], size: number, colours: number): Float64Array {
  const width = 2 * colours;
  const distances = new Float64Array(size * size * width).fill(size * Math.SQRT2);
  for (let s = 0; s < size * size; s++)
    for (const { cell, inner, outer } of objects) {
      const rows = Math.floor(s / size) - Math.floor(cell / size);
      const columns = (s % size) - (cell % size);
      const distance = Math.sqrt(rows * rows + columns * columns);
      for (const at of [s * width + outer, s * width + colours + inner])
        distances[at] = Math.min(distances[at], distance);
    }
  return distances;
}

const colourNames = (colours: number) =>
  ['outer', 'inner'].flatMap((place) => palette.slice(0, colours).map(([name]) => `${place} ${name}`));

function continuousFeatures(distances: Float64Array, colours: number): StateFeatures {
  const names = colourNames(colours).map((name) => `distance to ${name}`);
  return { count: names.length, names, values: distances };
}

function binaryFeatures(distances: Float64Array, colours: number, size: number): StateFeatures {
  const names = colourNames(colours).flatMap((name) =>
    Array.from({ length: size }, (_, d) => `${name} nearer than ${d + 1}`),
  );
  const values = new Float64Array(distances.length * size);
  for (let i = 0; i < distances.length; i++)
    for (let d = 0; d < size; d++) values[i * size + d] = distances[i] < d + 1 ? 1 : 0;
  return { count: names.length, names, values };
}
