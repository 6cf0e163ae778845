/** Running means by name; a name that was never added is left out. */
export class Means {
  readonly #sums = new Map<string, { sum: number; count: number }>();

  addAll(values: Readonly<Record<string, number>>): void {
    for (const [name, value] of Object.entries(values)) {
      const kept = this.#sums.get(name) ?? { sum: 0, count: 0 };
      kept.sum += value;
      kept.count++;
      this.#sums.set(name, kept);
    }
  }

  values(): Record<string, number> {
    return Object.fromEntries(Array.from(this.#sums, ([name, { sum, count }]) => [name, sum / count]));
  }
}
