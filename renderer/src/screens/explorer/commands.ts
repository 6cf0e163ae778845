/** What the explorer answers to by key and by name. */
import type { Command } from '../../app/commands.svelte.ts';
import type { ExplorerState } from './explorer.svelte.ts';

/** Arrow keys belong to a slider or a row of choices while it has the focus. */
const arrowsFree = () => !(document.activeElement instanceof HTMLInputElement);

export function explorerCommands(explorer: ExplorerState): Command[] {
  const { clock } = explorer;
  const group = 'Explorer';
  const step = (id: string, title: string, shortcut: string, by: number): Command => ({
    id: `explorer.${id}`,
    title,
    group,
    shortcut,
    run: () => clock.step(by),
    ...(shortcut.startsWith('Arrow') ? { enabled: arrowsFree } : {}),
  });
  return [
    { id: 'explorer.play', title: 'Play or pause', group, shortcut: 'Space', run: () => clock.toggle() },
    step('back', 'One step back', 'ArrowLeft', -1),
    step('on', 'One step on', 'ArrowRight', 1),
    step('back-sign', 'One step back, from anywhere', ',', -1),
    step('on-sign', 'One step on, from anywhere', '.', 1),
    { id: 'explorer.first', title: 'To the first step', group, shortcut: 'Home', run: () => clock.seek(0) },
    {
      id: 'explorer.last',
      title: 'To the last step',
      group,
      shortcut: 'End',
      run: () => clock.seek(clock.length),
    },
    {
      id: 'explorer.view',
      title: 'Messages, or posterior against causal',
      group,
      shortcut: 'V',
      run: () => {
        explorer.view = explorer.view === 'films' ? 'compare' : 'films';
      },
    },
    {
      id: 'explorer.arrows',
      title: 'Arrows of the policy on or off',
      group,
      shortcut: 'A',
      run: () => {
        explorer.arrows = !explorer.arrows;
      },
    },
    {
      id: 'explorer.lottery',
      title: 'Open the lottery',
      group,
      shortcut: 'L',
      keywords: ['optimism', 'luck', 'chance', 'example'],
      run: () => explorer.choose('example:lottery'),
    },
  ];
}
