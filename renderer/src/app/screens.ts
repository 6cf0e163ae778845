/** The screens of the rail, in the order of the work. */

import Explorer from '@lucide/svelte/icons/audio-waveform';
import Circle from '@lucide/svelte/icons/circle-dot';
import Replay from '@lucide/svelte/icons/columns-2';
import Rewards from '@lucide/svelte/icons/gem';
import Environments from '@lucide/svelte/icons/grid-3x3';
import Infer from '@lucide/svelte/icons/lightbulb';
import Compare from '@lucide/svelte/icons/scale';
import Demonstrations from '@lucide/svelte/icons/waypoints';
import type { Component } from 'svelte';
import type { ScreenId } from '../lab/navigation.svelte.ts';
import CompareScreen from '../screens/compare/CompareScreen.svelte';
import DemonstrationsScreen from '../screens/demonstrations/DemonstrationsScreen.svelte';
import EnvironmentsScreen from '../screens/environments/EnvironmentsScreen.svelte';
import ExplorerScreen from '../screens/explorer/ExplorerScreen.svelte';
import InferScreen from '../screens/infer/InferScreen.svelte';
import RecordScreen from '../screens/record/RecordScreen.svelte';
import ReplayScreen from '../screens/replay/ReplayScreen.svelte';
import RewardsScreen from '../screens/rewards/RewardsScreen.svelte';
import type { Icon } from '../ui/icon.ts';

export interface Screen {
  readonly id: ScreenId;
  readonly label: string;
  readonly icon: Icon;
  readonly component: Component;
  /** One sentence for the palette. */
  readonly purpose: string;
}

export const screens: readonly Screen[] = [
  {
    id: 'environments',
    label: 'Environments',
    icon: Environments,
    component: EnvironmentsScreen,
    purpose: 'Worlds to act in: pick one, paint one, import one',
  },
  {
    id: 'record',
    label: 'Record',
    icon: Circle,
    component: RecordScreen,
    purpose: 'Drive and keep demonstrations',
  },
  {
    id: 'demonstrations',
    label: 'Demonstrations',
    icon: Demonstrations,
    component: DemonstrationsScreen,
    purpose: 'Look through, tag, trim, make datasets',
  },
  {
    id: 'infer',
    label: 'Infer',
    icon: Infer,
    component: InferScreen,
    purpose: 'Recover the reward behind a dataset',
  },
  {
    id: 'rewards',
    label: 'Rewards',
    icon: Rewards,
    component: RewardsScreen,
    purpose: 'Recovered rewards, beside the true one where known',
  },
  {
    id: 'replay',
    label: 'Replay',
    icon: Replay,
    component: ReplayScreen,
    purpose: 'Expert and learned policy side by side',
  },
  {
    id: 'compare',
    label: 'Compare',
    icon: Compare,
    component: CompareScreen,
    purpose: 'How close, in numbers with intervals',
  },
  {
    id: 'explorer',
    label: 'Explorer',
    icon: Explorer,
    component: ExplorerScreen,
    purpose: 'Control as inference, live: messages, marginals, posterior against causal',
  },
];
