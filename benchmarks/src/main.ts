import { join } from 'node:path';
import { clusterSweep } from './clusterSweep';
import { paint } from './paint';
import { peers } from './peers';
import { print, RawData } from './report';
import { register } from './register';
import { scale } from './scale';

const PARTS = { register, scale, clusterSweep, peers, paint };

const {
  BENCH_CONNECTION,
  BENCH_FOLDER,
  BENCH_ONLY,
  BENCH_SIZES,
  BENCH_PEER_SIZES,
  BENCH_SECONDS,
} = process.env;

const numbers = (text: string) => text.split(',').map(Number);

async function main() {
  const folder = BENCH_FOLDER ?? join(process.cwd(), '.dev', 'bench');
  const seconds = Number(BENCH_SECONDS ?? 4);
  const raw = new RawData();
  const wanted = BENCH_ONLY?.split(',') ?? Object.keys(PARTS);
  const unknown = wanted.find(name => !(name in PARTS));
  if (unknown) {
    throw new Error(
      `BENCH_ONLY names '${unknown}'; give some of ${Object.keys(PARTS)}`,
    );
  }
  print(`PostgreSQL, Node ${process.versions.node}, ${seconds} s a route`);
  for (const [name, part] of Object.entries(PARTS)) {
    if (wanted.includes(name)) {
      print();
      print(`== ${name}`);
      const began = Date.now();
      await measured(name, raw, () =>
        part({
          folder: join(folder, name),
          connection: JSON.parse(BENCH_CONNECTION ?? '{}'),
          sizes: numbers(
            name === 'peers'
              ? BENCH_PEER_SIZES ?? '10,50,200'
              : BENCH_SIZES ?? '10,1000,5000',
          ),
          seconds,
          raw,
        }),
      );
      print();
      print(`(${Math.round((Date.now() - began) / 1000)} s)`);
    }
  }
  const file = join(folder, 'results.json');
  await raw.write(file, {
    date: new Date().toISOString(),
    node: process.versions.node,
    seconds,
  });
  print();
  print(`Every number is in ${file}`);
}

/** A part that cannot be run says why, and the others are run. */
async function measured(name: string, raw: RawData, part: () => Promise<void>) {
  try {
    await part();
  } catch (error) {
    const { message, stack } = error as Error;
    raw.add('failed', { part: name, message });
    print(`  ${name} could not be run to its end: ${message}`);
    process.stderr.write(`${stack}\n`);
    process.exitCode = 1;
  }
}

main().catch(error => {
  process.stderr.write(`${error.stack ?? error}\n`);
  process.exitCode = 1;
});
