const { plugin } = require('../../scripts/lib/arrows.cjs');

// Arrows between the rooms point one way; docs/architecture.md draws them.
module.exports = plugin(__dirname, {
  rooms: {
    hub: [],
    gateway: [],
    transitions: [],
    store: [],
    sweep: ['hub', 'gateway', 'store', 'transitions'],
    entities: ['store'],
    service: ['store', 'entities', 'schema'],
    actions: ['store', 'entities'],
    schema: [],
  },
  closed: { service: 'plugin' },
});
