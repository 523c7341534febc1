/**
 * Google's libraries, each loaded when the first fleet is read: a portal without a fleet needs
 * neither, and of `googleapis` a single file is enough.
 *
 * By `require`, because these are CommonJS files loaded by a CommonJS plugin: `import()` would gain
 * nothing, and does not work where tests are run as CommonJS.
 */
export function loadHubLibrary() {
  return require('googleapis/build/src/apis/gkehub/v1') as typeof import('googleapis/build/src/apis/gkehub/v1');
}

export function loadAuthLibrary() {
  return require('google-auth-library') as typeof import('google-auth-library');
}
