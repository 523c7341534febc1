const { plugin } = require('../../scripts/lib/arrows.cjs');

// Arrows between the rooms point one way; docs/architecture.md draws them.
module.exports = plugin(__dirname, {
  rooms: {
    // Signing in to Google, bounded fetches and what Google's errors mean.
    google: [],
    hub: ['google'],
    gateway: ['google'],
    store: [],
    ownership: ['store'],
    transitions: ['store'],
    sweep: ['hub', 'gateway', 'store', 'ownership', 'transitions'],
    entities: ['store'],
    service: ['store', 'entities', 'transitions', 'schema'],
    actions: ['store', 'entities'],
    schema: [],
  },
  closed: { service: 'plugin' },
});
