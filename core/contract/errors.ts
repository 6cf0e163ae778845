/** How a {@link LabError} crosses a host: as an oRPC error whose code is ours and whose data are our sentences. */
import { ORPCError } from '@orpc/client';
import { z } from 'zod';
import { asLabError, errorCodes, LabError, type LabErrorData } from '../base/errors.ts';

export const labErrorData = z.strictObject({
  code: z.enum(errorCodes),
  message: z.string(),
  where: z.string().nullable(),
  kept: z.string().nullable(),
  remedy: z.string().nullable(),
}) satisfies z.ZodType<LabErrorData>;

/** What a host sends for any thrown value. A validation failure of oRPC's own becomes `InvalidInput`. */
export function toWire(thrown: unknown): ORPCError<string, LabErrorData> {
  const error = thrown instanceof ORPCError ? fromValidation(thrown) : asLabError(thrown);
  return new ORPCError(error.code, { message: error.message, data: error.toData(), cause: thrown });
}

/** What a client throws for any failure: always a {@link LabError}. A lost connection is `BackendGone`. */
export function fromWire(thrown: unknown): LabError {
  if (thrown instanceof LabError) return thrown;
  if (thrown instanceof ORPCError) {
    const data = labErrorData.safeParse(thrown.data);
    return data.success ? LabError.fromData(data.data) : fromValidation(thrown);
  }
  if (thrown instanceof DOMException && thrown.name === 'AbortError')
    return new LabError('Cancelled', 'The call was cancelled.', { cause: thrown });
  return new LabError('BackendGone', 'The core process does not answer.', {
    kept: 'Everything committed so far is in the lab file.',
    remedy: 'Restart the core process; unfinished recordings and runs can be resumed.',
    cause: thrown,
  });
}

const validationIssues = z.object({
  issues: z.array(
    z.object({ message: z.string(), path: z.array(z.union([z.string(), z.number()])).optional() }),
  ),
});

function fromValidation(error: ORPCError<string, unknown>): LabError {
  const known = labErrorData.safeParse(error.data);
  if (known.success) return LabError.fromData(known.data);
  const parsed = validationIssues.safeParse(error.data);
  const issue = parsed.success ? parsed.data.issues[0] : undefined;
  if (error.code === 'BAD_REQUEST' && issue) {
    const where = (issue.path ?? []).join('.');
    return new LabError('InvalidInput', issue.message, where ? { where } : {});
  }
  return new LabError('Internal', error.message, { cause: error });
}
