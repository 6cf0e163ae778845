import { LabError } from '../../base/errors.ts';

/** The index itself. @throws LabError InvalidInput unless it is a whole number from 0 to count - 1 */
export function indexBelow(count: number, index: number, where: string): number {
  if (Number.isInteger(index) && index >= 0 && index < count) return index;
  throw new LabError('InvalidInput', `There is no ${index} among ${count}.`, {
    where,
    remedy: `Give a whole number from 0 to ${count - 1}.`,
  });
}
