import fc from 'fast-check';
import { expect, test } from 'vitest';
import { openEnvironment, type Point3, type Scene3 } from '../../../../core/environments/index.ts';
import type { Context } from '../draw-ground.ts';
import type { Theme } from '../theme.ts';
import { atRest, cameraOf, inFront, nearest, pointUnder, project, turned, zoomed } from './camera.ts';
import { drawShadows } from './draw-level.ts';
import { lit, sun } from './light.ts';
import { convexHull, traceHull } from './outline.ts';
import { drawSpace } from './picture.ts';
import { along, cross, dot, length } from './vectors.ts';

const box = { width: 800, height: 600 };
const number = (min: number, max: number) => fc.double({ min, max, noNaN: true });
const point = fc.tuple(number(-3, 3), number(-3, 3), number(-3, 3));
const scene = (plane: Scene3['plane'], focus: Point3): Scene3 => ({
  solids: [],
  ground: null,
  focus,
  camera: { distance: 4, azimuth: 0.4, elevation: 0.3 },
  plane,
  handle: focus,
});
const orbits = fc
  .tuple(number(-3, 3), number(-0.2, 1), number(0.5, 3))
  .map(([azimuth, elevation, zoom]) => ({ azimuth, elevation, zoom }));

test('the camera looks at the focus with three axes at right angles', () => {
  fc.assert(
    fc.property(point, orbits, (focus, orbit) => {
      const camera = cameraOf(scene('x-z', focus), orbit, box);
      const { x, y, depth } = project(camera, focus);
      expect([x, y]).toEqual([expect.closeTo(400, 8), expect.closeTo(300, 8)]);
      expect(depth).toBeCloseTo(4 / orbit.zoom, 10);
      const axes = [camera.right, camera.up, camera.forward];
      axes.forEach((a, i) => {
        axes.forEach((b, j) => {
          expect(dot(a, b)).toBeCloseTo(i === j ? 1 : 0, 12);
        });
      });
      // Right-handed, and upright.
      expect(cross(camera.right, camera.up)).toEqual(camera.forward.map((v) => expect.closeTo(-v, 12)));
      expect(camera.up[2]).toBeGreaterThan(0);
    }),
  );
});

test('from the front x runs to the right, z up, and far things are small', () => {
  const camera = cameraOf(
    { ...scene('x-z', [0, 0, 0]), camera: { distance: 4, azimuth: 0, elevation: 0 } },
    atRest,
    box,
  );
  const at = (p: Point3) => project(camera, p);
  expect(at([1, 0, 0]).x).toBeGreaterThan(400);
  expect(at([0, 0, 1]).y).toBeLessThan(300);
  expect(at([1, 4, 0]).x - 400).toBeLessThan(0.6 * (at([1, 0, 0]).x - 400));
});

test('the point under a pixel is the one that is drawn there', () => {
  fc.assert(
    fc.property(
      fc.constantFrom<Scene3['plane']>('x-y', 'x-z'),
      point,
      number(-0.5, 0.5),
      number(-0.5, 0.5),
      (plane, focus, u, v) => {
        const where = scene(plane, focus);
        const camera = cameraOf(where, atRest, box);
        const target: Point3 =
          plane === 'x-y' ? [focus[0] + u, focus[1] + v, focus[2]] : [focus[0] + u, focus[1], focus[2] + v];
        const seen = project(camera, target);
        const found = pointUnder(camera, where, seen.x, seen.y);
        expect(found?.x).toBeCloseTo(target[0], 8);
        expect(found?.y).toBeCloseTo(plane === 'x-y' ? target[1] : target[2], 8);
      },
    ),
  );
  // Above the horizon there is no ground.
  const level = scene('x-y', [0, 0, 0]);
  expect(pointUnder(cameraOf(level, atRest, box), level, 400, -1e6)).toBeNull();
});

test('lines are cut at the camera, not turned inside out behind it', () => {
  fc.assert(
    fc.property(point, point, (a, b) => {
      const camera = cameraOf(scene('x-z', [0, 0, 0]), atRest, box);
      const depth = (p: Point3) => dot(along(p, camera.eye, -1), camera.forward);
      const seen = inFront(camera, a, b);
      if (seen === null) {
        expect(Math.max(depth(a), depth(b))).toBeLessThan(nearest);
        return;
      }
      for (const end of seen) expect(depth(end)).toBeGreaterThan(nearest - 1e-9);
      const whole = length(along(b, a, -1));
      expect(length(along(seen[1], seen[0], -1))).toBeLessThanOrEqual(whole + 1e-9);
    }),
  );
});

test('drags turn, the wheel zooms, both within bounds', () => {
  expect(turned(atRest, 300, 0, 300).azimuth).toBeCloseTo(-Math.PI, 12);
  expect(zoomed(atRest, 100).zoom).toBe(4);
  expect(zoomed(atRest, -100).zoom).toBe(0.35);
  const high = cameraOf(scene('x-z', [0, 0, 0]), turned(atRest, 0, 5000, 300), box);
  expect(high.forward[2]).toBeGreaterThan(-1);
  expect(cameraOf(scene('x-z', [0, 0, 0]), turned(atRest, 0, -5000, 300), box).eye[2]).toBeGreaterThan(0);
});

