import { LabError } from '../../base/errors.ts';

interface Named {
  readonly id: string;
  readonly name: string;
}

/** The row with this id, or the only one with this name (case does not matter). */
export function byIdOrName<Row extends Named>(rows: readonly Row[], wanted: string, what: string): Row {
  const found =
    rows.find((row) => row.id === wanted) ??
    only(
      rows.filter((row) => row.name.toLowerCase() === wanted.toLowerCase()),
      wanted,
      what,
    );
  if (found) return found;
  const names = rows.map((row) => `"${row.name}"`).join(', ');
  throw new LabError('NotFound', `There is no ${what} "${wanted}".`, {
    where: what,
    remedy: rows.length === 0 ? `The lab file has no ${what} yet.` : `There are ${names}.`,
  });
}

function only<Row extends Named>(rows: readonly Row[], wanted: string, what: string): Row | undefined {
  if (rows.length <= 1) return rows[0];
  throw new LabError('Conflict', `There are ${rows.length} of the name "${wanted}".`, {
    where: what,
    remedy: `Use an id: ${rows.map((row) => row.id).join(', ')}.`,
  });
}
