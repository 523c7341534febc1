import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import type {
  EntityStatus,
  NamespaceOnCluster,
  QuotaUse,
} from 'backstage-plugin-anthos-fleet-common';
import { cluster, entityStatusOf } from '../../__fixtures__';
import { axeViolations } from '../../__testUtils__/axe';
import { demoEntity, renderFleet } from '../../__testUtils__/render';
import { EntityFleetContent } from './EntityFleetContent';

const clusters = ['one', 'two', 'three'].map(name => cluster({ name }));

const quota = (used: string, level: QuotaUse['level'], name = 'compute') => ({
  name,
  level,
  scopes: [],
  resources: [
    {
      resource: 'limits.memory',
      hard: '8Gi',
      used,
      share: Number.parseFloat(used) / 8,
      level,
    },
  ],
});

const show = (
  quotas: Array<QuotaUse[] | undefined>,
  changes: Partial<EntityStatus> = {},
) =>
  renderFleet(<EntityFleetContent />, {
    entity: demoEntity('grunnbok'),
    api: {
      getEntityStatus: async () =>
        entityStatusOf(clusters, {
          namespacesOnClusters: quotas.map(
            (own, index): NamespaceOnCluster => ({
              cluster: clusters[index].ref,
              name: 'maps',
              state: 'synced',
              meshInjection: 'none',
              ...(own && { quotas: own }),
            }),
          ),
          ...changes,
        }),
    },
  });

const section = async () =>
  within(
    (await screen.findByRole('heading', { name: 'Quotas' })).closest(
      '.bui-Card',
    ) as HTMLElement,
  );

describe('quotas of an entity', () => {
  it('say first which is full, and what to do', async () => {
    const { container } = show([
      [quota('2Gi', 'ok')],
      [quota('8Gi', 'full')],
      [quota('7Gi', 'near-full')],
    ]);
    const quotas = await section();
    expect(
      quotas.getByText(
        '1 quota is full: the cluster refuses whatever would need more of it. 1 quota is near full.',
      ),
    ).toBeVisible();
    const [first, second, third] = quotas
      .getAllByText('compute')
      .map(item => item.closest('li')!);
    expect(first).toHaveTextContent(
      /^fullcompute in namespace mapstwo .*larger quota.*limits\.memory8Gi of 8Gi · 100%full$/,
    );
    expect(second).toHaveTextContent(/^near full.*7Gi of 8Gi · 88%near full$/);
    expect(third).toHaveTextContent(/^room left.*2Gi of 8Gi · 25%$/);
    expect(await axeViolations(container)).toEqual([]);
  });

  it('are told once where they are the same', async () => {
    const same = [quota('2Gi', 'ok')];
    show([same, same, same]);
    const quotas = await section();
    expect(
      quotas.getByText('There is room in all of its 3 quotas.'),
    ).toBeVisible();
    expect(quotas.getByText('The same on all 3 clusters')).toBeVisible();
    expect(quotas.getAllByText('compute')).toHaveLength(1);
  });

  it('fold those with room, and none that stands in the way', async () => {
    show([
      [
        ...Array.from({ length: 4 }, (_, index) =>
          quota('8Gi', 'full', `full-${index}`),
        ),
        ...Array.from({ length: 3 }, (_, index) =>
          quota('1Gi', 'ok', `room-${index}`),
        ),
      ],
    ]);
    const quotas = await section();
    expect(quotas.getAllByText(/^full-/)).toHaveLength(4);
    expect(quotas.queryByText(/^room-/)).toBeNull();
    await userEvent.click(
      quotas.getByRole('button', { name: '3 more quotas with room' }),
    );
    expect(quotas.getAllByText(/^room-/)).toHaveLength(3);
  });

  it('that nobody counted are not well', async () => {
    show([
      [
        {
          name: 'new',
          level: 'unknown',
          scopes: ['BestEffort'],
          resources: [{ resource: 'pods', hard: '10', level: 'unknown' }],
        },
      ],
    ]);
    const quotas = await section();
    const [item] = quotas.getAllByRole('listitem');
    expect(item).toHaveTextContent(
      /not counted.*only for BestEffort.*podslimit 10not counted$/,
    );
  });

  it('are none where the cluster says so, and absent where nobody knows', async () => {
    const { unmount } = show([[]]);
    expect(
      (await section()).getByText('No quota limits its namespaces.'),
    ).toBeVisible();
    unmount();
    show([undefined]);
    await screen.findAllByText('grunnbok-main');
    expect(screen.queryByText('Quotas')).toBeNull();
  });

  it('that may not be read say which rule is missing', async () => {
    const refused = {
      part: 'quotas' as const,
      outcome: 'forbidden' as const,
      refusedBy: 'rbac' as const,
      message: "RBAC does not let the portal's account list resourcequotas",
    };
    const { container } = show([undefined, undefined], {
      unreadParts: clusters.map(({ ref, name }) => ({
        ...refused,
        cluster: ref,
        remedy: `Apply this to ${name} with kubectl apply -f:\nkind: ClusterRole`,
      })),
    });
    const quotas = await section();
    expect(
      quotas.getByText('Could not be read on one, two, three: quotas.'),
    ).toBeVisible();
    expect(quotas.getByText(refused.message)).toBeVisible();
    expect(quotas.getByText(/kind: ClusterRole/)).toBeVisible();
    expect(
      quotas.getByText(
        'The remedy is written for one; the others need the same.',
      ),
    ).toBeVisible();
    expect(await axeViolations(container)).toEqual([]);
  });
});
