/** Paints the mark of an action. */
import { css } from '../colours.ts';
import type { Context } from '../draw-ground.ts';
import type { Theme } from '../theme.ts';
import type { ActionMark } from './action-mark.ts';
import type { ScenePlacement } from './placement.ts';

/** Pixels of the longest arrow. */
const longest = 54;

export function drawAction(ctx: Context, mark: ActionMark, place: ScenePlacement, theme: Theme): void {
  const x = place.toX(mark.at.x);
  const y = place.toY(mark.at.y);
  ctx.lineCap = 'round';
  ctx.lineJoin = 'round';
  const paint = () => {
    for (const [colour, width] of [
      [css(theme.background), 5.5],
      [css(theme.text), 2.5],
    ] as const) {
      ctx.strokeStyle = colour;
      ctx.lineWidth = width;
      ctx.stroke();
    }
  };
  ctx.beginPath();
  if (mark.kind === 'arrow') {
    const tipX = x + mark.x * longest;
    const tipY = y - mark.y * longest;
    ctx.moveTo(x, y);
    ctx.lineTo(tipX, tipY);
    head(ctx, tipX, tipY, Math.atan2(tipY - y, tipX - x));
  } else {
    const r = mark.radius * place.scale;
    // From the top, counterclockwise for positive; screen angles grow clockwise.
    const from = -Math.PI / 2;
    const to = from - mark.amount * 1.4;
    ctx.arc(x, y, r, from, to, mark.amount > 0);
    const tip = { x: x + r * Math.cos(to), y: y + r * Math.sin(to) };
    head(ctx, tip.x, tip.y, to + (mark.amount > 0 ? -Math.PI / 2 : Math.PI / 2));
  }
  paint();
}

function head(ctx: Context, x: number, y: number, angle: number): void {
  for (const turn of [2.6, -2.6]) {
    ctx.moveTo(x, y);
    ctx.lineTo(x + 8 * Math.cos(angle + turn), y + 8 * Math.sin(angle + turn));
  }
}
