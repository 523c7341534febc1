const { plugin } = require('../../scripts/lib/arrows.cjs');

module.exports = plugin(__dirname, {
  rooms: {
    // Schemas of Kubernetes, Istio and the Gateway API, and validation against them.
    schemas: [],
    // Objects of a namespace and of a service, and how they become files.
    manifests: ['schemas'],
    // What is wrong with a folder of manifests.
    checks: ['schemas'],
    // Repositories: cloning, committing, pushing.
    git: ['manifests'],
    // What the actions have in common: inputs, the fleet, dry runs.
    common: [],
    actions: ['manifests', 'checks', 'git', 'schemas', 'common'],
  },
});
