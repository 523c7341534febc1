/**
 * Google's library for signing in, loaded when the first fleet is read: a portal without a fleet
 * does not need it.
 *
 * By `require`, because this is a CommonJS file loaded by a CommonJS plugin: `import()` would gain
 * nothing, and does not work where tests are run as CommonJS.
 */
export function loadAuthLibrary() {
  return require('google-auth-library') as typeof import('google-auth-library');
}
