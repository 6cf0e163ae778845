import { LabError } from '../../base/errors.ts';

/** Does `work`; the place of a fault in a part of the input becomes its place in the whole: `A[0]` is `environment.A[0]`. */
export function placedIn<T>(part: string, work: () => T): T {
  try {
    return work();
  } catch (error) {
    throw error instanceof LabError ? within(part, error) : error;
  }
}

export function within(part: string, error: LabError): LabError {
  const { where } = error;
  return LabError.fromData({
    ...error.toData(),
    where: where === null || where === '' ? part : `${part}.${where}`,
  });
}
