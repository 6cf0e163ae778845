import type { ActionInfo } from '../world.ts';

const move = (name: string, x: number, y: number, ...keys: string[]): ActionInfo => ({
  name,
  direction: { x, y },
  keys,
});

const four = [
  move('up', 0, -1, 'ArrowUp', 'KeyW', 'Numpad8'),
  move('right', 1, 0, 'ArrowRight', 'KeyD', 'Numpad6'),
  move('down', 0, 1, 'ArrowDown', 'KeyS', 'Numpad2'),
  move('left', -1, 0, 'ArrowLeft', 'KeyA', 'Numpad4'),
];

/** The actions of a grid, by the name of the move set. Slips go in the first four. */
export const moveSets: Readonly<Record<'four' | 'four-and-stay' | 'eight', readonly ActionInfo[]>> = {
  four,
  'four-and-stay': [...four, move('stay', 0, 0, 'Space', 'Period', 'Numpad5')],
  eight: [
    ...four,
    move('up-right', 1, -1, 'KeyE', 'Numpad9'),
    move('down-right', 1, 1, 'KeyC', 'Numpad3'),
    move('down-left', -1, 1, 'KeyZ', 'Numpad1'),
    move('up-left', -1, -1, 'KeyQ', 'Numpad7'),
  ],
};
