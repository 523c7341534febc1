import { ClusterObjects } from '../ClusterObjects';
import { Json } from '../objects';
import { ApiServer } from './ApiServer';
import { KubeResponse } from './messages';

const APPLY = 'application/apply-patch+yaml';
const CONFIG_MAPS = '/api/v1/namespaces/default/configmaps';
const DEPLOYMENTS = '/apis/apps/v1/namespaces/default/deployments';
const ONE = { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'one' } };

describe('fields that Kubernetes does not know', () => {
  let cluster: ClusterObjects;
  let api: ApiServer;

  beforeEach(() => {
    cluster = new ClusterObjects({ podStart: 0 });
    api = new ApiServer(cluster, { now: () => Date.now() });
  });
  afterEach(() => cluster.close());

  function send(
    method: string,
    url: string,
    body: Json,
    type = 'application/json',
  ): KubeResponse {
    const { pathname, searchParams } = new URL(url, 'https://cluster');
    return api.handle({
      method,
      path: pathname,
      query: searchParams,
      headers: { 'content-type': type },
      body: Buffer.from(JSON.stringify(body)),
      user: { name: 'admin', groups: ['system:masters'] },
    });
  }

  it('are refused when they are meant strictly', () => {
    const body = { ...ONE, dta: {}, spec: {} };
    const refused = send('POST', `${CONFIG_MAPS}?fieldValidation=Strict`, body);
    expect(JSON.parse(refused.body)).toMatchObject({
      code: 400,
      reason: 'BadRequest',
      message:
        'ConfigMap in version "v1" cannot be handled as a ConfigMap: strict decoding error: unknown field "dta", unknown field "spec"',
    });
    expect(send('POST', CONFIG_MAPS, ONE).status).toBe(201);
    expect(
      send('PUT', `${CONFIG_MAPS}/one?fieldValidation=Strict`, body).status,
    ).toBe(400);
  });

  it('are warned of, unless nobody wants to know', () => {
    const body = { ...ONE, dta: {} };
    const warned = send('POST', `${CONFIG_MAPS}?dryRun=All`, body);
    expect(warned.status).toBe(201);
    expect(warned.warnings).toEqual(['unknown field "dta"']);
    const ignored = send('POST', `${CONFIG_MAPS}?fieldValidation=Ignore`, body);
    expect(ignored.status).toBe(201);
    expect(ignored.warnings ?? []).toEqual([]);
  });

  it.each([
    ['one', { replicas: 2 }, '.replicas: field not declared in schema'],
    [
      'several',
      { replicas: 2, template: {} },
      'errors:\n  .replicas: field not declared in schema\n  .template: field not declared in schema',
    ],
  ])('cannot be applied: %s', (_, fields, problem) => {
    const body = {
      apiVersion: 'apps/v1',
      kind: 'Deployment',
      metadata: { name: 'web' },
      ...fields,
    };
    const url = `${DEPLOYMENTS}/web?fieldManager=test&dryRun=All`;
    expect(JSON.parse(send('PATCH', url, body, APPLY).body)).toMatchObject({
      code: 500,
      message: `failed to create typed patch object (default/web; apps/v1, Kind=Deployment): ${problem}`,
    });
  });

  it('leave objects of known fields alone', () => {
    const body = { ...ONE, data: { a: '1' }, binaryData: {}, immutable: true };
    const made = send('POST', `${CONFIG_MAPS}?fieldValidation=Strict`, body);
    expect(made.status).toBe(201);
    const url = `${CONFIG_MAPS}/one?fieldManager=test&force=true`;
    expect(send('PATCH', url, body, APPLY).status).toBe(200);
  });
});
