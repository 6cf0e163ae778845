import { buildWorld, type FiniteWorld } from '../core/mdp/index.ts';

/** A slippery square grid with four terrains and nothing that ends; as many states as cells. */
export function slipperyGrid(side: number): FiniteWorld {
  const terrain = (name: string, reward: number) => ({ name, reward, colour: '#888888' });
  return buildWorld({
    kind: 'gridworld',
    rows: side,
    columns: side,
    terrains: [terrain('a', 0), terrain('b', -1), terrain('c', 1), terrain('d', -2)],
    cells: Array.from({ length: side * side }, (_, cell) => (cell * 7919) % 4),
    walls: [],
    goals: [],
    terminals: [],
    starts: [],
    slip: 0.2,
    wind: new Array<number>(side).fill(0),
    moves: 'four-and-stay',
    features: 'terrain',
    maxSteps: 100,
  });
}
