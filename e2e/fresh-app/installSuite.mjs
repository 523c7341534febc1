import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fromRoot } from '../../scripts/lib/paths.mjs';
import { edit, editJson } from './edit.mjs';
import { runWithin } from './runWithin.mjs';

/** The range of versions in which the suite itself uses a package of others. */
const rangeOf = (packages, name) =>
  packages.map(({ manifest }) => manifest.dependencies?.[name]).find(Boolean);

/**
 * Adds packages to an app, those of this repository from their tarballs, and installs.
 *
 * @param steps - `[{ folder, names }]`, as `yarn --cwd <folder> add <names>`
 * @param options.packages - the packages of this repository
 * @param options.tarballs - the file of each of them, by name
 */
export async function addPackages(app, steps, { packages, tarballs, logFile }) {
  const files = Object.fromEntries(
    Array.from(tarballs, ([name, file]) => [name, `file:${file}`]),
  );
  const { resolutions } = JSON.parse(
    await readFile(fromRoot('package.json'), 'utf8'),
  );
  await editJson(join(app, 'package.json'), manifest => {
    // Packages of the suite need each other, and are not in the registry.
    manifest.resolutions = {
      ...manifest.resolutions,
      ...resolutions,
      ...files,
    };
  });
  for (const { folder, names } of steps) {
    await editJson(join(app, folder, 'package.json'), ({ dependencies }) => {
      for (const name of names) {
        dependencies[name] ??= files[name] ?? rangeOf(packages, name);
        if (!dependencies[name]) {
          throw new Error(`${name} is in neither the app nor the suite`);
        }
      }
    });
  }
  await runWithin(15, 'yarn', ['install'], {
    cwd: app,
    logFile,
    env: {
      // Nothing of it has to be compiled here, and not every machine has a compiler.
      YARN_ENABLE_SCRIPTS: 'false',
      // The lock file is made for this app now.
      YARN_ENABLE_IMMUTABLE_INSTALLS: 'false',
    },
  });
}

/** What README calls a place, in the files of create-app's template. */
const PLACES = {
  '': 'backend.start();',
  'instead of the route of templates':
    '<Route path="/create" element={<ScaffolderPage />} />',
  'among the routes': '</FlatRoutes>',
  'in the sidebar': '<SidebarScrollWrapper>',
  'among the cards of a component': '<Grid item md={8} xs={12}>',
  'among the cards of a resource': '<Grid item md={8} xs={12}>',
  'among the tabs of a component': '<EntityLayout.Route path="/ci-cd"',
};

/** A text with what an edit adds to it; what is there already is not added again. */
export function withEdit(text, { file, place, imports, code }) {
  const newImports = imports.filter(line => !text.includes(line));
  const newCode = code.startsWith('backend.add(')
    ? code
        .split(/^(?=backend\.add\()/m)
        .filter(call => !text.includes(/'(.+)'/.exec(call)[0]))
        .join('')
        .trim()
    : code;
  let result = text;
  if (newCode) {
    const anchor = PLACES[place];
    if (!anchor || !text.includes(anchor)) {
      throw new Error(`Nothing in ${file} is "${place || 'the end'}"`);
    }
    result = text.replaceAll(anchor, () =>
      place.startsWith('instead of ') ? newCode : `${newCode}\n${anchor}`,
    );
  }
  return [...newImports, result].join('\n');
}

/** Makes edits in the files of an app. */
export async function applyEdits(app, edits) {
  for (const step of edits) {
    await edit(join(app, step.file), text => withEdit(text, step));
  }
}
