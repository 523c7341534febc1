import { readFile } from 'node:fs/promises';
import { parse } from 'yaml';
import { fromRoot } from '../../scripts/lib/paths.mjs';

/** Blocks of code of a Markdown text: `{ heading, language, text }`. */
export function blocksOf(markdown) {
  const blocks = [];
  let heading = '';
  for (const [, title, language, text] of markdown.matchAll(
    /^#+ (.+)$|^```(\w+)\n([\s\S]*?)^```$/gm,
  )) {
    if (title) {
      heading = title;
    } else {
      blocks.push({ heading, language, text });
    }
  }
  return blocks;
}

/** Packages that the commands of a block add, as `{ folder, names }`. */
function addedPackages(text) {
  const commands = text.replaceAll('\\\n', ' ');
  return Array.from(
    commands.matchAll(/^yarn --cwd (\S+) add (.+)$/gm),
    ([, folder, names]) => ({ folder, names: names.trim().split(/\s+/) }),
  );
}

/**
 * What a block has somebody write, as `{ file, place, imports, code }`. A comment names the file and,
 * after a comma, the place in it; one that begins with "among" names another place in the same file.
 * A block without such a comment is only an example.
 */
export function editsOf(text) {
  let file;
  return text
    .split(/^\/\/ (?=packages\/|among )/m)
    .slice(1)
    .map(part => {
      const [, first, body] = /^(.*)\n([\s\S]*)$/.exec(part);
      const [, path, place] = /^(?:(packages\/[^,]+))?(?:, )?(.*)$/.exec(first);
      file = path ?? file;
      return {
        file,
        place,
        imports: body.match(/^import [^;]*;/gm) ?? [],
        code: body
          .replace(/^import [^;]*;/gm, '')
          .trim()
          // One element, which prettier ends like a statement.
          .replace(/^(<[\s\S]*);$/, '$1'),
      };
    });
}

const stepsOf = blocks => ({
  packages: blocks
    .filter(({ language }) => language === 'sh')
    .flatMap(({ text }) => addedPackages(text)),
  edits: blocks
    .filter(({ language }) => ['ts', 'tsx'].includes(language))
    .flatMap(({ text }) => editsOf(text)),
  config: blocks
    .filter(({ language }) => language === 'yaml')
    .map(({ text }) => parse(text)),
});

const readBlocks = async path =>
  blocksOf(await readFile(fromRoot(path), 'utf8'));

/** The heading of README that each kind of app follows, beside "Back end". */
const FRONT_ENDS = {
  new: 'Front end, new system',
  legacy: 'Front end, old system',
};

/** Where it is written how to add the modules that are optional. */
const OPTIONAL = [
  ['plugins/kubernetes-backend-module-anthos-fleet/README.md', 'Install'],
  ['plugins/search-backend-module-anthos-fleet/README.md', 'Install'],
  ['docs/self-service.md', 'Use the templates'],
];

/**
 * All that README and the pages that it leads to tell somebody to do who adds the suite to a portal.
 *
 * @param frontEnd - `new` or `legacy`
 * @returns packages to add, edits to make, and configuration to write
 */
export async function installationSteps(frontEnd) {
  const readme = (await readBlocks('README.md')).filter(
    ({ heading, language }) =>
      heading === 'Back end' ||
      heading === FRONT_ENDS[frontEnd] ||
      // Both systems take the same package, which is added where the new one is described.
      (heading === FRONT_ENDS.new && language === 'sh'),
  );
  const optional = await Promise.all(
    OPTIONAL.map(async ([path, wanted]) =>
      (await readBlocks(path)).filter(({ heading }) => heading === wanted),
    ),
  );
  return stepsOf(
    [...readme, ...optional.flat()].filter(
      // The new app of create-app finds its plugins by itself.
      ({ language }) => !(frontEnd === 'new' && language === 'tsx'),
    ),
  );
}

/** The annotations that README has somebody give a component. */
export async function componentAnnotations() {
  const [block] = (await readBlocks('README.md')).filter(
    ({ heading }) => heading === 'Say where a component runs',
  );
  return parse(block.text).metadata.annotations;
}
