import { LabError } from '../base/errors.ts';

/** @throws LabError InvalidInput with the number that was found, unless it is sound */
export function checkRange(sound: boolean, where: string, found: number, remedy: string): void {
  if (!sound) throw new LabError('InvalidInput', `The ${where} is ${found}.`, { where, remedy });
}

/** gamma in (0, 1]. @throws LabError InvalidInput */
export const checkDiscount = (discount: number): void =>
  checkRange(discount > 0 && discount <= 1, 'discount', discount, 'Give a number above 0, up to 1.');

/** alpha >= 0, finite. @throws LabError InvalidInput */
export const checkTemperature = (temperature: number): void =>
  checkRange(temperature >= 0 && temperature < Infinity, 'temperature', temperature, 'Give 0 or more.');