test('the hull holds every point and is convex', () => {
  fc.assert(
    fc.property(
      fc.array(fc.tuple(number(-5, 5), number(-5, 5)), { minLength: 3, maxLength: 30 }),
      (points) => {
        const hull = convexHull(points);
        hull.forEach((a, k) => {
          const b = hull[(k + 1) % hull.length];
          for (const [x, y] of points)
            expect((b[0] - a[0]) * (y - a[1]) - (b[1] - a[1]) * (x - a[0])).toBeGreaterThan(-1e-9);
        });
      },
    ),
  );
});

test('a capsule’s outline runs round both discs and along their common tangents', () => {
  const arcs: { x: number; y: number; r: number; from: number; to: number }[] = [];
  const path = {
    arc: (x: number, y: number, r: number, from: number, to: number) => void arcs.push({ x, y, r, from, to }),
    closePath: () => {},
    moveTo: () => {},
  };
  traceHull(path, { x: 0, y: 0, r: 2 }, { x: 10, y: 0, r: 1 });
  expect(arcs).toHaveLength(2);
  const [a, b] = arcs;
  const on = (arc: typeof a, angle: number) => [
    arc.x + arc.r * Math.cos(angle),
    arc.y + arc.r * Math.sin(angle),
  ];
  // The straight part from a's end to b's start touches both circles.
  const [ax, ay] = on(a, a.to);
  const [bx, by] = on(b, b.from);
  expect((bx - ax) * ax + (by - ay) * ay).toBeCloseTo(0, 10);
  expect((bx - ax) * (bx - 10) + (by - ay) * by).toBeCloseTo(0, 10);
  // Nearly the whole of the circle that is larger, less than half of the other.
  expect(a.to - a.from).toBeGreaterThan(Math.PI);
  expect(b.to - b.from).toBeLessThan(Math.PI);
  arcs.length = 0;
  traceHull(path, { x: 0, y: 0, r: 2 }, { x: 0.5, y: 0, r: 1 });
  expect(arcs).toMatchObject([{ x: 0, r: 2 }]);
});

test('what faces the sun is brightest', () => {
  const level = (colour: string) => Number(/\d+/.exec(colour)?.[0]);
  const eye: Point3 = [1, 0, 0];
  const away = along([0, 0, 0], sun, -1);
  expect(level(lit([150, 150, 150], sun, eye))).toBeGreaterThan(level(lit([150, 150, 150], [0, 1, 0], eye)));
  expect(level(lit([150, 150, 150], away, eye))).toBeLessThan(110);
});

const theme: Theme = {
  dark: false,
  background: [255, 255, 255],
  text: [20, 20, 20],
  muted: [90, 90, 90],
  line: [220, 220, 220],
  wall: [80, 80, 80],
  focus: [0, 100, 90],
  expert: [217, 115, 13],
  learned: [47, 111, 219],
  font: 'sans-serif',
};

/** A canvas that only notes the numbers and colours it is given. */
function notingContext() {
  const numbers: number[] = [];
  const colours: string[] = [];
  const gradient = { addColorStop: (_: number, colour: string) => void colours.push(colour) };
  const note = (...given: unknown[]) => {
    for (const one of given) if (typeof one === 'number') numbers.push(one);
    return gradient;
  };
  const ctx = new Proxy({} as Record<string, unknown>, {
    get: (target, name) => target[String(name)] ?? note,
    set: (target, name, value) => {
      target[String(name)] = value;
      return true;
    },
  });
  return { ctx: ctx as unknown as Context, numbers, colours };
}

test.each(['InvertedPendulum-v5', 'Reacher-v5', 'Hopper-v5', 'HalfCheetah-v5'] as const)(
  '%s: every number that is drawn is finite, from wherever it is seen',
  async (id) => {
    const { environment } = await openEnvironment({ kind: 'mujoco', id });
    if (environment.dtype !== 'f32') throw new Error('a MuJoCo world is continuous');
    environment.reset(3);
    const drawn = environment.scene3();
    if (drawn === null) throw new Error('a MuJoCo world is in space');
    const trails = [{ points: [0, 0, 1, 0.5], count: 2, driver: 'learned' as const }];
    for (const orbit of [
      atRest,
      { azimuth: 1.6, elevation: -1, zoom: 4 },
      { azimuth: -2, elevation: 2, zoom: 0.35 },
    ]) {
      const { ctx, numbers, colours } = notingContext();
      const ghosts = [{ scene: drawn, driver: 'learned' as const }];
      drawSpace(
        ctx,
        { scene: drawn, driver: 'expert', ghosts, trails, aim: { x: 0.1, y: 0.1 }, orbit },
        box,
        theme,
      );
      expect(numbers.length).toBeGreaterThan(200);
      expect(numbers.filter((value) => !Number.isFinite(value))).toEqual([]);
      expect(colours.filter((colour) => /NaN/.test(colour))).toEqual([]);
    }
  },
);

test('a shadow lies under the line from the sun through what casts it', () => {
  const centre: Point3 = [0.4, -0.3, 1];
  const camera = cameraOf(scene('x-z', [0, 0, 0]), atRest, box);
  const corners: number[][] = [];
  const corner = (x: number, y: number) => void corners.push([x, y]);
  const ctx = { beginPath() {}, closePath() {}, fill() {}, moveTo: corner, lineTo: corner };
  const ball = { kind: 'sphere', role: 'agent', centre, radius: 0.01 } as const;
  drawShadows(ctx as unknown as Context, [ball], { height: 0.2, cell: 1 }, camera, theme);
  const foot = project(camera, along(centre, sun, -0.8 / sun[2]));
  expect(corners.length).toBeGreaterThan(8);
  for (const [x, y] of corners) expect(Math.hypot(x - foot.x, y - foot.y)).toBeLessThan(8);
});
