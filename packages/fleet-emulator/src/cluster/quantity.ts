const SUFFIXES: Record<string, number> = {
  n: 1e-9,
  u: 1e-6,
  m: 1e-3,
  '': 1,
  k: 1e3,
  M: 1e6,
  G: 1e9,
  T: 1e12,
  P: 1e15,
  Ki: 2 ** 10,
  Mi: 2 ** 20,
  Gi: 2 ** 30,
  Ti: 2 ** 40,
  Pi: 2 ** 50,
};

const QUANTITY = /^([+-]?\d+(?:\.\d*)?|[+-]?\.\d+)([numkMGTP]|[KMGTP]i)?$/;

/** A quantity such as `500m` or `4Gi`, as a number. Undefined when it is none. */
export function parseQuantity(text: unknown): number | undefined {
  const [, amount, suffix = ''] = QUANTITY.exec(String(text)) ?? [];
  return amount === undefined ? undefined : Number(amount) * SUFFIXES[suffix];
}

/** Writes a quantity the way Kubernetes does: the largest unit that keeps it whole. */
export function formatQuantity(value: number, binary: boolean): string {
  const units = binary
    ? ['Pi', 'Ti', 'Gi', 'Mi', 'Ki']
    : ['P', 'T', 'G', 'M', 'k'];
  if (!Number.isInteger(value)) {
    return `${Math.ceil(value * 1000)}m`;
  }
  const unit = units.find(
    candidate => value !== 0 && value % SUFFIXES[candidate] === 0,
  );
  return unit ? `${value / SUFFIXES[unit]}${unit}` : String(value);
}
