// ESLint for the plugins: Backstage's own rules, and who may import whom in this repository.
const { builtinModules } = require('node:module');
const createConfig = require('@backstage/cli/config/eslint-factory');

const noEmulator = {
  name: 'fleet-emulator',
  message:
    'The emulator is a development tool: no plugin knows it. Only tests may import it.',
};

/**
 * Zones for `import/no-restricted-paths`: each room of `src` sees itself, the rooms it may use,
 * and the configuration; files of `src` itself see everything but the closed rooms.
 *
 * @param rooms - room to the rooms it may import
 * @param closed - room to the only file of `src` that may import it
 */
function zones(rooms, closed) {
  return [
    ...Object.entries(rooms).map(([room, allowed]) => ({
      target: `./src/${room}`,
      from: './src',
      except: [room, ...allowed].map(name => `./${name}`).concat('./config.ts'),
      message: `'${room}' may import ${
        allowed.length ? `${allowed.join(', ')} and ` : ''
      }the model only.`,
    })),
    ...Object.entries(closed).map(([room, file]) => ({
      target: `./src/!(${file}).ts`,
      from: `./src/${room}`,
      message: `Only ${file}.ts may import '${room}'.`,
    })),
  ];
}

const tests = ['**/*.test.*', '**/__testUtils__/**', '**/src/tests/**'];

/** Configuration of a plugin whose rooms may import each other one way only. */
function plugin(dir, { rooms = {}, closed = {}, restricted = [] } = {}) {
  return createConfig(dir, {
    restrictedSrcImports: [noEmulator, ...restricted],
    // Without the extensions the rule cannot find a TypeScript file, and then says nothing.
    settings: {
      'import/resolver': { node: { extensions: ['.ts', '.tsx', '.js'] } },
    },
    rules: {
      // A helper named expect… holds the assertion.
      'jest/expect-expect': [
        'error',
        { assertFunctionNames: ['expect', 'expect*', 'fc.assert'] },
      ],
      ...(Object.keys(rooms).length && {
        'import/no-restricted-paths': [
          'error',
          { basePath: dir, zones: zones(rooms, closed) },
        ],
      }),
    },
    overrides: [
      {
        files: tests,
        rules: {
          'import/no-restricted-paths': 'off',
          'no-restricted-imports': 'off',
        },
      },
    ],
  });
}

const runsAnywhere =
  'This package runs in browsers and in Node alike, without React.';

/** Configuration of a library for front end and back end. */
function commonLibrary(dir) {
  const names = [
    ...builtinModules.flatMap(name => [name, `node:${name}`]),
    'react',
    'react-dom',
    'react/jsx-runtime',
  ];
  return plugin(dir, {
    restricted: names.map(name => ({ name, message: runsAnywhere })),
  });
}

module.exports = { plugin, commonLibrary };
