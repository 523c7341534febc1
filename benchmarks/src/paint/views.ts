/** A view of the app and what shows that it is there. */
export interface View {
  name: string;
  path: string;
  /** What is painted when a person can read it; skeletons do not count. */
  selector: string;
}

const ROWS = 'main [role="grid"] [role="rowheader"] a[href]';

const list = (name: string): View => ({
  name,
  path: `/fleet/${name}`,
  selector: ROWS,
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
  list('policy'),
  list('mesh'),
];
