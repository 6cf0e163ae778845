import { expect, test } from 'vitest';
import type { Scene3 } from '../scene3.ts';
import { travelling } from './travelling.ts';

test('the ground passes under a body that runs: ticks stand still in the world, at every half metre', () => {
  const at = (x: number): Scene3 => ({
    solids: [],
    ground: { height: 0, cell: 0.5 },
    focus: [x, 0, 0.5],
    camera: { distance: 3, azimuth: 0, elevation: 0 },
    plane: 'x-z',
    handle: [x, 0, 0.5],
  });
  for (const x of [0, 1.3, -7.9]) {
    const { shapes } = travelling(at(x), { left: -1, right: 1, bottom: -0.2, top: 1.5 });
    const ticks = shapes.flatMap((shape) =>
      shape.kind === 'line' && shape.role === 'mark' ? [shape.points[0] + x] : [],
    );
    expect(ticks.length).toBeGreaterThanOrEqual(4);
    for (const tick of ticks) {
      expect(2 * tick).toBeCloseTo(Math.round(2 * tick), 9);
      expect(Math.abs(tick - x)).toBeLessThanOrEqual(1 + 1e-9);
    }
  }
});
