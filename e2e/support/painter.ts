/** A person at the grid editor, played by a test: finds the cells by what the status line says under the pointer. */
import type { Page } from 'playwright-core';

export class Painter {
  readonly #page: Page;
  readonly #columns: number;
  readonly #left: number;
  readonly #top: number;
  readonly #size: number;

  private constructor(page: Page, columns: number, place: { left: number; top: number; size: number }) {
    this.#page = page;
    this.#columns = columns;
    this.#left = place.left;
    this.#top = place.top;
    this.#size = place.size;
  }

  /** Feels for the grid under its row of winds. */
  static async find(page: Page, columns: number): Promise<Painter> {
    const winds = await page.getByRole('group', { name: 'Wind by column' }).boundingBox();
    if (!winds) throw new Error('The grid editor is not on screen.');
    const size = winds.width / columns;
    const x = winds.x + size / 2;
    for (let y = winds.y + winds.height; y < winds.y + 200; y += 2) {
      await page.mouse.move(x, y);
      if ((await statusOf(page)).startsWith('Row 1, column 1:'))
        return new Painter(page, columns, { left: winds.x, top: y, size });
    }
    throw new Error('The first cell of the grid was not found under the row of winds.');
  }

  /** Middle of a cell, counted from 1. */
  #middle(row: number, column: number): [number, number] {
    if (column > this.#columns) throw new Error(`There is no column ${column}.`);
    return [this.#left + (column - 0.5) * this.#size, this.#top + (row - 0.5) * this.#size];
  }

  /** What the status line says of a cell: `grass`, `wall`, `water, goal worth 5`. */
  async at(row: number, column: number): Promise<string> {
    await this.#page.mouse.move(...this.#middle(row, column));
    const place = `Row ${row}, column ${column}: `;
    await this.#page.getByText(place).waitFor();
    return (await statusOf(this.#page)).slice(place.length);
  }

  /** Drags from a cell to another in one jerk, as a quick hand does: the cells between must not be missed. */
  async drag(
    from: readonly [number, number],
    to: readonly [number, number],
    button: 'left' | 'right',
  ): Promise<void> {
    const { mouse } = this.#page;
    await mouse.move(...this.#middle(...from));
    await mouse.down({ button });
    await mouse.move(...this.#middle(...to));
    await mouse.up({ button });
  }

  async click(row: number, column: number): Promise<void> {
    await this.#page.mouse.click(...this.#middle(row, column));
  }
}

/** The line under the grid. */
async function statusOf(page: Page): Promise<string> {
  return (await page.locator('.status[aria-live]').innerText()).trim();
}
