/** a and b behind one another; a itself where b is empty. */
export function joined(a: Float32Array, b: Float32Array): Float32Array {
  if (b.length === 0) return a;
  const both = new Float32Array(a.length + b.length);
  both.set(a);
  both.set(b, a.length);
  return both;
}
