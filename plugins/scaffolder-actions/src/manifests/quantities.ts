import { InputError } from '@backstage/errors';
import { readQuantity } from '../schemas';

function amountOf(text: string): number {
  const amount = readQuantity(text);
  if (!amount) {
    throw new InputError(
      `'${text}' is no quantity; give one as in 500m or 2Gi`,
    );
  }
  return amount;
}

/** CPUs: `own` and `count` times `each`, in the smallest unit that is a whole number. */
export function addCpu(own: string, each: string, count: number): string {
  const millis = Math.ceil(
    Math.round((amountOf(own) + amountOf(each) * count) * 1e6) / 1e3,
  );
  return millis % 1000 ? `${millis}m` : `${millis / 1000}`;
}

/** Memory: `own` and `count` times `each`, rounded up to whole Mi. */
export function addMemory(own: string, each: string, count: number): string {
  const mebibytes = Math.ceil(
    (amountOf(own) + amountOf(each) * count) / 2 ** 20,
  );
  return mebibytes % 1024 ? `${mebibytes}Mi` : `${mebibytes / 1024}Gi`;
}
