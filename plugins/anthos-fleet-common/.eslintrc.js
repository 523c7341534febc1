const { commonLibrary } = require('../../scripts/lib/arrows.cjs');

module.exports = commonLibrary(__dirname);
