/**
 * Fetches the code of the tab that an address asks for while the app still starts and signs its
 * reader in, so that it is there when the tab is shown.
 *
 * @param pathname - of the address; the app may be served under a path of its own
 * @param page - path of the page in the app
 * @param tabs - what fetches the code of each tab, the first of them the one that the page leads to
 */
export function fetchTabEarly(
  pathname: string,
  page: string,
  tabs: Record<string, () => Promise<unknown>>,
): void {
  const base = `/${page.replace(/^\/|\/$/g, '')}/`;
  const at = `${pathname}/`.indexOf(base);
  if (at === -1) {
    return;
  }
  const [asked] = pathname.slice(at + base.length).split('/');
  const name = asked || Object.keys(tabs)[0];
  if (Object.hasOwn(tabs, name)) {
    // The tab tries again when it is shown, and says what is wrong.
    tabs[name]().catch(() => {});
  }
}
