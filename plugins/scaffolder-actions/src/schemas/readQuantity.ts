import { parseQuantity } from 'backstage-plugin-anthos-fleet-common';

/** Reads an amount that can be asked for, in its base unit; undefined when it is none. */
export function readQuantity(text: string): number | undefined {
  const amount = parseQuantity(text);
  return amount !== undefined && amount >= 0 ? amount : undefined;
}
