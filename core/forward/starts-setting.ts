import { number } from '../base/settings.ts';

/** The setting of every method by sampling that says how often the `starts` of a learned reward are used. */
export const demonstrationStarts = number({
  label: 'Start in demonstrations',
  help: 'Share of episodes that begin in a state out of the demonstrations from which the reward was learned, so that what it pays at their end is found; returns of the curves count these episodes too.',
  level: 'basic',
  default: 0,
  min: 0,
  max: 1,
  scale: 'linear',
});
