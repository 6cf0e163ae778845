import { expect, test } from 'vitest';
import { advice } from './advice.ts';
import { blankGrid, paint, paintLine } from './grid-edit.ts';

const blank = blankGrid(5, 5);

test('a grid without surprises gets no advice', () => {
  expect(advice(blank)).toEqual([]);
});

test('a goal behind walls is pointed out by its place', () => {
  const walled = paintLine(blank, 2, 22, { kind: 'wall' });
  expect(advice(walled)[0]).toBe('The goal at row 2, column 4 cannot be reached from any start.');
});

test('a wind that carries one away counts as a way', () => {
  const walled = paintLine(paint(blank, 6, { kind: 'erase' }), 5, 9, { kind: 'wall' });
  expect(advice(walled).length).toBeGreaterThan(0);
});

test('nothing that ends an episode is pointed out', () => {
  expect(advice(paint(blank, blank.terminals[0], { kind: 'erase' }))[0]).toContain('limit of 40 steps');
});
