// kubernetes-models and its relatives are published as ES modules only, under a condition that Jest
// does not look at when it loads CommonJS. Node itself loads them by `import()`, as the sources do.
const ESM_ONLY = /^(?:@kubernetes-models\/|kubernetes-models(?:\/|$))/;

module.exports = (request, options) =>
  options.defaultResolver(
    request,
    ESM_ONLY.test(request)
      ? { ...options, conditions: ['node', 'import', 'default'] }
      : options,
  );
