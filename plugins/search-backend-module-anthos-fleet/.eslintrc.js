const { plugin } = require('../../scripts/lib/arrows.cjs');

module.exports = plugin(__dirname);
