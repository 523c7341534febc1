/**
 * Google's generated client, loaded when the first fleet is read: a portal without a fleet does
 * not need it, and of `googleapis` a single file is enough.
 *
 * By `require`, because this is a CommonJS file loaded by a CommonJS plugin: `import()` would gain
 * nothing, and does not work where tests are run as CommonJS.
 */
export function loadHubLibrary() {
  return require('googleapis/build/src/apis/gkehub/v1') as typeof import('googleapis/build/src/apis/gkehub/v1');
}
