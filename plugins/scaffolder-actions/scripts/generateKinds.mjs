// Writes src/schemas/generated/kinds.json: which kinds there are, where their classes are, and which
// fields they have. The validators of the packages let unknown fields pass; their types know better.
//
// Run it when one of the packages changes: node scripts/generateKinds.mjs
import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';

const PACKAGES = [
  'kubernetes-models',
  '@kubernetes-models/istio',
  '@kubernetes-models/gateway-api',
];
const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const require = createRequire(join(root, 'package.json'));
const target = join(root, 'src/schemas/generated/kinds.json');

function* declarations(folder) {
  for (const name of readdirSync(folder).sort()) {
    const path = join(folder, name);
    if (name === '_schemas' || name === 'node_modules') {
      continue;
    }
    if (statSync(path).isDirectory()) {
      yield* declarations(path);
    } else if (name.endsWith('.d.ts') && name !== 'index.d.ts') {
      yield path;
    }
  }
}

const files = PACKAGES.flatMap(name => {
  const folder = dirname(require.resolve(`${name}/package.json`));
  return [...declarations(folder)].map(path => ({
    path,
    module: `${name}/${relative(folder, path).replace(/\.d\.ts$/, '')}`,
    head: readFileSync(path, 'utf8'),
  }));
}).filter(({ head }) => /extends Model</.test(head));

const program = ts.createProgram(
  files.map(({ path }) => path),
  {
    strict: true,
    noEmit: true,
    skipLibCheck: true,
    types: [],
    target: ts.ScriptTarget.ES2022,
    module: ts.ModuleKind.NodeNext,
    moduleResolution: ts.ModuleResolutionKind.NodeNext,
  },
);
const checker = program.getTypeChecker();

/** Shape 0 is anything. A shape maps fields to shapes; `*` stands for any other field. */
const shapes = [{}];
const byType = new Map();

function members(type) {
  return type.isUnion()
    ? type.types.flatMap(members)
    : [type].filter(
        one =>
          !(
            one.flags &
            (ts.TypeFlags.Undefined | ts.TypeFlags.Null | ts.TypeFlags.Never)
          ),
      );
}

function shapeOf(type) {
  const parts = members(type);
  const objects = parts.filter(part => part.flags & ts.TypeFlags.Object);
  // Where something else than an object is right as well, nothing is said.
  if (!objects.length || objects.length < parts.length) {
    return 0;
  }
  const lists = objects.filter(part => checker.isArrayType(part));
  if (lists.length) {
    return lists.length === objects.length && lists.length === 1
      ? shapeOf(checker.getTypeArguments(lists[0])[0])
      : 0;
  }
  const key = objects
    .map(part => part.id)
    .sort()
    .join();
  if (byType.has(key)) {
    return byType.get(key);
  }
  const index = shapes.length;
  const shape = {};
  shapes.push(shape);
  byType.set(key, index);
  let any = false;
  for (const part of objects) {
    const rest = checker.getIndexTypeOfType(part, ts.IndexKind.String);
    const fields = checker.getPropertiesOfType(part);
    any ||= !rest && !fields.length;
    if (rest) {
      shape['*'] = shapeOf(rest);
    }
    for (const field of fields) {
      const found = shapeOf(checker.getTypeOfSymbol(field));
      shape[field.name] =
        field.name in shape && shape[field.name] !== found ? 0 : found;
    }
  }
  if (any) {
    shape['*'] = 0;
  }
  return index;
}

const kinds = {};
for (const { path, module } of files) {
  const exports = checker.getExportsOfModule(
    checker.getSymbolAtLocation(program.getSourceFile(path)),
  );
  const kind = module.split('/').at(-1);
  const declared = exports.find(({ name }) => name === `I${kind}`);
  const type = declared && checker.getDeclaredTypeOfSymbol(declared);
  const literal = name => {
    const field = type && checker.getPropertyOfType(type, name);
    const found = field && checker.getTypeOfSymbol(field);
    return found?.isStringLiteral() ? found.value : undefined;
  };
  if (!literal('apiVersion') || !literal('kind')) {
    continue;
  }
  kinds[`${literal('apiVersion')}/${literal('kind')}`] = {
    module,
    shape: shapeOf(type),
  };
}

// Shapes that are the same are written once; those that refer to the same ones become the same.
function merge(numbers) {
  const seen = new Map();
  const merged = shapes.map((shape, index) => {
    const text =
      index === 0
        ? ''
        : JSON.stringify(
            Object.entries(shape)
              .map(([name, to]) => [name, numbers[to]])
              .sort(([a], [b]) => (a < b ? -1 : 1)),
          );
    if (!seen.has(text)) {
      seen.set(text, index);
    }
    return seen.get(text);
  });
  return { merged, count: seen.size };
}

let numbers = shapes.map((_, index) => index);
for (let before = Infinity; ; ) {
  const { merged, count } = merge(numbers);
  numbers = merged;
  if (count === before) {
    break;
  }
  before = count;
}
const kept = [...new Set(numbers)].sort((a, b) => a - b);
const place = new Map(kept.map((index, at) => [index, at]));
const to = index => place.get(numbers[index]);

const lines = entries =>
  entries.map(entry => JSON.stringify(entry)).join(',\n');
writeFileSync(
  target,
  `{\n"kinds": {\n${Object.entries(kinds)
    .map(
      ([name, { module, shape }]) =>
        `${JSON.stringify(name)}: ${JSON.stringify({
          module,
          shape: to(shape),
        })}`,
    )
    .join(',\n')}\n},\n"shapes": [\n${lines(
    kept.map(index =>
      Object.fromEntries(
        Object.entries(shapes[index]).map(([name, shape]) => [name, to(shape)]),
      ),
    ),
  )}\n]\n}\n`,
);
