const createConfig = require('@backstage/cli/config/eslint-factory');

// A program, not a package for others: it puts a back end together, and nobody installs it.
module.exports = createConfig(__dirname, {
  rules: {
    '@backstage/no-undeclared-imports': 'off',
    '@backstage/no-mixed-plugin-imports': 'off',
  },
});
