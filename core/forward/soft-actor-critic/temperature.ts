import { LabError } from '../../base/errors.ts';
import type { SacSettings } from './spec.ts';

/**
 * The weight α of the entropy. Fixed, or moved by Adam on log α down the gradient of
 * J(log α) = log α (H - target) (Haarnoja et al., 2018, section 5; on log α itself, so that α stays positive and the
 * speed does not depend on its size).
 */
export class Temperature {
  readonly #automatic: boolean;
  readonly #target: number;
  #logarithm: number;
  #mean = 0;
  #square = 0;
  #steps = 0;

  constructor(settings: Pick<SacSettings, 'temperatureMode' | 'temperature'>, target: number) {
    this.#automatic = settings.temperatureMode === 'automatic';
    this.#target = target;
    this.#logarithm = Math.log(settings.temperature);
  }

  /** α */
  get value(): number {
    return Math.exp(this.#logarithm);
  }

  /**
   * One step towards the target entropy; none where the temperature is fixed.
   *
   * @throws LabError `NonFinite` for an entropy that is not finite; α stays as it was
   */
  step(entropy: number, stepSize: number): void {
    if (!this.#automatic) return;
    const gradient = entropy - this.#target;
    if (!Number.isFinite(gradient))
      throw new LabError('NonFinite', 'The entropy of the policy is not a finite number.', {
        kept: 'The temperature stays as it was.',
        remedy: 'Use smaller step sizes.',
      });
    this.#steps++;
    this.#mean += 0.1 * (gradient - this.#mean);
    this.#square += 0.001 * (gradient * gradient - this.#square);
    const mean = this.#mean / (1 - 0.9 ** this.#steps);
    const square = this.#square / (1 - 0.999 ** this.#steps);
    this.#logarithm -= (stepSize * mean) / (Math.sqrt(square) + 1e-8);
  }

  /** [4] all that {@link restore} needs. */
  save(): Float64Array {
    return Float64Array.of(this.#logarithm, this.#mean, this.#square, this.#steps);
  }

  restore(saved: ArrayLike<number>): void {
    [this.#logarithm, this.#mean, this.#square, this.#steps] = Array.from(saved);
  }
}
