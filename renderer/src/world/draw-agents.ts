/** What moves: agents, the cursor, and outlined states. */
import { css } from './colours.ts';
import type { Context } from './draw-ground.ts';
import type { Placement } from './placement.ts';
import type { Theme } from './theme.ts';
import type { Role } from './types.ts';

export interface Spot {
  readonly role: Role;
  readonly x: number;
  readonly y: number;
}

/** Expert: orange circle. Learned: blue diamond. Two on one spot stand side by side. */
export function drawAgents(ctx: Context, spots: readonly Spot[], size: number, theme: Theme): void {
  const r = Math.max(4, Math.min(18, size * 0.27));
  spots.forEach((spot, i) => {
    const shared = spots.some((other, k) => k !== i && Math.hypot(other.x - spot.x, other.y - spot.y) < r);
    const x = spot.x + (shared ? (i === 0 ? -0.65 : 0.65) * r : 0);
    ctx.beginPath();
    if (spot.role === 'expert') ctx.arc(x, spot.y, r, 0, 2 * Math.PI);
    else {
      ctx.moveTo(x, spot.y - r * 1.2);
      ctx.lineTo(x + r * 1.2, spot.y);
      ctx.lineTo(x, spot.y + r * 1.2);
      ctx.lineTo(x - r * 1.2, spot.y);
      ctx.closePath();
    }
    ctx.shadowColor = 'rgba(0, 0, 0, 0.35)';
    ctx.shadowBlur = r * 0.5;
    ctx.shadowOffsetY = r * 0.12;
    ctx.fillStyle = css(spot.role === 'expert' ? theme.expert : theme.learned);
    ctx.fill();
    ctx.shadowColor = 'transparent';
    ctx.lineWidth = Math.max(1.5, r * 0.16);
    ctx.lineJoin = 'round';
    ctx.strokeStyle = '#ffffff';
    ctx.stroke();
    ctx.lineWidth = 1;
    ctx.strokeStyle = 'rgba(0, 0, 0, 0.55)';
    ctx.stroke();
  });
  ctx.shadowBlur = 0;
  ctx.shadowOffsetY = 0;
}

/** A frame around a state, dark inside light so that it shows on any colour. */
export function drawFrame(ctx: Context, place: Placement, state: number, inner: string, width: number): void {
  const half = place.size / 2;
  const trace = () => {
    ctx.beginPath();
    if (place.kind === 'grid')
      ctx.rect(place.x[state] - half + 1, place.y[state] - half + 1, place.size - 2, place.size - 2);
    else ctx.arc(place.x[state], place.y[state], half + 3, 0, 2 * Math.PI);
  };
  trace();
  ctx.strokeStyle = 'rgba(255, 255, 255, 0.9)';
  ctx.lineWidth = width + 2;
  ctx.stroke();
  trace();
  ctx.strokeStyle = inner;
  ctx.lineWidth = width;
  ctx.stroke();
}
