const { createConfig } = require('@backstage/cli/config/eslint-factory');

// Plain modules that Node runs as they are. They use what the root package.json has.
module.exports = createConfig(__dirname, {
  parserOptions: { ecmaVersion: 2022 },
  rules: {
    'jest/expect-expect': ['error', { assertFunctionNames: ['assert.*'] }],
    'jest/no-standalone-expect': 'off',
    'no-await-in-loop': 'off',
    'no-console': 'error',
  },
});
