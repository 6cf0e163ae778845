/**
 * Errors as data. Every failure that can reach a person or another process carries a code that callers branch on,
 * and three sentences: what happened (`message`), what was kept (`kept`), what to do (`remedy`).
 */

/** Every code the lab can answer with. Codes, never message text, drive recovery. */
export const errorCodes = [
  'InvalidInput', // the request, file or setting is malformed; `where` points at the entry
  'NotFound', // the thing named does not exist (or was deleted)
  'Conflict', // the thing exists already, or is in a state that forbids this
  'NonFinite', // a number became NaN or infinite; the computation stopped at that step
  'NotConverged', // a solver ran out of iterations or the problem has no finite answer
  'Cancelled', // a person or a shutdown asked the work to stop
  'ReplayMismatch', // a demonstration does not re-simulate to what was recorded
  'NotALabFile', // the file is no SQLite lab file
  'NewerLabFile', // the file was written by a newer version of the app
  'LabFileInUse', // another process has the file open
  'ReadOnlyLabFile', // the file or its folder cannot be written
  'DiskFull', // the disk has no room left
  'CorruptLabFile', // the file fails its integrity check
  'Forbidden', // the caller may not ask this
  'BackendGone', // the core process died; waiting calls are rejected with this
  'Internal', // a defect of the app itself
] as const;

export type ErrorCode = (typeof errorCodes)[number];

/** The plain-data form of a {@link LabError}; what crosses process boundaries and is stored on a failed run. */
export interface LabErrorData {
  readonly code: ErrorCode;
  /** What happened, one sentence. */
  readonly message: string;
  /** Where in the input, e.g. `transitions[3].probability`; null when it is about no one place. */
  readonly where: string | null;
  /** What was kept, one sentence; null when nothing was at stake. */
  readonly kept: string | null;
  /** What to do next, one sentence; null when there is nothing to do. */
  readonly remedy: string | null;
}

/** An error with a code and the sentences a person needs. */
export class LabError extends Error implements LabErrorData {
  readonly code: ErrorCode;
  readonly where: string | null;
  readonly kept: string | null;
  readonly remedy: string | null;

  constructor(
    code: ErrorCode,
    message: string,
    about: { where?: string; kept?: string; remedy?: string; cause?: unknown } = {},
  ) {
    super(message, about.cause === undefined ? undefined : { cause: about.cause });
    this.name = 'LabError';
    this.code = code;
    this.where = about.where ?? null;
    this.kept = about.kept ?? null;
    this.remedy = about.remedy ?? null;
  }

  /** The plain-data form. */
  toData(): LabErrorData {
    return {
      code: this.code,
      message: this.message,
      where: this.where,
      kept: this.kept,
      remedy: this.remedy,
    };
  }

  /** Rebuilds an error from its plain-data form. */
  static fromData(data: LabErrorData): LabError {
    const { code, message, where, kept, remedy } = data;
    return new LabError(code, message, {
      ...(where === null ? {} : { where }),
      ...(kept === null ? {} : { kept }),
      ...(remedy === null ? {} : { remedy }),
    });
  }
}

/** Any thrown value as a {@link LabError}; what is not one already becomes `Internal` and keeps its cause. */
export function asLabError(thrown: unknown): LabError {
  if (thrown instanceof LabError) return thrown;
  const message = thrown instanceof Error ? thrown.message : String(thrown);
  return new LabError('Internal', message, { cause: thrown });
}
