/**
 * MuJoCo's package builds the functions between JavaScript and WebAssembly from text (`new Function`), which the page's
 * policy forbids: it allows WebAssembly and nothing else to be made from data. This plugin puts closures that do the same
 * in their place. Only for the page: Node runs the package as it is.
 */
import type { Plugin } from 'vite';

/** The invoker of a bound C++ function: checks the count, converts the arguments, calls, frees, converts the result. */
const invoker = `(function (...given) {
        checkArgCount(given.length, minArgs, expectedArgCount, humanName, throwBindingError);
        const destructors = needsDestructorStack ? [] : null;
        const wired = argTypes.slice(2).map((type, i) => type.toWireType(destructors, given[i]));
        if (isClassMethodFunc) wired.unshift(argTypes[1].toWireType(destructors, this));
        const result = cppInvokerFunc(cppTargetFunc, ...wired);
        if (needsDestructorStack) runDestructors(destructors);
        else
          argTypes.slice(isClassMethodFunc ? 1 : 2).forEach((type, i) => {
            if (type.destructorFunction !== null) type.destructorFunction(wired[i]);
          });
        if (returns) return argTypes[0].fromWireType(result);
      })`;

/** What C++ calls a JavaScript function by: its arguments lie packed in memory, one after the other. */
const methodCaller = `(function (obj, func, destructorsRef, packed) {
        let at = packed;
        const given = types.slice(0, argCount).map((type) => {
          const value = type.readValueFromPointer(at);
          at += type.argPackAdvance;
          return value;
        });
        const result = kind === 1 ? new func(...given) : kind === 0 ? func.call(obj, ...given) : func.call(...given);
        if (!retType.isVoid) return emval_returnValue(retType, destructorsRef, result);
      })`;

const replacements = [
  ['new Function(...args, invokerFnBody)(...closureArgs)', invoker],
  ['new Function(...params, functionBody)(...args)', methodCaller],
] as const;

/** The package's code without functions made from text. @throws when it is not the code this was written for */
export function withoutEval(code: string): string {
  let result = code;
  for (const [from, to] of replacements) {
    if (result.split(from).length !== 2)
      throw new Error(
        `MuJoCo's package has changed: "${from}" is not there once; look at build/without-eval.ts`,
      );
    result = result.replace(from, () => to);
  }
  if (/new Function\(|\beval\(/.test(result))
    throw new Error(
      'MuJoCo’s package makes functions from text in a new place; look at build/without-eval.ts',
    );
  return result;
}

/** See the top of this file. */
export const mujocoWithoutEval = (): Plugin => ({
  name: 'mujoco-without-eval',
  applyToEnvironment: ({ config }) => config.consumer === 'client',
  transform(code, id) {
    return /@mujoco\/mujoco\/mujoco\.js(\?|$)/.test(id) ? { code: withoutEval(code), map: null } : null;
  },
});
