const { createConfig } = require('@backstage/cli/config/eslint-factory');

// Playwright's tests look like Jest's, but are not: its rules would mistake one for the other.
module.exports = createConfig(__dirname, {
  rules: {
    'jest/expect-expect': 'off',
    'jest/no-standalone-expect': 'off',
    'jest/valid-title': 'off',
    'jest/no-done-callback': 'off',
  },
  overrides: [
    {
      // Plain modules that Node runs as they are, with what ./dev itself uses.
      files: ['fresh-app/*.mjs'],
      parserOptions: { ecmaVersion: 2022 },
      rules: {
        'no-await-in-loop': 'off',
        '@backstage/no-relative-monorepo-imports': 'off',
      },
    },
  ],
});
