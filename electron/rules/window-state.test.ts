import { expect, test } from 'vitest';
import { firstWindow, fitToScreens, parseWindowState, smallest } from './window-state.ts';

const laptop = { x: 0, y: 0, width: 1512, height: 945 };
const second = { x: 1512, y: -200, width: 2560, height: 1440 };
const at = (x: number, y: number) => ({ position: { x, y }, width: 1200, height: 800, maximised: false });

test('a stored state survives, anything else gives the first window', () => {
  const state = { position: { x: 10, y: 20 }, width: 1200, height: 800, maximised: true };
  expect(parseWindowState(JSON.stringify(state))).toEqual(state);
  for (const text of [null, '', '{', '[]', 'null', '{"width":"wide"}', '{"width":-5,"height":800}', '7'])
    expect(parseWindowState(text)).toEqual(firstWindow);
  expect(parseWindowState('{"position":{"x":1.5,"y":0},"width":1000,"height":700}').position).toBeNull();
});

test('a window stays where a screen still is', () => {
  expect(fitToScreens(at(1600, 0), [laptop, second]).position).toEqual({ x: 1600, y: 0 });
  expect(fitToScreens(at(1600, 0), [laptop]).position).toBeNull();
  expect(fitToScreens(at(0, -500), [laptop]).position).toBeNull();
  expect(fitToScreens(at(-90, 0), [laptop]).position).toEqual({ x: -90, y: 0 });
  expect(fitToScreens(at(-2000, 0), [laptop]).position).toBeNull();
});

test('a window is no larger than its screen and no smaller than it can be used', () => {
  const huge = { ...at(0, 0), width: 5000, height: 5000 };
  expect(fitToScreens(huge, [laptop])).toMatchObject({ width: 1512, height: 945 });
  expect(fitToScreens({ ...at(0, 0), width: 200, height: 200 }, [laptop])).toMatchObject(smallest);
  expect(fitToScreens(at(0, 0), [])).toMatchObject({ position: null, width: 1200 });
});
