import { LabError } from '../../../base/errors.ts';
import type { Random } from '../../../base/random.ts';
import type { NavigationSpec } from '../../spec.ts';
import type { ControlLaw, Script } from '../expert.ts';
import { type Roadmap, roadmap } from './visibility.ts';

type Place = readonly [number, number];

const strength = 5;
const drag = 1;
/** Distances kept from obstacles, m: the widest that leaves a way is taken. */
const clearances = [0.3, 0.2, 0.1, 0.05, 0.02] as const;
const cruising = 2.5;
const slowest = 0.4;
/** How fast the velocity is corrected and the goal approached, 1/s. */
const correction = 10;
const approach = 2.5;
/** How much longer than the shortest way a detour may be, and from how near its point counts as passed. */
const longest = 1.5;
const passed = 0.4;

/** The roadmap with the widest clearance that joins start and goal. */
function widest(spec: NavigationSpec): { readonly map: Roadmap; readonly clearance: number } {
  const corners = Math.max(8, Math.min(24, Math.floor(480 / Math.max(1, spec.obstacles.length))));
  for (const clearance of clearances) {
    const map = roadmap(spec, { clearance, corners });
    if (nextPoint(map, map.distances(0), [spec.start.x, spec.start.y]) >= 0) return { map, clearance };
  }
  throw new LabError('InvalidInput', 'The obstacles leave no way from the start to the goal.', {
    where: 'obstacles',
    remedy: 'Open a passage of at least 0.05 m.',
  });
}

/** The visible point on the shortest way from a place; -1 where none is visible. */
function nextPoint(map: Roadmap, distances: Float64Array, [x, y]: Place): number {
  let best = -1;
  let least = Infinity;
  for (let i = 0; i < map.count; i++) {
    const [px, py] = [map.points[2 * i], map.points[2 * i + 1]];
    const total = Math.sqrt((px - x) ** 2 + (py - y) ** 2) + distances[i];
    if (total >= least || !map.visible(x, y, px, py)) continue;
    best = i;
    least = total;
  }
  return best;
}

/** Out of the nearest obstacle's clearance, and along its edge on the side of the goal; m/s. */
function wayOut({ obstacles, goal }: NavigationSpec, [x, y]: Place): Place {
  const gap = (one: { x: number; y: number; radius: number }) =>
    Math.sqrt((x - one.x) ** 2 + (y - one.y) ** 2) - one.radius;
  const nearest = obstacles.reduce((a, b) => (gap(b) < gap(a) ? b : a));
  const distance = Math.max(1e-9, gap(nearest) + nearest.radius);
  const [ox, oy] = [(x - nearest.x) / distance, (y - nearest.y) / distance];
  const side = ox * (goal.y - y) - oy * (goal.x - x) >= 0 ? 1 : -1;
  return [ox - side * oy, oy + side * ox];
}

/**
 * The shortest way on a visibility graph, and velocity tracking. At each step: of the points p in sight the one with the
 * least |p - x| + (way from p); the velocity wanted, w, points at it, with 2.5 m/s at most and 2.5/s times the way left;
 *
 *     a = (w + 10 (w - v)) / 5,
 *
 * whose first part cancels the drag. Inside the clearance it steers out first. `chooseVia` draws a point to pass on the
 * way; point 0 is the goal, and no detour.
 */
function follower(spec: NavigationSpec, chooseVia: (map: Roadmap, random: Random) => number): ControlLaw {
  const { map, clearance } = widest(spec);
  const fastest = Math.max(slowest, cruising * Math.min(1, clearance / clearances[0]));
  const home = map.distances(0);
  let via = 0;
  let distances = home;
  return {
    begin(random) {
      via = chooseVia(map, random);
      distances = via === 0 ? home : map.distances(via);
    },
    act({ state }, action) {
      const [x, y, ...velocity] = state;
      if (
        via > 0 &&
        Math.sqrt((map.points[2 * via] - x) ** 2 + (map.points[2 * via + 1] - y) ** 2) < passed
      ) {
        via = 0;
        distances = home;
      }
      const next = nextPoint(map, distances, [x, y]);
      let wanted: Place = [0, 0];
      if (next < 0) wanted = wayOut(spec, [x, y]);
      else {
        const [dx, dy] = [map.points[2 * next] - x, map.points[2 * next + 1] - y];
        const length = Math.sqrt(dx * dx + dy * dy);
        const left = length + distances[next] + (via > 0 ? home[via] : 0);
        const speed = Math.min(fastest, approach * left);
        if (length > 1e-9) wanted = [(speed * dx) / length, (speed * dy) / length];
      }
      for (let i = 0; i < 2; i++)
        action[i] = (drag * wanted[i] + correction * (wanted[i] - velocity[i])) / strength;
    },
  };
}

/** A point of the graph whose way from the start through it to the goal is not too long, each as likely. */
function detour({ start }: NavigationSpec, map: Roadmap, random: Random): number {
  const home = map.distances(0);
  const first = nextPoint(map, home, [start.x, start.y]);
  const fromFirst = map.distances(first);
  const fair = Array.from(home.keys()).filter((i) => fromFirst[i] + home[i] <= longest * home[first]);
  return fair.length === 0 ? 0 : fair[random.integer(fair.length)];
}

/** The experts of a navigation world: without and with variety. */
export const navigationScripts = (spec: NavigationSpec): readonly Script[] => [
  {
    id: 'shortest-way',
    name: 'Shortest way',
    description: 'Plans the shortest way around the obstacles and follows it.',
    create: () => follower(spec, () => 0),
  },
  {
    id: 'detours',
    name: 'Detours',
    description:
      'Plans the same way, but passes a place drawn anew for each episode, so that ways differ; up to about half as long again.',
    create: () => follower(spec, (map, random) => detour(spec, map, random)),
  },
];
