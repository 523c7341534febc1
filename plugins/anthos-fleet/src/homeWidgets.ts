const layout = {
  width: { minColumns: 3, defaultColumns: 6 },
  height: { minRows: 3, defaultRows: 6 },
};

/** What the home page knows of the widget of own services, in either front-end system. */
export const OWN_SERVICES = {
  name: 'AnthosFleetOwnServices',
  title: 'My services that are not in sync',
  description: 'Services that you own and that are not live everywhere',
  layout,
};

/** What the home page knows of the widget of errors, in either front-end system. */
export const OPEN_ERRORS = {
  name: 'AnthosFleetOpenErrors',
  title: 'What breaks the fleet',
  description: 'Open sync errors, those on most clusters first',
  layout,
};
