/** Building blocks shared by the procedures: ids, pages, typed arrays. */
import { z } from 'zod';

export const id = z.string().regex(/^[a-z]+_[0-9a-z]{16}$/, 'not an id of this lab');
export const seed = z.int().min(0).max(0xffff_ffff);
/** Milliseconds since 1970, UTC. */
export const timestamp = z.number();
export const name = z.string().trim().min(1).max(200);
export const tag = z.string().trim().min(1).max(40);
export const notes = z.string().max(20_000);

// Typed as arrays over any buffer, which is what everybody's functions take and give.
export const int32Array: z.ZodType<Int32Array, Int32Array> = z.instanceof(Int32Array);
export const float32Array: z.ZodType<Float32Array, Float32Array> = z.instanceof(Float32Array);
export const float64Array: z.ZodType<Float64Array, Float64Array> = z.instanceof(Float64Array);
/** Observations and actions: indices or continuous values. */
export const valueArray = z.union([int32Array, float32Array]);

/** A page of a list: `offset` rows skipped, at most `limit` returned. */
export const page = z.strictObject({
  offset: z.int().min(0).default(0),
  limit: z.int().min(1).max(500).default(100),
});

export const nothing = z.strictObject({});
export const byId = z.strictObject({ id });
export const byIds = z.strictObject({ ids: z.array(id).min(1).max(10_000) });
