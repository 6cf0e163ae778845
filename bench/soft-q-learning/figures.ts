import { type ActionMap, type FourGoalsResult, mapSide } from './four-goals.ts';

/** Colours that can be read on white and on black. */
const colours = { q: '#3b82f6', action: '#e0712b', text: '#7d8590', goal: '#2ea043' };
const panel = 240;
const gap = 24;
const head = 28;

const open = (width: number, height: number, title: string) =>
  `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" role="img" font-family="system-ui, sans-serif" font-size="12" fill="${colours.text}">\n<title>${title}</title>`;

/** Beside each other: exp(Q/α) over the square of actions, as dark as it is probable, and draws of the sampler on top. */
export function actionsFigure(maps: readonly ActionMap[], temperature: number): string {
  const width = maps.length * (panel + gap) - gap;
  return [
    open(width, panel + head, 'Density exp(Q/α) over actions and draws of the sampler at points of symmetry'),
    ...maps.map((map, i) => actionPanel(map, i * (panel + gap), temperature)),
    '</svg>\n',
  ].join('\n');
}

function actionPanel({ state, q, actions }: ActionMap, left: number, temperature: number): string {
  const most = Math.max(...q);
  const side = panel / mapSide;
  const cells = q.flatMap((value, cell) => {
    const share = Math.exp((value - most) / temperature);
    if (share < 0.02) return [];
    const x = (cell % mapSide) * side;
    const y = panel - (Math.floor(cell / mapSide) + 1) * side;
    return `<rect x="${x}" y="${y}" width="${side}" height="${side}" fill-opacity="${(0.85 * share).toFixed(2)}"/>`;
  });
  const place = (a: number) => ((a + 1) / 2) * panel;
  const dots = actions.map(
    ([x, y]) => `<circle cx="${place(x).toFixed(1)}" cy="${(panel - place(y)).toFixed(1)}" r="1.8"/>`,
  );
  return [
    `<g transform="translate(${left} ${head})">`,
    `<text x="0" y="-10">state (${state.join(', ')})</text>`,
    `<g fill="${colours.q}" shape-rendering="crispEdges">${cells.join('')}</g>`,
    `<g fill="${colours.action}" fill-opacity="0.75">${dots.join('')}</g>`,
    `<rect width="${panel}" height="${panel}" fill="none" stroke="${colours.text}"/>`,
    '</g>',
  ].join('\n');
}

/** Episodes from the start, seen from above, and the goals. */
export function pathsFigure({ paths }: FourGoalsResult): string {
  const size = 420;
  const place = (x: number) => (((x + 7) / 14) * size).toFixed(1);
  const goals = [
    [5, 0],
    [0, 5],
    [-5, 0],
    [0, -5],
  ].map(
    ([x, y]) =>
      `<circle cx="${place(x)}" cy="${place(-y)}" r="${size / 14}" fill="${colours.goal}" fill-opacity="0.35"/>`,
  );
  const lines = paths.map(
    (path) => `<polyline points="${path.map(([x, y]) => `${place(x)},${place(-y)}`).join(' ')}"/>`,
  );
  return [
    open(size, size, `${paths.length} episodes of the learned policy from the start, and the four goals`),
    ...goals,
    `<g fill="none" stroke="${colours.q}" stroke-opacity="0.5">${lines.join('')}</g>`,
    `<rect width="${size}" height="${size}" fill="none" stroke="${colours.text}"/>`,
    '</svg>\n',
  ].join('\n');
}
