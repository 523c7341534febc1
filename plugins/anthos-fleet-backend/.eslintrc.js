const { plugin } = require('../../scripts/lib/arrows.cjs');

// Arrows between the rooms point one way; docs/architecture.md draws them.
module.exports = plugin(__dirname, {
  rooms: {
    // Signing in to Google, bounded fetches and what Google's errors mean.
    google: [],
    hub: ['google'],
    gateway: ['google'],
    store: [],
    // What entities say of their clusters and namespaces.
    annotations: [],
    ownership: ['store', 'annotations'],
    transitions: ['store'],
    sweep: ['hub', 'gateway', 'store', 'ownership', 'transitions'],
    // What Git hosts say of the commits that sweeps found.
    commits: ['google', 'store'],
    entities: ['store', 'annotations'],
    // What templates may ask of clusters and of Google.
    provisioning: ['hub', 'gateway', 'store'],
    service: ['store', 'entities', 'transitions', 'provisioning', 'schema'],
    actions: ['store', 'entities'],
    schema: [],
  },
  closed: { service: 'plugin' },
});
