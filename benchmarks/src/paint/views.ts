/** A view of the app and what shows that it is there. */
export interface View {
  name: string;
  path: string;
  /** What is painted when a person can read it; skeletons do not count. */
  selector: string;
}

/** A list, whose rows are there when a cell of that role has a link; skeletons have none. */
const list = (name: string, role = 'rowheader'): View => ({
  name,
  path: `/fleet/${name}`,
  selector: `main [role="grid"] [role="${role}"] a[href]`,
});

/** A page of the same app that shows next to nothing and asks no back end. */
export const FLOOR: View = {
  name: 'floor',
  path: '/nowhere',
  selector: '#root h1, #root h2',
};

export const VIEWS: View[] = [
  { name: 'overview', path: '/fleet', selector: 'main h2 a[href]' },
  list('clusters'),
  list('syncs'),
  list('errors'),
  list('rollouts'),
  // A constraint has no page of its own; its clusters have.
  list('policy', 'gridcell'),
  list('mesh'),
];
