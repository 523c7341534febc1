import { InputError } from '@backstage/errors';

const UNITS: Record<string, number> = {
  m: 1e-3,
  '': 1,
  k: 1e3,
  M: 1e6,
  G: 1e9,
  T: 1e12,
  Ki: 2 ** 10,
  Mi: 2 ** 20,
  Gi: 2 ** 30,
  Ti: 2 ** 40,
};

/** Reads a quantity of Kubernetes; undefined when it is none, or nothing at all. */
export function readQuantity(text: string): number | undefined {
  const match = /^(\d{1,12}(?:\.\d{1,3})?)(m|k|M|G|T|Ki|Mi|Gi|Ti)?$/.exec(text);
  const amount = match && Number(match[1]) * UNITS[match[2] ?? ''];
  return amount ? amount : undefined;
}

function amountOf(text: string): number {
  const amount = readQuantity(text);
  if (amount === undefined) {
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
