import type { StepShape } from '../store/api.ts';
import type { StepColumns } from '../store/step-chunk.ts';
import type { Recorder } from './api.ts';

/** Steps per call, as many as a page sends at most. */
const stepsPerCall = 4096;

/**
 * Sends a whole episode through `append`, in pieces. Observations hold one row more than there are steps: the one after
 * the last.
 */
export function appendAll(
  recorder: Pick<Recorder, 'append'>,
  id: string,
  shape: StepShape,
  episode: StepColumns,
): void {
  const { observationWidth: w, actionWidth: v } = shape;
  const length = episode.rewards.length;
  for (let from = 0; from < length; from += stepsPerCall) {
    const to = Math.min(length, from + stepsPerCall);
    recorder.append({
      id,
      from,
      observations: episode.observations.subarray(from * w, to * w),
      actions: episode.actions.subarray(from * v, to * v),
      rewards: episode.rewards.subarray(from, to),
      times: episode.times.subarray(from, to),
      finalObservation: episode.observations.subarray(to * w, (to + 1) * w),
    });
  }
}
