import { expect, type Page, type Route } from '@playwright/test';
import { settled } from './settled';

/** A page of the portal, or a state that a page can be in. */
export interface PortalPage {
  /** As in the names of pictures. */
  name: string;
  path: string;
  /** Is there once the page shows what it is about. */
  text: string;
  /** Selects the part of the page that is ours. Default: the main part. */
  within?: string;
  /** What has to happen on the way so that the page gets into its state. */
  before?: (page: Page) => Promise<unknown>;
  /** The link to follow from there, for a page whose address nobody knows beforehand. */
  follow?: RegExp;
  /** Stays on its way, as a page that waits for an answer. */
  loading?: true;
}

const API = '**/api/anthos-fleet';

const answer = (pattern: string, change: (route: Route) => Promise<void>) => ({
  before: (page: Page) => page.route(`${API}${pattern}`, change),
});

const patched = (pattern: string, values: Record<string, unknown>) =>
  answer(pattern, async route => {
    const response = await route.fetch();
    await route.fulfill({
      response,
      json: { ...(await response.json()), ...values },
    });
  });

/** Every page that a person reads. */
export const PAGES: PortalPage[] = [
  { name: 'home', path: '/home', text: 'Cadastre API' },
  {
    name: 'fleet-overview',
    path: '/fleet/overview',
    text: 'Where clusters run',
  },
  { name: 'clusters', path: '/fleet/clusters', text: 'appliance-svalbard' },
  {
    name: 'cluster',
    path: '/fleet/clusters/acme-fleet/europe-north1/atkv3-dev',
    text: 'Package syncs',
  },
  { name: 'syncs', path: '/fleet/syncs', text: 'atkv3-dev' },
  { name: 'errors', path: '/fleet/errors', text: 'KNV1021' },
  {
    name: 'sync',
    path: '/fleet/syncs?state=error',
    follow: /^root-sync$/,
    text: 'Apply',
  },
  {
    name: 'error',
    path: '/fleet/errors',
    follow: /does not know the kind VirtualService/,
    text: 'Remedy',
  },
  { name: 'rollouts', path: '/fleet/rollouts', text: 'acme/cadastre-config' },
  { name: 'policy', path: '/fleet/policy', text: 'K8sPSPPrivilegedContainer' },
  { name: 'mesh', path: '/fleet/mesh', text: 'appliance-svalbard' },
  {
    name: 'component',
    path: '/catalog/default/component/cadastre-api',
    text: 'Oslo DC1',
  },
  {
    name: 'component-clusters',
    path: '/catalog/default/component/cadastre-api/clusters',
    text: 'Open a terminal',
  },
  {
    name: 'system',
    path: '/catalog/default/system/base-map',
    text: 'Relief shading',
  },
  {
    name: 'system-clusters',
    path: '/catalog/default/system/base-map/clusters',
    text: 'Relief shading',
  },
  {
    name: 'group-clusters',
    path: '/catalog/default/group/team-basemap/clusters',
    text: 'Relief shading',
  },
  {
    name: 'template',
    path: '/create/templates/default/namespace-and-service',
    text: 'atkv3-prod',
    within: 'form',
  },
];

/** States that pages get into when something is missing, slow, forbidden or broken. */
export const STATES: PortalPage[] = [
  {
    name: 'state-not-configured',
    path: '/fleet/overview',
    text: 'No fleet is connected yet',
    ...patched('/overview*', { configured: false }),
  },
  {
    name: 'state-loading',
    path: '/fleet/clusters',
    text: 'Loading',
    loading: true,
    ...answer('/clusters?*', () => new Promise(() => {})),
  },
  {
    name: 'state-no-match',
    path: '/fleet/clusters?q=nothing-of-this-name',
    text: 'No cluster matches',
  },
  {
    name: 'state-forbidden',
    path: '/fleet/clusters',
    text: 'You may not see this',
    ...answer('/clusters?*', route =>
      route.fulfill({
        status: 403,
        json: { error: { name: 'NotAllowedError', message: 'Unauthorized' } },
      }),
    ),
  },
  {
    name: 'state-unreachable',
    path: '/fleet/clusters',
    text: 'This could not be loaded',
    ...answer('/clusters?*', route => route.abort()),
  },
  {
    name: 'state-silent-cluster',
    path: '/fleet/clusters/acme-fleet/global/lab-k3s',
    text: 'Place and platform',
  },
  {
    name: 'state-left-over-cluster',
    path: '/fleet/clusters/acme-fleet/europe-west4/azure-archive',
    text: 'Place and platform',
  },
  {
    name: 'state-missing-cluster',
    path: '/fleet/clusters/acme-fleet/europe-north1/nowhere',
    text: 'nowhere',
  },
  {
    name: 'state-not-annotated',
    path: '/catalog/default/component/public-website/clusters',
    text: 'anthos-fleet/cluster',
  },
  {
    name: 'state-mistaken-annotations',
    path: '/catalog/default/component/place-names/clusters',
    text: 'Place_Names',
  },
];

/** Opens a page and waits until it shows what it is about. */
export async function open(
  page: Page,
  { path, text, before, follow, loading }: PortalPage,
) {
  await before?.(page);
  await page.goto(path);
  if (follow) {
    await page.getByRole('link', { name: follow }).first().click();
  }
  // Not every page of the portal has a main part.
  await expect(page.getByText(text).first()).toBeVisible();
  if (!loading) {
    await settled(page);
  }
}
