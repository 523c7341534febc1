const { createConfig } = require('@backstage/cli/config/eslint-factory');

// Playwright's tests look like Jest's, but are not: its rules would mistake one for the other.
module.exports = createConfig(__dirname, {
  rules: {
    'jest/expect-expect': 'off',
    'jest/no-standalone-expect': 'off',
    'jest/valid-title': 'off',
    'jest/no-done-callback': 'off',
  },
});
